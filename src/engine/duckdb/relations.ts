/**
 * Operators → DuckDB's SQL. SQL promises no order and ours have one: rows come as they were read,
 * groups as their first rows came. So every relation here numbers its rows, and the same rows come
 * in the same order whichever engine ran.
 */
import { isArrayType } from '../values/arrays.ts';
import {
  outputColumns,
  type Aggregate,
  type ColumnId,
  type Distinct,
  type Expr,
  type Filter,
  type Join,
  type Limit,
  type OutputColumn,
  type Project,
  type Rel,
  type RelSetOperation,
  type Sort,
  type Window,
} from '../rel/rel.ts';
import { ORDER_FREE } from '../rel/orderFree.ts';
import { hasSubquery, referencedColumns, replaceColumns } from '../rel/walk.ts';
import type { SqlType } from '../values/types.ts';
import { printAggregate } from './aggregates.ts';
import { isLoadable, printCondition, printExpr, type Scope } from './expressions.ts';
import {
  choice,
  integerLiteral,
  Declined,
  type Form,
  key,
  named,
  namesOf,
  plain,
  type Sql,
  wholeLiteral,
  wholeType,
} from './forms.ts';
import { orderTerm, printWindow } from './windows.ts';

/** What is known of a loaded column of numbers. */
export interface NumberProfile {
  /** Digits after the point of the numbers as they are stored. */
  readonly scale: number;
  /** Digits that each of them shows; null where that differs. */
  readonly digits: number | null;
  readonly limit: bigint;
}

/** An operator whose rows are made by the built-in engine and loaded. */
export interface Input {
  readonly rel: Rel;
  /** Expressions over its columns that are loaded with them. */
  readonly computed: readonly Expr[];
}

/** What is known of an input's rows; of those not read yet, an assumption. */
export interface InputProfile {
  readonly rows: bigint;
  /** Of its columns, then of what is computed; null for those that are no numbers. */
  readonly numbers: readonly (NumberProfile | null)[];
}

/** The types of an input's table: its columns', then those of what is computed. */
export const typesOf = ({ rel, computed }: Input): readonly SqlType[] => [
  ...outputColumns(rel).map(({ type }) => type),
  ...computed.map(({ type }) => type),
];

/** A column as it stands in an input, whose value no operator has changed since. */
interface Origin {
  readonly input: number;
  readonly id: ColumnId;
}

export interface Relation {
  /** What can stand in FROM. */
  readonly from: Sql;
  readonly forms: ReadonlyMap<ColumnId, Form>;
  /** Where columns come from that expressions can be computed of before all else. */
  readonly origins: ReadonlyMap<ColumnId, Origin>;
  /** The column that numbers the rows in their order, from 0. */
  readonly ordinal: Sql;
  /** There are not more; nor is a number as large. */
  readonly rows: bigint;
  /** An order that came later than the numbers. */
  readonly order: Sql | null;
}

/** How a table's columns are called; digits of decimals stand beside them. */
export const tableName = (input: number): Sql => `t${input}`;
export const columnName = (input: number, index: number): Sql => `c${input}_${index}`;
export const digitsName = (input: number, index: number): Sql => `d${input}_${index}`;

export interface Printing {
  /**
   * The number of the input that `rel` is; null for an operator to print. `print` prints it, for
   * those who find that out by trying.
   */
  readonly input: (rel: Rel, print: () => Relation) => number | Relation;
  readonly inputs: readonly Input[];
  readonly profile: (input: number) => InputProfile;
  /** The place of an expression among what is computed for an input; null: it is not. */
  readonly compute: (input: number, expr: Expr) => number | null;
  /** Binds a text. */
  readonly text: (value: string) => Sql;
}

/** The operators' printer. Names it gives are unique in the statement. */
export class Printer {
  readonly #printing: Printing;
  #names = 0;

  constructor(printing: Printing) {
    this.#printing = printing;
  }

  /** @throws Declined when `rel` itself cannot be printed */
  print(rel: Rel): Relation {
    switch (rel.kind) {
      case 'filter':
        return this.#filter(rel);
      case 'project':
        return this.#project(rel);
      case 'join':
        return this.#join(rel);
      case 'aggregate':
        return this.#aggregate(rel);
      case 'window':
        return this.#window(rel);
      case 'sort':
        return this.#sort(rel);
      case 'limit':
        return this.#limit(rel);
      case 'distinct':
        return this.#distinct(rel);
      case 'setOperation':
        return this.#setOperation(rel);
      case 'scan':
      case 'values':
      case 'cteScan':
      case 'recursiveUnion':
      case 'tableFunction':
        throw new Declined('it reads rows');
    }
  }

