/**
 * Random statements that both engines understand in the same way. The choices come as a list of
 * numbers, and 0 is always the simplest choice: shortening the list or lowering a number makes a
 * simpler statement, which is how fast-check finds the smallest one that fails.
 */

import { randomWindow, type WindowChoices } from './window-generator.ts';

export type GenType = 'integer' | 'decimal' | 'text' | 'boolean' | 'date' | 'timestamp' | 'uuid';

export interface GenColumn {
  readonly name: string;
  readonly type: GenType;
  /** Values that occur, as SQL. */
  readonly samples: readonly string[];
}

export interface GenTable {
  readonly name: string;
  readonly columns: readonly GenColumn[];
}

export interface Statement {
  readonly sql: string;
  /** The order of the rows is total. */
  readonly ordered: boolean;
}

class Choices {
  readonly #values: readonly number[];
  #next = 0;

  constructor(values: readonly number[]) {
    this.#values = values;
  }

  /** A number below `count`. */
  below(count: number): number {
    const value = this.#values[this.#next++] ?? 0;
    return value % count;
  }

  /** True once in `count` times. */
  once(count: number): boolean {
    return this.below(count) === count - 1;
  }

  pick<T>(options: readonly T[]): T {
    return options[this.below(options.length)] as T;
  }
}

/** A column in sight: how to name it. */
interface Visible {
  readonly ref: string;
  readonly type: GenType;
  readonly samples: readonly string[];
}

/** What stands in FROM. */
interface Source {
  readonly sql: string;
  readonly columns: readonly Visible[];
}

interface Scope {
  readonly columns: readonly Visible[];
  /** Of the statement around a subquery. */
  readonly outer: readonly Visible[];
  /** Levels of subqueries that may still be opened. */
  readonly depth: number;
}

/** A query of WITH. */
interface NamedQuery {
  readonly sql: string;
  readonly word?: string;
  readonly table: GenTable;
}

const OUTPUT_TYPES: readonly GenType[] = [
  'integer',
  'text',
  'decimal',
  'date',
  'boolean',
  'timestamp',
];

const LITERALS: Readonly<Record<GenType, readonly string[]>> = {
  integer: ['0', '1', '2', '3', '(-1)', '7', '10', '100'],
  decimal: ['0.5', '1.00', '10.25', '(-3.75)', '0.01', '99.9'],
  text: ["'a'", "''", "'A'", "'__proto__'", "'it''s'", "'a%b'", "'b\\c'", "'😀'", "'null'", "'é'"],
  boolean: ['TRUE', 'FALSE'],
  date: ["DATE '2024-02-29'", "DATE '2024-01-01'", "DATE '2025-12-31'"],
  timestamp: ["TIMESTAMP '2024-02-29 12:30:00'", "TIMESTAMP '2025-01-01 00:00:00.5'"],
  uuid: ["'11111111-2222-4333-8444-555555555555'"],
};

const SQL_TYPES: Readonly<Record<GenType, string>> = {
  integer: 'BIGINT',
  decimal: 'DECIMAL(14, 4)',
  text: 'VARCHAR',
  boolean: 'BOOLEAN',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
  uuid: 'VARCHAR',
};

const SET_OPERATORS = [
  'UNION',
  'UNION ALL',
  'EXCEPT',
  'INTERSECT',
  'EXCEPT ALL',
  'INTERSECT ALL',
] as const;
const FRACTIONS = ['0', '0.25', '0.5', '0.9', '1'] as const;
const COMPARISONS = ['=', '<>', '<', '<=', '>', '>='] as const;
const PATTERNS = ["'a%'", "'%a%'", "'%e'", "'_'", "'%'", "'A_%'", "'%!%%' ESCAPE '!'", "'%o%a%'"];
const FIELDS = ['year', 'month', 'day', 'quarter', 'dow', 'doy', 'week'] as const;
const UNITS = ['month', 'year', 'quarter', 'week'] as const;
const JOINS = ['JOIN', 'LEFT JOIN', 'RIGHT JOIN', 'FULL JOIN', 'CROSS JOIN', ','] as const;

export interface Limits {
  /** Tables of hundreds of rows: few joins, so that products stay small. */
  readonly largeTables?: boolean;
}

/** Levels of subqueries in a statement. */
const DEPTH = 2;

export class Generator {
  readonly #choices: Choices;
  readonly #tables: readonly GenTable[];
  readonly #large: boolean;
  #aliases = 0;

  constructor(tables: readonly GenTable[], choices: readonly number[], options: Limits = {}) {
    this.#tables = tables;
    this.#large = options.largeTables ?? false;
    this.#choices = new Choices(choices);
  }