  /** An operator's input: printed, or the table that its rows are loaded into. */
  of(rel: Rel): Relation {
    const found = this.#printing.input(rel, () => this.print(rel));
    return typeof found === 'number' ? this.#table(rel, found) : found;
  }

  #name(letter: string): Sql {
    return `${letter}${++this.#names}`;
  }

  readonly #column = (): Sql => this.#name('c');

  #table(rel: Rel, input: number): Relation {
    const ordinal = this.#name('o');
    const columns = outputColumns(rel);
    const forms = new Map<ColumnId, Form>();
    for (const [index, { id }] of columns.entries()) {
      const form = this.#loaded(input, index);
      if (form !== null) forms.set(id, form);
    }
    return {
      from: `(SELECT rowid AS ${ordinal}, * FROM ${tableName(input)})`,
      forms,
      origins: new Map(columns.map(({ id }) => [id, { input, id }])),
      ordinal,
      rows: this.#printing.profile(input).rows,
      order: null,
    };
  }

  #loaded(input: number, index: number): Form | null {
    const { inputs, profile } = this.#printing;
    const of = inputs[input];
    const type = of === undefined ? undefined : typesOf(of)[index];
    const [sql, number] = [columnName(input, index), profile(input).numbers[index] ?? null];
    switch (type) {
      case 'integer':
        return { kind: 'integer', sql, limit: number?.limit ?? 0n };
      case 'decimal':
        return {
          kind: 'decimal',
          sql,
          scale: number?.scale ?? 0,
          limit: number?.limit ?? 0n,
          digits: number?.digits ?? digitsName(input, index),
        };
      case 'unknown':
        return plain('text', sql);
      case undefined:
      case 'interval':
        return null;
      default:
        return isArrayType(type) ? null : plain(type, sql);
    }
  }

  #scope(relation: Relation): Scope {
    return {
      column: (id) => {
        const form = relation.forms.get(id);
        // Intervals are not loaded.
        if (form === undefined) throw new Declined('it reads an interval');
        return form;
      },
      text: (value) => `CAST(${this.#printing.text(value)} AS VARCHAR)`,
      computed: (expr) => this.#computed(expr, relation),
    };
  }

  /** A value that is computed of one input's columns when they are loaded. */
  #computed(expr: Expr, { origins }: Relation): Form | null {
    if (!isLoadable(expr.type) || hasSubquery(expr)) return null;
    const from = [...referencedColumns(expr)].map((id) => origins.get(id));
    const input = from[0]?.input;
    if (input === undefined || from.some((origin) => origin?.input !== input)) return null;
    const own = replaceColumns(expr, (column) => {
      const origin = origins.get(column.id);
      return origin === undefined ? undefined : { ...column, id: origin.id };
    });
    const place = this.#printing.compute(input, own);
    const { inputs } = this.#printing;
    const of = inputs[input];
    if (place === null || of === undefined) return null;
    return this.#loaded(input, outputColumns(of.rel).length + place);
  }

  /** `relation` with more columns. */
  #extended(relation: Relation, added: readonly (readonly [ColumnId, Form])[]): Relation {
    const forms = new Map(relation.forms);
    const select: Sql[] = [];
    for (const [id, form] of added) {
      const under = named(form, this.#column);
      forms.set(id, under.form);
      select.push(...under.select);
    }
    if (select.length === 0) return { ...relation, forms };
    return { ...relation, forms, from: `(SELECT *, ${select.join(', ')} FROM ${relation.from})` };
  }

  #filter({ input, predicate }: Filter): Relation {
    const relation = this.of(input);
    const condition = printCondition(predicate, this.#scope(relation));
    return { ...relation, from: `(SELECT * FROM ${relation.from} WHERE ${condition})` };
  }

  #project({ input, columns }: Project): Relation {
    const relation = this.of(input);
    const scope = this.#scope(relation);
    const added = columns.map(({ id, expr }) => [id, printExpr(expr, scope)] as const);
    const origins = new Map<ColumnId, Origin>();
    for (const { id, expr } of columns) {
      const origin = expr.kind === 'column' ? relation.origins.get(expr.id) : undefined;
      if (origin !== undefined) origins.set(id, origin);
    }
    const extended = this.#extended(relation, added);
    return { ...extended, origins, forms: only(extended.forms, columns) };
  }

  #join({ type, left, right, on, lateral }: Join): Relation {
    if (lateral) throw new Declined('it uses LATERAL');
    const [l, r] = [this.#numbered(this.of(left)), this.#numbered(this.of(right))];
    const forms = new Map([...l.forms, ...r.forms]);
    const both = { ...l, forms, origins: new Map([...l.origins, ...r.origins]) };
    const condition = on === null ? 'TRUE' : printCondition(on, this.#scope(both));
    const { rows, place } = placeOfPair(type, l, r);
    const ordinal = this.#name('o');
    const join =
      on === null && type !== 'left' && type !== 'right' && type !== 'full' ? 'inner' : type;
    return {
      from: `(SELECT *, ${place} AS ${ordinal} FROM ${l.from} ${join.toUpperCase()} JOIN ${r.from} ON ${condition})`,
      forms,
      origins: new Map([
        ...(type === 'right' || type === 'full' ? [] : l.origins),
        ...(type === 'left' || type === 'full' ? [] : r.origins),
      ]),
      ordinal,
      rows,
      order: null,
    };
  }

  #aggregate({ input, keys, aggregates, sets }: Aggregate): Relation {
    const relation = this.#numbered(this.of(input));
    if (sets === undefined) return this.#groups(relation, keys, aggregates);
    // The rows of one set after those of another.
    const parts = sets.keys.map((ids) => {
      const inSet = keys.filter(({ id }) => ids.includes(id));
      return this.#groups(relation, inSet, aggregates);
    });
    const columns = [...keys, ...aggregates].map(({ id }): StackedColumn => {
      const none: Form = { kind: 'null' };
      return { id, forms: parts.map(({ forms }) => forms.get(id) ?? none) };
    });
    const set = { id: sets.column.id, forms: parts.map((_, number) => integerLiteral(number)) };
    return this.#stacked(parts, [...columns, set]);
  }

  /** The groups of one set of keys, in the order in which they first come. */
  #groups(
    relation: Relation,
    keys: Aggregate['keys'],
    aggregates: Aggregate['aggregates'],
  ): Relation {
    const scope = this.#scope(relation);
    const printed = keys.map(({ id, expr }) => [id, printExpr(expr, scope)] as const);
    const extended = this.#extended(relation, printed);
    const inner = this.#scope(extended);
    const { ordinal, rows } = extended;
    const forms = new Map<ColumnId, Form>();
    const select: Sql[] = [];
    const groups: Sql[] = [];
    for (const { id } of keys) {
      const form = inner.column(id);
      if (form.kind !== 'null') groups.push(key(form));
      const { grouped, selected } = this.#grouped(form, ordinal);
      forms.set(id, grouped);
      select.push(...selected);
    }
    for (const { id, call } of aggregates) {
      const isOrdered = call.orderBy.length > 0;
      if (isOrdered && !ORDER_FREE.has(call.name) && call.name !== 'string_agg') {
        throw new Declined(`it uses ${call.name}() with ORDER BY`);
      }
      const terms = call.orderBy.map((part) => orderTerm(key(printExpr(part.expr, inner)), part));
      const order = [...terms, ordinal].join(', ');
      const seen = { atMost: rows, ordinal: isOrdered ? null : ordinal, order, over: '' };
      const form = printAggregate(call, seen, inner);
      const under = named(form, this.#column);
      forms.set(id, under.form);
      select.push(...under.select);
    }
    const number = this.#name('o');
    const groupBy = groups.length > 0 ? ` GROUP BY ${groups.join(', ')}` : '';
    // A key of NULLs alone makes one group, of rows, not a row over none.
    const having = keys.length > 0 && groups.length === 0 ? ' HAVING count(*) > 0' : '';
    return {
      from: `(SELECT ${[`coalesce(min(${ordinal}), 0) AS ${number}`, ...select].join(', ')} FROM ${extended.from}${groupBy}${having})`,
      forms,
      origins: new Map(),
      ordinal: number,
      rows: rows > 0n ? rows : 1n,
      order: null,
    };
  }

  /** A key of a group: the digits that the first row's shows stand for all. */
  #grouped(
    form: Form,
    ordinal: Sql,
  ): { readonly grouped: Form; readonly selected: readonly Sql[] } {
    if (form.kind !== 'decimal' || typeof form.digits === 'number') {
      return { grouped: form, selected: namesOf(form) };
    }
    const digits = this.#column();
    return {
      grouped: { ...form, digits },
      selected: [form.sql, `arg_min(${form.digits}, ${ordinal}) AS ${digits}`],
    };
  }

  #window(rel: Window): Relation {
    const relation = this.#numbered(this.of(rel.input));
    const forms = printWindow(rel, relation, this.#scope(relation));
    const none: Form = { kind: 'null' };
    return this.#extended(
      relation,
      rel.calls.map(({ id }, index) => [id, forms[index] ?? none] as const),
    );
  }

  #sort({ input, keys, inputOrdered, batchesOrdered }: Sort): Relation {
    if (inputOrdered === true || batchesOrdered === true)
      throw new Declined('its first rows come in order from Xero');
    const relation = this.#numbered(this.of(input));
    const scope = this.#scope(relation);
    const select: Sql[] = [];
    const terms = keys.map((part) => {
      const under = named(printExpr(part.expr, scope), this.#column);
      select.push(...under.select);
      return orderTerm(key(under.form), part);
    });
    const from =
      select.length === 0
        ? relation.from
        : `(SELECT *, ${select.join(', ')} FROM ${relation.from})`;
    return { ...relation, from, order: [...terms, relation.ordinal].join(', ') };
  }

  #limit({ input, count, offset, ties }: Limit): Relation {
    if (ties !== undefined) throw new Declined('it uses WITH TIES');
    const relation = this.of(input);
    if (relation.order === null)
      throw new Declined('a LIMIT without ORDER BY may end reading early');
    const limit = count === null ? '' : ` LIMIT ${count}`;
    const skip = offset === 0 ? '' : ` OFFSET ${offset}`;
    return {
      ...relation,
      from: `(SELECT * FROM ${relation.from} ORDER BY ${relation.order}${limit}${skip})`,
    };
  }

  #distinct({ input, on }: Distinct): Relation {
    const relation = this.#numbered(this.of(input));
    const scope = this.#scope(relation);
    if (on === null) {
      return this.#withoutDoubles(
        relation,
        outputColumns(input).map(({ id }) => [id, scope.column(id)] as const),
      );
    }
    const alike = on.map((expr) => key(printExpr(expr, scope)));
    const first = `row_number() OVER (PARTITION BY ${alike.join(', ')} ORDER BY ${relation.ordinal})`;
    return { ...relation, from: `(SELECT * FROM ${relation.from} QUALIFY ${first} = 1)` };
  }

  /** Of rows alike in all columns the first, if they meet a condition together. */
  #withoutDoubles(
    { from, ordinal, rows }: Relation,
    columns: readonly (readonly [ColumnId, Form])[],
    condition: Sql | null = null,
  ): Relation {
    const number = this.#name('o');
    const select = [`min(${ordinal}) AS ${number}`];
    const forms = new Map<ColumnId, Form>();
    const groups: Sql[] = [];
    for (const [id, form] of columns) {
      if (form.kind !== 'null') groups.push(key(form));
      const { grouped, selected } = this.#grouped(form, ordinal);
      forms.set(id, grouped);
      select.push(...selected);
    }
    const groupBy = groups.length === 0 ? '' : ` GROUP BY ${groups.join(', ')}`;
    const conditions = [
      ...(groups.length === 0 ? ['count(*) > 0'] : []),
      ...(condition === null ? [] : [condition]),
    ];
    const having = conditions.length === 0 ? '' : ` HAVING ${conditions.join(' AND ')}`;
    return {
      from: `(SELECT ${select.join(', ')} FROM ${from}${groupBy}${having})`,
      forms,
      origins: new Map(),
      ordinal: number,
      rows,
      order: null,
    };
  }

  #setOperation(rel: RelSetOperation): Relation {
    const { operator } = rel;
    if (operator !== 'union' && rel.all) {
      throw new Declined(`it uses ${operator.toUpperCase()} ALL`);
    }
    const [l, r] = [this.#numbered(this.of(rel.left)), this.#numbered(this.of(rel.right))];
    const [leftColumns, rightColumns] = [outputColumns(rel.left), outputColumns(rel.right)];
    const columns = rel.columns.map(({ id }, index): StackedColumn => {
      return { id, forms: [formOf(l, leftColumns[index]), formOf(r, rightColumns[index])] };
    });
    const all = this.#stacked([l, r], columns);
    if (rel.all) return all;
    return this.#withoutDoubles(
      all,
      rel.columns.map((column) => [column.id, formOf(all, column)] as const),
      operator === 'union' ? null : sidesOf(operator, all.ordinal, l.rows),
    );
  }

  /** The rows of each part after those of the one before. */
  #stacked(parts: readonly Relation[], columns: readonly StackedColumn[]): Relation {
    const ordinal = this.#name('o');
    const rows = parts.reduce((sum, part) => sum + part.rows, 0n);
    const type = wholeType(rows);
    let before = 0n;
    const selects = parts.map((part): Sql[] => {
      const number = `CAST(${part.ordinal} AS ${type})`;
      const place = before === 0n ? number : `${number} + ${wholeLiteral(before)}`;
      before += part.rows;
      return [`${place} AS ${ordinal}`];
    });
    const forms = new Map<ColumnId, Form>();
    for (const { id, forms: each } of columns) {
      const form = choice(each, (sql) => {
        const name = this.#column();
        sql.forEach((of, part) => selects[part]?.push(`${of} AS ${name}`));
        return name;
      });
      forms.set(id, form);
    }
    const from = parts.map((part, index) => {
      return `SELECT ${(selects[index] ?? []).join(', ')} FROM ${part.from}`;
    });
    return {
      from: `(${from.join(' UNION ALL ')})`,
      forms,
      origins: new Map(),
      ordinal,
      rows,
      order: null,
    };
  }

  /** Rows whose numbers are in their order. */
  #numbered(relation: Relation): Relation {
    if (relation.order === null) return relation;
    const ordinal = this.#name('o');
    const number = `row_number() OVER (ORDER BY ${relation.order}) - 1`;
    return {
      ...relation,
      from: `(SELECT *, ${number} AS ${ordinal} FROM ${relation.from})`,
      ordinal,
      order: null,
    };
  }
}