  statement(): Statement {
    const once = (count: number): boolean => this.#choices.once(count);
    const ctes = once(6) ? [once(3) ? this.#recursive() : this.#cte()] : [];
    const types = this.#outputTypes();
    const tables = [...ctes.map(({ table }) => table), ...this.#tables];
    const body = once(5)
      ? this.#setOperation(types, tables)
      : this.#select(types, tables, DEPTH, []);
    const ordered = once(3);
    const prefix = ctes.map(({ sql, word = 'WITH' }) => `${word} ${sql} `).join('');
    return {
      sql: `${prefix}${body}${ordered ? this.#totalOrder(types) : ''}`,
      ordered,
    };
  }

  #outputTypes(): readonly GenType[] {
    const count = 1 + this.#choices.below(3);
    return Array.from({ length: count }, () => this.#choices.pick(OUTPUT_TYPES));
  }

  #alias(): string {
    return `t${++this.#aliases}`;
  }

  // ------------------------------------------------------------------ statements

  /** Rows that lead to further rows, some rounds long: the first column counts them. */
  #recursive(): NamedQuery {
    const name = `q${++this.#aliases}`;
    const [seed, step] = [this.#alias(), this.#alias()];
    const [first, next] = [this.#choices.pick(this.#tables), this.#choices.pick(this.#tables)];
    const from = visible(seed, first.columns).filter(({ type }) => type !== 'uuid');
    const start = this.#choices.pick(from.length === 0 ? visible(seed, first.columns) : from);
    const { type } = start;
    const reached = visible(step, next.columns).filter((column) => column.type === type);
    const rounds = 2 + this.#choices.below(3);
    const own: Visible = { ref: 'r.c2', type, samples: [] };
    const scope: Scope = { columns: [own, ...visible(step, next.columns)], outer: [], depth: 0 };
    const on =
      reached.length > 0 && !this.#choices.once(3)
        ? `${this.#choices.pick(reached).ref} = r.c2`
        : this.#boolean(scope, 1);
    const all = this.#choices.pick(['', ' ALL']);
    const columns: readonly GenColumn[] = [
      { name: 'c1', type: 'integer', samples: ['1', '2', '3'] },
      { name: 'c2', type, samples: start.samples },
    ];
    const cast = (expression: string): string =>
      type === 'decimal' ? `CAST(${expression} AS ${SQL_TYPES[type]})` : expression;
    const seeds = `SELECT CAST(1 AS BIGINT), ${cast(start.ref)} FROM ${first.name} AS ${seed}`;
    const steps = `SELECT r.c1 + 1, ${cast(this.#leaf(type, scope))} FROM ${name} AS r JOIN ${next.name} AS ${step} ON ${on} WHERE r.c1 < ${rounds}`;
    return {
      sql: `${name} (c1, c2) AS (${seeds} UNION${all} ${steps})`,
      word: 'WITH RECURSIVE',
      table: { name, columns },
    };
  }

  #cte(): NamedQuery {
    const types = this.#outputTypes();
    const name = `q${++this.#aliases}`;
    return {
      sql: `${name} AS (${this.#select(types, this.#tables, 1, [])})`,
      table: { name, columns: outputs(types) },
    };
  }

  #setOperation(types: readonly GenType[], tables: readonly GenTable[]): string {
    const operand = (): string => this.#select(types, tables, 1, []);
    const operator = (): string => this.#choices.pick(SET_OPERATORS);
    const two = `${operand()} ${operator()} ${operand()}`;
    switch (this.#choices.below(5)) {
      case 3:
        return `${two} ${operator()} ${operand()}`;
      case 4:
        return `${operand()} ${operator()} (${two})`;
      default:
        return two;
    }
  }

  /** Orders by every column, so that only rows that are alike can change places. */
  #totalOrder(types: readonly GenType[]): string {
    const keys = types.map((_, index) => {
      const direction = this.#choices.pick(['', ' DESC']);
      const nulls = this.#choices.pick(['', '', ' NULLS FIRST', ' NULLS LAST']);
      return `${index + 1}${direction}${nulls}`;
    });
    const limit = this.#choices.once(2) ? ` LIMIT ${this.#choices.below(8)}` : '';
    const offset = this.#choices.once(4) ? ` OFFSET ${this.#choices.below(4)}` : '';
    return ` ORDER BY ${keys.join(', ')}${limit}${offset}`;
  }

  #select(
    types: readonly GenType[],
    tables: readonly GenTable[],
    depth: number,
    outer: readonly Visible[],
  ): string {
    const { sql: from, columns } = this.#from(tables, depth);
    const scope: Scope = { columns, outer, depth };
    const where = this.#choices.below(3) === 0 ? '' : ` WHERE ${this.#boolean(scope, 2)}`;
    if (this.#choices.once(3)) return this.#grouped(types, from + where, scope);
    if (this.#choices.once(4)) {
      return this.#windowed(types, from + where, scope);
    }
    if (this.#choices.once(12)) return this.#distinctOn(types, from + where, scope);
    const distinct = this.#choices.once(6) ? 'DISTINCT ' : '';
    const items = types.map(
      (type, index) => `${this.#expression(type, scope, 2)} AS c${index + 1}`,
    );
    return `SELECT ${distinct}${items.join(', ')} FROM ${from}${where}`;
  }

  /** Of rows alike in the first columns the first, in an order by all columns. */
  #distinctOn(types: readonly GenType[], rest: string, scope: Scope): string {
    const items = types.map(
      (type, index) => `${this.#expression(type, scope, 1)} AS c${index + 1}`,
    );
    const on = types.slice(0, 1 + this.#choices.below(types.length)).map((_, i) => `c${i + 1}`);
    const order = types.map((_, i) => `c${i + 1}${this.#choices.pick(['', ' DESC'])}`);
    const sql = `SELECT DISTINCT ON (${on.join(', ')}) ${items.join(', ')} FROM ${rest} ORDER BY ${order.join(', ')}`;
    return this.#around(sql, types);
  }

  /** What is asked of a subquery's columns may or may not be asked of its rows before. */
  #around(sql: string, types: readonly GenType[]): string {
    const alias = this.#alias();
    const columns = visible(alias, outputs(types));
    const where = this.#choices.once(2)
      ? ` WHERE ${this.#boolean({ columns, outer: [], depth: 0 }, 1)}`
      : '';
    return `SELECT ${alias}.* FROM (${sql}) AS ${alias}${where}`;
  }

  #windowed(types: readonly GenType[], rest: string, scope: Scope): string {
    const inner: Scope = { ...scope, outer: [], depth: 0 };
    const keys = Array.from({ length: this.#choices.below(3) }, () => this.#key(inner));
    const items = types.map((type, index) => {
      const found = keys.filter((key) => key.type === type);
      const item =
        found.length > 0 && !this.#choices.once(2)
          ? this.#choices.pick(found).ref
          : this.#window(type, keys, inner);
      return `${item} AS c${index + 1}`;
    });
    const qualify = this.#choices.once(3)
      ? ` QUALIFY ${this.#window('integer', keys, inner)} ${this.#choices.pick(COMPARISONS)} ${this.#choices.below(6)}`
      : '';
    const sql = `SELECT ${items.join(', ')} FROM ${rest}${qualify}`;
    return this.#choices.once(2) ? this.#around(sql, types) : sql;
  }

  #window(type: GenType, keys: readonly Visible[], scope: Scope): string {
    const choices = this.#choices;
    const window = randomWindow(
      this.#pickers(),
      keys.map(({ ref }) => ref),
      scope.columns,
    );
    const argument = (of: GenType): string => this.#expression(of, scope, 1);
    const filter = choices.once(5) ? ` FILTER (WHERE ${this.#boolean(scope, 1)})` : '';
    const over = (call: string): string => `${call} OVER (${window.sql})`;
    if (window.total && choices.once(2)) {
      return over(
        choices.pick([
          () => `lag(${argument(type)})`,
          () => `lead(${argument(type)}, ${choices.below(4)})`,
          // DuckDB gives what stands in for a row the places of the value.
          () => `lag(CAST(${argument(type)} AS ${SQL_TYPES[type]}), 2, ${this.#literal(type)})`,
          () => `first_value(${argument(type)})`,
          () => `last_value(${argument(type)})`,
          () => `nth_value(${argument(type)}, ${1 + choices.below(3)})`,
          () => (type === 'integer' ? 'row_number()' : `first_value(${argument(type)})`),
          () =>
            type === 'integer' ? `ntile(${1 + choices.below(5)})` : `last_value(${argument(type)})`,
        ])(),
      );
    }
    switch (type) {
      case 'integer':
        return over(
          choices.pick([
            () => `count(*)${filter}`,
            () => `count(${argument(choices.pick(OUTPUT_TYPES))})${filter}`,
            () => `sum(${argument('integer')})${filter}`,
            () => `max(${argument('integer')})${filter}`,
            () => 'rank()',
            () => 'dense_rank()',
          ])(),
        );
      case 'decimal':
        return choices.pick([
          () => `CAST(${over(`sum(${argument('decimal')})${filter}`)} AS DECIMAL(24, 8))`,
          () => over(`min(${argument('decimal')})${filter}`),
        ])();
      case 'boolean':
        return over(`${choices.pick(['bool_and', 'bool_or'])}(${argument('boolean')})${filter}`);
      default:
        return over(`${choices.pick(['min', 'max'])}(${argument(type)})${filter}`);
    }
  }

  #grouped(types: readonly GenType[], rest: string, scope: Scope): string {
    const inner: Scope = { ...scope, outer: [], depth: 0 };
    const keys = Array.from({ length: this.#choices.below(3) }, () => this.#key(inner));
    const items = types.map((type, index) => {
      const found = keys.filter((key) => key.type === type);
      const item =
        found.length > 0 && !this.#choices.once(2)
          ? this.#choices.pick(found).ref
          : this.#aggregate(type, inner);
      return `${item} AS c${index + 1}`;
    });
    const overGroups = this.#choices.once(5) ? this.#overGroups(types, keys, inner) : items;
    const group = keys.length === 0 ? '' : ` GROUP BY ${this.#grouping(keys)}`;
    const having = this.#choices.once(4)
      ? ` HAVING ${this.#aggregate('integer', inner)} ${this.#choices.pick(COMPARISONS)} ${this.#choices.below(4)}`
      : '';
    return `SELECT ${overGroups.join(', ')} FROM ${rest}${group}${having}`;
  }

  /** Windows over the groups: their aggregates, partitioned by what is grouped by. */
  #overGroups(
    types: readonly GenType[],
    keys: readonly Visible[],
    scope: Scope,
  ): readonly string[] {
    return types.map((type, index) => {
      const partition = keys.filter(() => this.#choices.once(2)).map(({ ref }) => ref);
      const by = partition.length === 0 ? '' : `PARTITION BY ${partition.join(', ')} `;
      const order = `ORDER BY ${this.#aggregate('integer', scope)}${this.#choices.pick(['', ' DESC'])}`;
      const call =
        type === 'integer'
          ? this.#choices.pick(['rank()', 'count(*)', `sum(${this.#aggregate('integer', scope)})`])
          : type === 'boolean'
            ? `bool_or(${this.#aggregate('boolean', scope)})`
            : `${this.#choices.pick(['min', 'max'])}(${this.#aggregate(type, scope)})`;
      return `${call} OVER (${by}${this.#choices.once(2) ? order : ''}) AS c${index + 1}`;
    });
  }

  /** Plain keys mostly, or one of the ways to group by several sets of them. */
  #grouping(keys: readonly Visible[]): string {
    const list = keys.map(({ ref }) => ref).join(', ');
    return this.#choices.pick([
      list,
      list,
      list,
      `ROLLUP (${list})`,
      `CUBE (${list})`,
      `GROUPING SETS ((${list}), (${keys[0]?.ref ?? list}), ())`,
    ]);
  }

  /** What is grouped by: a column, or an expression of one, never a literal. */
  #key(scope: Scope): Visible {
    const column = this.#choices.pick(scope.columns);
    const { ref, type } = column;
    const wrapped = this.#choices.once(3);
    if (!wrapped) return column;
    if (type === 'text') return { ...column, ref: `upper(${ref})` };
    if (type === 'integer') return { ...column, ref: `(${ref} % 3)` };
    if (type === 'date') {
      return { ref: `CAST(date_trunc('month', ${ref}) AS DATE)`, type: 'date', samples: [] };
    }
    return { ref: `(${ref} IS NULL)`, type: 'boolean', samples: [] };
  }

  #aggregate(type: GenType, scope: Scope): string {
    const argument = (of: GenType): string => this.#expression(of, scope, 1);
    const filter = this.#choices.once(4) ? ` FILTER (WHERE ${this.#boolean(scope, 1)})` : '';
    const distinct = this.#choices.once(4) ? 'DISTINCT ' : '';
    switch (type) {
      case 'integer':
        return this.#choices.pick([
          () => `count(*)${filter}`,
          () => `count(${distinct}${argument(this.#choices.pick(OUTPUT_TYPES))})${filter}`,
          () => `sum(${distinct}${argument('integer')})${filter}`,
          () => `max(${argument('integer')})${filter}`,
          () => `${this.#percentile(argument('integer'))}${filter}`,
          () => `(count(*)${filter} + coalesce(min(${argument('integer')}), 0))`,
          () => {
            const of = argument('integer');
            return `(array_agg(${of} ORDER BY ${of}${this.#choices.pick(['', ' DESC'])})${filter})[${1 + this.#choices.below(3)}]`;
          },
        ])();
      case 'decimal':
        return this.#choices.pick([
          // DuckDB's sum has 38 digits, which leaves others of another scale no room.
          () => `CAST(sum(${distinct}${argument('decimal')})${filter} AS DECIMAL(24, 8))`,
          () => `min(${argument('decimal')})${filter}`,
          () => `(max(${argument('decimal')}) - min(${argument('decimal')}))`,
          () => `${this.#percentile(argument('decimal'))}${filter}`,
        ])();
      case 'boolean':
        return this.#choices.pick([
          () => `bool_and(${argument('boolean')})${filter}`,
          () => `bool_or(${argument('boolean')})${filter}`,
          () => `(count(*)${filter} > ${this.#choices.below(3)})`,
        ])();
      case 'text':
        return this.#choices.pick([
          () => `max(${argument('text')})${filter}`,
          () => `${this.#percentile(argument('text'))}${filter}`,
          () => {
            const text = argument('text');
            return `string_agg(${distinct}${text}, '|' ORDER BY ${text})${filter}`;
          },
        ])();
      default:
        return `${this.#choices.pick(['min', 'max'])}(${argument(type)})${filter}`;
    }
  }

  #percentile(of: string): string {
    return `percentile_disc(${this.#choices.pick(FRACTIONS)}) WITHIN GROUP (ORDER BY ${of})`;
  }

  // ------------------------------------------------------------------------ FROM

  #from(tables: readonly GenTable[], depth: number): Source {
    let from = this.#source(tables, depth);
    const wanted = this.#choices.pick([0, 0, 1, 1, 2]);
    const more = this.#large ? Math.min(wanted, depth === DEPTH ? 1 : 0) : wanted;
    for (let count = 0; count < more; count++) {
      const kind = this.#choices.pick(JOINS);
      const free = kind === ',' || kind === 'CROSS JOIN';
      const lateral = free && depth > 0 && this.#choices.once(3);
      const right = lateral ? this.#lateral(tables, from.columns) : this.#source(tables, depth);
      const on = free ? '' : this.#joinedBy(from.columns, right.columns, count === 0);
      from = {
        sql: `${from.sql}${kind === ',' ? '' : ' '}${kind} ${right.sql}${on}`,
        columns: [...from.columns, ...right.columns],
      };
      // A join after a comma would not see what stands before the comma.
      if (kind === ',') break;
    }
    return from;
  }

  #source(tables: readonly GenTable[], depth: number): Source {
    const alias = this.#alias();
    if (depth > 0 && this.#choices.once(6)) {
      const types = this.#outputTypes();
      const limit = this.#choices.once(3) ? this.#totalOrder(types) : '';
      const sql = `(${this.#select(types, tables, depth - 1, [])}${limit}) AS ${alias}`;
      return { sql, columns: visible(alias, outputs(types)) };
    }
    if (depth > 0 && this.#choices.once(8)) return this.#madeUp(tables, alias);
    const table = this.#choices.pick(tables);
    return { sql: `${table.name} AS ${alias}`, columns: visible(alias, table.columns) };
  }

  /** Rows that no table has, or that stand otherwise than in their table. */
  #madeUp(tables: readonly GenTable[], alias: string): Source {
    const { below, once, pick } = this.#pickers();
    const named = (sql: string, types: readonly GenType[]): Source => {
      const columns = outputs(types);
      const names = columns.map(({ name }) => name).join(', ');
      return { sql: `${sql} AS ${alias} (${names})`, columns: visible(alias, columns) };
    };
    return pick([
      () => {
        const types = this.#outputTypes();
        const value = (type: GenType): string =>
          `CAST(${once(5) ? 'NULL' : this.#literal(type)} AS ${SQL_TYPES[type]})`;
        const rows = Array.from({ length: 1 + below(4) }, () => `(${types.map(value).join(', ')})`);
        return named(`(VALUES ${rows.join(', ')})`, types);
      },
      () => {
        const type = pick(['integer', 'text', 'date'] as const);
        const items = Array.from({ length: 1 + below(4) }, () =>
          once(5) ? 'NULL' : this.#literal(type),
        );
        return named(`unnest(ARRAY[${items.join(', ')}]::${SQL_TYPES[type]}[])`, [type]);
      },
      () => {
        const from = below(4);
        return named(`generate_series(${from}, ${from + below(6)}, ${1 + below(2)})`, ['integer']);
      },
      () => {
        const types = this.#outputTypes();
        const operand = (): string =>
          `(${this.#select(types, tables, 0, [])}${once(2) ? this.#totalOrder(types) : ''})`;
        const whole = `${operand()} ${pick(SET_OPERATORS)} ${operand()}`;
        return named(`(${whole}${once(2) ? this.#totalOrder(types) : ''})`, types);
      },
      () => this.#pivoted(pick(tables), alias),
      () => this.#unpivoted(pick(tables), alias),
    ])();
  }

  #pivoted(table: GenTable, alias: string): Source {
    const { once, pick } = this.#pickers();
    const texts = table.columns.filter(({ type }) => type === 'text' || type === 'boolean');
    const numbers = table.columns.filter(({ type }) => type === 'integer');
    if (texts.length === 0 || numbers.length === 0) {
      return { sql: `${table.name} AS ${alias}`, columns: visible(alias, table.columns) };
    }
    const [over, of] = [pick(texts), pick(numbers)];
    const [one, other] = over.type === 'boolean' ? ['TRUE', 'FALSE'] : ["'a'", "'ab'"];
    const kept = table.columns.filter((column) => column !== over && column !== of).slice(0, 2);
    const input = `(SELECT ${[...kept, over, of].map(({ name }) => `"${name}"`).join(', ')} FROM ${table.name})`;
    const call = pick([`sum(${of.name})`, `max(${of.name})`, `count(${of.name})`]);
    const group = once(2) || kept[0] === undefined ? '' : ` GROUP BY "${kept[0].name}"`;
    const left = group === '' ? kept : kept.slice(0, 1);
    const pivot = `PIVOT (${call} FOR ${over.name} IN (${one} AS p1, ${other} AS p2)${group})`;
    const columns: readonly GenColumn[] = [
      ...left,
      { name: 'p1', type: 'integer', samples: ['1', '2'] },
      { name: 'p2', type: 'integer', samples: ['1', '2'] },
    ];
    return {
      sql: `(SELECT * FROM ${input} ${pivot}) AS ${alias}`,
      columns: visible(alias, columns),
    };
  }

  #unpivoted(table: GenTable, alias: string): Source {
    const numbers = table.columns.filter(({ type }) => type === 'integer').slice(0, 3);
    const [kept] = table.columns.filter(({ type }) => type !== 'integer' && type !== 'uuid');
    if (numbers.length === 0 || kept === undefined) {
      return { sql: `${table.name} AS ${alias}`, columns: visible(alias, table.columns) };
    }
    const nulls = this.#choices.pick(['', ' INCLUDE NULLS']);
    const names = numbers.map(({ name }) => name);
    const input = `(SELECT ${[kept.name, ...names].map((name) => `"${name}"`).join(', ')} FROM ${table.name})`;
    const columns: readonly GenColumn[] = [
      kept,
      { name: 'which', type: 'text', samples: names.map((name) => `'${name}'`) },
      { name: 'much', type: 'integer', samples: numbers[0]?.samples ?? [] },
    ];
    return {
      sql: `(SELECT * FROM ${input} UNPIVOT${nulls} (much FOR which IN (${names.join(', ')}))) AS ${alias}`,
      columns: visible(alias, columns),
    };
  }

  #pickers(): WindowChoices {
    const choices = this.#choices;
    return {
      below: (count) => choices.below(count),
      once: (count) => choices.once(count),
      pick: (options) => choices.pick(options),
    };
  }

  #lateral(tables: readonly GenTable[], left: readonly Visible[]): Source {
    const alias = this.#alias();
    const types = this.#outputTypes();
    const sql = `LATERAL (${this.#select(types, tables, 0, left)}) AS ${alias}`;
    return { sql, columns: visible(alias, outputs(types)) };
  }

  /** @param first whether no join stands before: a name of USING must be of one table */
  #joinedBy(left: readonly Visible[], right: readonly Visible[], first: boolean): string {
    const common = left.filter(({ ref, type }) =>
      right.some((other) => nameOf(other.ref) === nameOf(ref) && other.type === type),
    );
    if (first && common.length > 0 && this.#choices.once(4)) {
      return ` USING ("${nameOf(this.#choices.pick(common).ref)}")`;
    }
    return ` ON ${this.#joinCondition(left, right)}`;
  }

  #joinCondition(left: readonly Visible[], right: readonly Visible[]): string {
    const pairs = left.flatMap((a) =>
      right.filter((b) => b.type === a.type).map((b) => `${a.ref} = ${b.ref}`),
    );
    const scope: Scope = { columns: [...left, ...right], outer: [], depth: 0 };
    const equality = pairs.length === 0 || this.#choices.once(6) ? null : this.#choices.pick(pairs);
    if (equality === null) return this.#boolean(scope, 1);
    return this.#choices.once(3) ? `${equality} AND ${this.#boolean(scope, 1)}` : equality;
  }

  // ----------------------------------------------------------------- expressions

  #column(type: GenType, scope: Scope): Visible | null {
    const outer = scope.outer.filter((column) => column.type === type);
    if (outer.length > 0 && this.#choices.once(3)) return this.#choices.pick(outer);
    const own = scope.columns.filter((column) => column.type === type);
    return own.length === 0 ? null : this.#choices.pick(own);
  }

  #literal(type: GenType, near: Visible | null = null): string {
    const samples = near?.samples ?? [];
    return samples.length > 0 && !this.#choices.once(4)
      ? this.#choices.pick(samples)
      : this.#choices.pick(LITERALS[type]);
  }

  #leaf(type: GenType, scope: Scope): string {
    const column = this.#column(type, scope);
    if (column !== null && !this.#choices.once(5)) return column.ref;
    return this.#choices.once(6) ? `CAST(NULL AS ${SQL_TYPES[type]})` : this.#literal(type, column);
  }

  #expression(type: GenType, scope: Scope, size: number): string {
    if (size === 0 || this.#choices.below(5) < 3) return this.#leaf(type, scope);
    const sub = (of: GenType): string => this.#expression(of, scope, size - 1);
    if (scope.depth > 0 && this.#choices.once(8)) return this.#scalarSubquery(type, scope);
    if (this.#choices.once(5)) return this.#conditional(type, scope, size - 1);
    switch (type) {
      case 'integer':
        return this.#choices.pick([
          () => `(${sub('integer')} + ${sub('integer')})`,
          () => `(${sub('integer')} - ${sub('integer')})`,
          () => `(${this.#leaf('integer', scope)} * ${this.#leaf('integer', scope)})`,
          () => `(${sub('integer')} / ${this.#choices.pick(['2', '3', '(-7)'])})`,
          () => `(${sub('integer')} % ${this.#choices.pick(['2', '5', '(-3)'])})`,
          () => `(-${sub('integer')})`,
          () => `abs(${sub('integer')})`,
          () => `length(${sub('text')})`,
          () => `(${sub('date')} - ${sub('date')})`,
          // PostgreSQL's fields are decimals, DuckDB's integers.
          () => `CAST(extract(${this.#choices.pick(FIELDS)} FROM ${sub('date')}) AS INTEGER)`,
          () => `CAST(extract(hour FROM ${sub('timestamp')}) AS INTEGER)`,
          () => `position(${this.#literal('text')} IN ${sub('text')})`,
          () => `greatest(${sub('integer')}, ${sub('integer')})`,
          () => `strpos(${sub('text')}, ${this.#literal('text')})`,
          () => `mod(${sub('integer')}, ${this.#choices.pick(['3', '(-2)', '7'])})`,
          () => `CAST(sign(${sub('integer')}) AS INTEGER)`,
          () => `CAST(extract(minute FROM ${sub('timestamp')}) AS INTEGER)`,
          () => `CAST(${sub('boolean')} AS INTEGER)`,
          () => `CAST(round(${this.#leaf('decimal', scope)}) AS INTEGER)`,
          () => `(+${sub('integer')})`,
          () => `(ARRAY[${sub('integer')}, ${sub('integer')}])[${1 + this.#choices.below(3)}]`,
          () => `TRY_CAST(${this.#leaf('text', scope)} AS BIGINT)`,
        ])();
      case 'decimal':
        return this.#choices.pick([
          () => `(${sub('decimal')} + ${sub('decimal')})`,
          () => `(${sub('decimal')} - ${sub('integer')})`,
          () => `(${this.#leaf('decimal', scope)} * ${this.#leaf('decimal', scope)})`,
          () => `(${this.#leaf('decimal', scope)} * ${this.#leaf('integer', scope)})`,
          () => `round(${this.#leaf('decimal', scope)}, 1)`,
          () => `(-${sub('decimal')})`,
          () => `abs(${sub('decimal')})`,
          () => `least(${sub('decimal')}, ${sub('decimal')})`,
          () => `round(${this.#leaf('decimal', scope)}, ${this.#choices.below(4)})`,
          () => `trunc(${this.#leaf('decimal', scope)})`,
          () => `ceil(${this.#leaf('decimal', scope)})`,
          () => `floor(${this.#leaf('decimal', scope)})`,
          () => `CAST(${sub('integer')} AS ${SQL_TYPES.decimal})`,
        ])();
      case 'text':
        return this.#choices.pick([
          () => `upper(${sub('text')})`,
          () => `lower(${sub('text')})`,
          () => `(${sub('text')} || ${sub('text')})`,
          () =>
            `substring(${sub('text')}, ${1 + this.#choices.below(3)}, ${this.#choices.below(4)})`,
          () => `left(${sub('text')}, ${this.#choices.below(4)})`,
          () => `right(${sub('text')}, ${this.#choices.below(4)})`,
          () => `replace(${sub('text')}, 'a', ${this.#literal('text')})`,
          () => `trim(${sub('text')})`,
          () => `concat(${sub('text')}, ${sub('text')})`,
          () => `CAST(${this.#leaf('integer', scope)} AS VARCHAR)`,
          () => `CAST(${this.#leaf('date', scope)} AS VARCHAR)`,
          () => `lpad(${sub('text')}, ${this.#choices.below(6)}, 'xy')`,
          () => `rpad(${sub('text')}, ${this.#choices.below(6)}, '-')`,
          () => `ltrim(${sub('text')}, 'ab ')`,
          () => `rtrim(${sub('text')}, 'b%')`,
          () => `repeat(${sub('text')}, ${this.#choices.below(3)})`,
          () => `split_part(${sub('text')}, '_', ${1 + this.#choices.below(2)})`,
          () => `translate(${sub('text')}, 'ab_', 'xy')`,
          () => `regexp_replace(${sub('text')}, '[aeiou]', '#', 'g')`,
          () => `concat_ws('/', ${sub('text')}, ${sub('text')})`,
          () => `CAST(${this.#leaf('timestamp', scope)} AS DATE)::varchar`,
          () => `md5(${sub('text')})`,
          () => `CAST(${this.#leaf('decimal', scope)} AS ${SQL_TYPES.decimal})::varchar`,
          () => `CAST(${this.#leaf('boolean', scope)} AS VARCHAR)`,
        ])();
      case 'date':
        return this.#choices.pick([
          () => `(${sub('date')} + ${this.#choices.below(40)})`,
          () => `(${sub('date')} - ${this.#choices.below(400)})`,
          () => `CAST(date_trunc('${this.#choices.pick(UNITS)}', ${sub('date')}) AS DATE)`,
          () => `CAST(${sub('timestamp')} AS DATE)`,
          () => `CAST(${sub('date')} + INTERVAL '${this.#choices.below(15)} months' AS DATE)`,
          () => `greatest(${sub('date')}, ${sub('date')})`,
          () => `CAST(${sub('date')} + INTERVAL '1 year' - INTERVAL '1 day' AS DATE)`,
          () => `make_date(2024, ${1 + this.#choices.below(12)}, ${1 + this.#choices.below(28)})`,
        ])();
      case 'timestamp':
        return this.#choices.pick([
          () => `(${sub('timestamp')} + INTERVAL '${this.#choices.below(50)} hours')`,
          () => `(${sub('timestamp')} - INTERVAL '${this.#choices.below(9)} months')`,
          () => `(${sub('date')} + INTERVAL '${this.#choices.below(9)} days')`,
          () => `CAST(${sub('date')} AS TIMESTAMP)`,
          () => `date_trunc('hour', ${sub('timestamp')})`,
          () => `date_trunc('minute', ${sub('timestamp')})`,
          () => `(${sub('timestamp')} - INTERVAL '1 month 1 day')`,
          () => `least(${sub('timestamp')}, ${sub('timestamp')})`,
        ])();
      case 'boolean':
        return this.#boolean(scope, size);
      case 'uuid':
        return this.#leaf('uuid', scope);
    }
  }

  #conditional(type: GenType, scope: Scope, size: number): string {
    const sub = (): string => this.#expression(type, scope, size);
    return this.#choices.pick([
      () => `coalesce(${sub()}, ${sub()})`,
      () => `nullif(${sub()}, ${sub()})`,
      () => `CASE WHEN ${this.#boolean(scope, size)} THEN ${sub()} ELSE ${sub()} END`,
      () => `CASE WHEN ${this.#boolean(scope, size)} THEN ${sub()} END`,
      () => {
        const of = this.#choices.pick(OUTPUT_TYPES);
        const cases = `WHEN ${this.#literal(of)} THEN ${sub()} WHEN ${this.#leaf(of, scope)} THEN ${sub()}`;
        return `CASE ${this.#leaf(of, scope)} ${cases} ELSE ${sub()} END`;
      },
    ])();
  }

  #scalarSubquery(type: GenType, scope: Scope): string {
    const { from, inner } = this.#subquery(scope);
    const where = ` WHERE ${this.#boolean(inner, 1)}`;
    const own: Scope = { ...inner, outer: [] };
    return `(SELECT ${this.#aggregate(type, own)} FROM ${from}${where})`;
  }

  #subquery(scope: Scope): { from: string; inner: Scope } {
    const { sql, columns } = this.#source(this.#tables, 0);
    return { from: sql, inner: { columns, outer: scope.columns, depth: scope.depth - 1 } };
  }

  // ------------------------------------------------------------------ conditions

  #boolean(scope: Scope, size: number): string {
    if (size === 0) return this.#comparison(scope, 0);
    const sub = (): string => this.#boolean(scope, size - 1);
    const option = this.#choices.below(scope.depth > 0 ? 19 : 12);
    switch (option) {
      case 4:
        return `(${sub()} AND ${sub()})`;
      case 5:
        return `(${sub()} OR ${sub()})`;
      case 6:
        return `(NOT ${sub()})`;
      case 7:
        return `(${sub()} IS ${this.#choices.pick(['NOT TRUE', 'TRUE', 'FALSE', 'NOT FALSE', 'NULL'])})`;
      case 8:
        return this.#leaf('boolean', scope);
      case 9: {
        const type = this.#choices.pick(OUTPUT_TYPES);
        const not = this.#choices.pick(['', 'NOT ']);
        return `(${this.#expression(type, scope, size - 1)} IS ${not}DISTINCT FROM ${this.#expression(type, scope, size - 1)})`;
      }
      case 10:
        return this.#between(scope, size);
      case 11:
        return this.#inArray(scope, size);
      case 12:
      case 13:
        return this.#exists(scope);
      case 14:
      case 15:
        return this.#inSubquery(scope, size);
      case 16:
        return this.#quantified(scope, size);
      case 17:
        return this.#counted(scope);
      case 18:
        return this.#inFirst(scope, size);
      default:
        return this.#comparison(scope, size - 1);
    }
  }

  #comparison(scope: Scope, size: number): string {
    const all = [...scope.columns, ...scope.outer];
    const column = this.#choices.pick(all);
    const { ref, type } = column;
    switch (this.#choices.below(7)) {
      case 1:
        return `(${ref} IS ${this.#choices.pick(['NULL', 'NOT NULL'])})`;
      case 2: {
        const values = [this.#literal(type, column), this.#literal(type, column)];
        const list = this.#choices.once(4) ? [...values, 'NULL'] : values;
        return `(${ref} ${this.#choices.pick(['IN', 'NOT IN'])} (${list.join(', ')}))`;
      }
      case 3:
        if (type === 'text') {
          const operator = this.#choices.pick(['LIKE', 'NOT LIKE', 'ILIKE']);
          return `(${ref} ${operator} ${this.#choices.pick(PATTERNS)})`;
        }
        return `(${ref} = ${this.#leaf(type, scope)})`;
      case 4: {
        const operator = this.#choices.pick(COMPARISONS);
        const left = this.#expression(type, scope, size);
        return `(${left} ${operator} ${this.#expression(type, scope, size)})`;
      }
      default:
        return `(${ref} ${this.#choices.pick(COMPARISONS)} ${this.#literal(type, column)})`;
    }
  }

  #between(scope: Scope, size: number): string {
    const type = this.#choices.pick(['integer', 'decimal', 'date', 'text'] as const);
    const sub = (): string => this.#expression(type, scope, size - 1);
    return `(${sub()} ${this.#choices.pick(['BETWEEN', 'NOT BETWEEN'])} ${sub()} AND ${sub()})`;
  }

  #exists(scope: Scope): string {
    const { from, inner } = this.#subquery(scope);
    const not = this.#choices.pick(['', 'NOT ']);
    return `(${not}EXISTS (SELECT 1 FROM ${from} WHERE ${this.#correlation(scope, inner)}))`;
  }

  /** Mostly an equality with the statement around, as people write it. */
  #correlation(scope: Scope, inner: Scope): string {
    const pairs = inner.columns.flatMap((a) =>
      scope.columns.filter((b) => b.type === a.type).map((b) => `${a.ref} = ${b.ref}`),
    );
    if (pairs.length === 0 || this.#choices.once(4)) return this.#boolean(inner, 1);
    const equality = this.#choices.pick(pairs);
    return this.#choices.once(3) ? `${equality} AND ${this.#boolean(inner, 1)}` : equality;
  }

  #inSubquery(scope: Scope, size: number): string {
    const { from, inner } = this.#subquery(scope);
    const { ref, type } = this.#choices.pick(inner.columns);
    const where = this.#choices.once(2) ? ` WHERE ${this.#boolean(inner, 1)}` : '';
    const operator = this.#choices.pick(['IN', 'NOT IN']);
    return `(${this.#expression(type, scope, size - 1)} ${operator} (SELECT ${ref} FROM ${from}${where}))`;
  }

  #inArray(scope: Scope, size: number): string {
    const type = this.#choices.pick(['integer', 'text', 'date'] as const);
    const item = (): string => this.#leaf(type, scope);
    const array = `ARRAY[${item()}, ${item()}, ${item()}]`;
    const operator = this.#choices.pick(['= ANY', '<> ALL', '< ANY', '>= ALL']);
    return `(${this.#expression(type, scope, size - 1)} ${operator} (${array}))`;
  }

  /** How many rows there are that fit the row around. */
  #counted(scope: Scope): string {
    const { from, inner } = this.#subquery(scope);
    const of = this.#choices.pick(['*', `DISTINCT ${this.#choices.pick(inner.columns).ref}`]);
    const count = `(SELECT count(${of}) FROM ${from} WHERE ${this.#correlation(scope, inner)})`;
    return `(${count} ${this.#choices.pick(COMPARISONS)} ${this.#choices.below(4)})`;
  }

  /** Of the first rows alone. */
  #inFirst(scope: Scope, size: number): string {
    const { from, inner } = this.#subquery({ ...scope, columns: [], outer: [] });
    const { ref, type } = this.#choices.pick(inner.columns);
    const not = this.#choices.pick(['', 'NOT ']);
    const first = `SELECT ${ref} FROM ${from} ORDER BY ${ref}${this.#choices.pick(['', ' DESC'])} LIMIT ${this.#choices.below(5)}`;
    return `(${this.#expression(type, scope, size - 1)} ${not}IN (${first}))`;
  }

  #quantified(scope: Scope, size: number): string {
    const { from, inner } = this.#subquery(scope);
    const { ref, type } = this.#choices.pick(inner.columns);
    const where = this.#choices.once(2) ? ` WHERE ${this.#boolean(inner, 1)}` : '';
    const operator = `${this.#choices.pick(COMPARISONS)} ${this.#choices.pick(['ANY', 'ALL'])}`;
    return `(${this.#expression(type, scope, size - 1)} ${operator} (SELECT ${ref} FROM ${from}${where}))`;
  }
}

const nameOf = (ref: string): string => ref.slice(ref.indexOf('.') + 1);

const outputs = (types: readonly GenType[]): readonly GenColumn[] =>
  types.map((type, index) => ({ name: `c${index + 1}`, type, samples: [] }));

const visible = (alias: string, columns: readonly GenColumn[]): readonly Visible[] =>
  columns.map(({ name, type, samples }) => ({ ref: `${alias}.${name}`, type, samples }));