/** A column of several relations, one below the other. */
interface StackedColumn {
  readonly id: ColumnId;
  /** Its form in each. */
  readonly forms: readonly Form[];
}

/** Whether rows that are alike come from both sides, or from the left one alone. */
function sidesOf(operator: 'intersect' | 'except', ordinal: Sql, leftRows: bigint): Sql {
  const border = wholeLiteral(leftRows);
  return operator === 'except'
    ? `max(${ordinal}) < ${border}`
    : `min(${ordinal}) < ${border} AND max(${ordinal}) >= ${border}`;
}

function only(
  forms: ReadonlyMap<ColumnId, Form>,
  columns: readonly OutputColumn[],
): ReadonlyMap<ColumnId, Form> {
  return new Map(columns.map(({ id }) => [id, forms.get(id) ?? { kind: 'null' }]));
}

/** @throws Declined for a column that is not loaded */
export function formOf({ forms }: Relation, column: OutputColumn | undefined): Form {
  const form = column === undefined ? undefined : forms.get(column.id);
  if (form === undefined) throw new Declined('it passes on intervals');
  return form;
}

/** Pairs come by the left row, then the right one; rows without a partner after them. */
function placeOfPair(
  type: Join['type'],
  left: Relation,
  right: Relation,
): { readonly rows: bigint; readonly place: Sql } {
  const pairs = left.rows * right.rows;
  const rows = pairs + left.rows + right.rows;
  const number = (sql: Sql): Sql => `CAST(${sql} AS ${wholeType(rows)})`;
  const pair = `${number(left.ordinal)} * ${wholeLiteral(right.rows)} + ${right.ordinal}`;
  const alone = (ordinal: Sql, first: bigint): Sql => `${number(ordinal)} + ${wholeLiteral(first)}`;
  const onlyLeft = `WHEN ${right.ordinal} IS NULL THEN ${alone(left.ordinal, pairs)}`;
  const onlyRight = `WHEN ${left.ordinal} IS NULL THEN ${alone(right.ordinal, pairs + left.rows)}`;
  switch (type) {
    case 'inner':
    case 'cross':
      return { rows: pairs, place: pair };
    case 'left':
      return { rows, place: `CASE ${onlyLeft} ELSE ${pair} END` };
    case 'right':
      return { rows, place: `CASE ${onlyRight} ELSE ${pair} END` };
    case 'full':
      return { rows, place: `CASE ${onlyLeft} ${onlyRight} ELSE ${pair} END` };
  }
}
