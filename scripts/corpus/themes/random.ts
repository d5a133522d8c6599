/**
 * Statements as the public logic tests make them at random: chains of signs, nested CASE and
 * COALESCE, aggregates of expressions, conditions that NULL decides.
 */
import type { CorpusTheme } from './index.ts';

const SEED = 11;
const COUNT = 300;

type Make = () => string;

class RandomStatements {
  #state = SEED;

  #below(count: number): number {
    this.#state = (Math.imul(this.#state, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * count);
  }

  #pick<T>(options: readonly T[]): T {
    return options[this.#below(options.length)] as T;
  }

  #one(makes: readonly Make[]): string {
    return this.#pick(makes)();
  }

  #literal(): string {
    return String(this.#below(100));
  }

  /** @param table the qualifier of its columns, with the point; or empty */
  #number(table: string, depth: number): string {
    const column = `${table}${this.#pick(['col0', 'col1', 'col2'])}`;
    if (depth === 0) {
      const literal = this.#literal();
      return this.#pick([literal, column, `+ ${literal}`, `- ${column}`, `+ - ${column}`]);
    }
    const part = (): string => this.#number(table, depth - 1);
    return this.#one([
      () => `${part()} + ${part()}`,
      () => `${part()} - ${part()}`,
      () => `${part()} * ${part()}`,
      () => `( ${part()} )`,
      () => `- ( ${part()} )`,
      () => `+ ${part()}`,
      () => `COALESCE ( ${part()}, ${part()}, NULL )`,
      () => `NULLIF ( ${part()}, ${part()} )`,
      () => `CASE WHEN ${this.#condition(table, depth - 1)} THEN ${part()} ELSE ${part()} END`,
      () => `CASE ${part()} WHEN ${part()} THEN ${part()} WHEN ${part()} THEN NULL END`,
      () => `CAST( ${part()} AS INTEGER )`,
      () => 'CAST( NULL AS INTEGER )',
      () => `ABS( ${part()} )`,
      () => `( ${part()} ) / ${this.#pick(['3', '- 7', '( - 2 )', '+ 5'])}`,
      () => `( ${part()} ) % ${this.#pick(['3', '7'])}`,
    ]);
  }

  #condition(table: string, depth: number): string {
    const number = (): string => this.#number(table, Math.max(0, depth - 1));
    const not = (): string => this.#pick(['', 'NOT ']);
    return this.#one([
      () => `${number()} ${this.#pick(['=', '<>', '<', '>', '<=', '>='])} ${number()}`,
      () => `${number()} IS ${not()}NULL`,
      () => `NOT ${number()} ${not()}BETWEEN ${number()} AND ${this.#pick([number(), 'NULL'])}`,
      () =>
        `${number()} ${not()}IN ( ${number()}, ${number()}, ${this.#pick([number(), 'NULL'])} )`,
      () => `NOT ( ${number()} < ${number()} )`,
      () => `( NULL ) ${this.#pick(['IS NULL', 'IS NOT NULL', '= 1'])}`,
      () =>
        depth > 0
          ? `( ${this.#condition(table, depth - 1)} ${this.#pick(['AND', 'OR'])} ${this.#condition(table, depth - 1)} )`
          : 'NOT NULL IS NULL',
      () =>
        `EXISTS ( SELECT 1 FROM cor1 z WHERE z.col0 ${this.#pick(['<', '=', '>'])} ${this.#number('z.', 0)} )`,
      () => `${number()} ${not()}IN ( SELECT ${this.#number('z.', 0)} FROM cor1 AS z )`,
    ]);
  }

  #aggregate(table: string): string {
    return this.#one([
      () => 'COUNT( * )',
      () =>
        `${this.#pick(['SUM', 'MIN', 'MAX', 'COUNT', 'AVG'])}( ${this.#pick(['', 'ALL ', 'DISTINCT '])}${this.#number(table, 1)} )`,
    ]);
  }

  next(): string {
    const two = this.#below(3) === 0;
    const from = two
      ? this.#pick([
          'cor0 AS x, cor1 y',
          'cor0 x CROSS JOIN cor1 AS y',
          'cor0 x JOIN cor1 y ON x.col0 < y.col1',
          'cor0 x LEFT JOIN cor1 y ON x.col1 = y.col1',
        ])
      : this.#pick(['cor0 x', 'cor1 AS x']);
    const table = two ? this.#pick(['x.', 'y.']) : this.#pick(['', 'x.']);
    const where = this.#below(2) === 1 ? ` WHERE ${this.#condition(table, 2)}` : '';
    const all = this.#pick(['', 'ALL ', 'DISTINCT ']);
    switch (this.#below(4)) {
      case 0:
        return `SELECT ${all}${this.#aggregate(table)} AS c, ${this.#pick(['', '- ', '+ '])}${this.#aggregate(table)} * ${this.#literal()} FROM ${from}${where}`;
      case 1: {
        const having = `HAVING ${this.#pick(['NOT ', ''])}${this.#aggregate(table)} ${this.#pick(['<', '>', 'IS NULL AND 1 =', '<>'])} ${this.#literal()}`;
        return `SELECT ${table}col0, ${this.#aggregate(table)} FROM ${from}${where} GROUP BY ${table}col0 ${this.#pick(['', having])}`.trim();
      }
      default:
        return `SELECT ${all}${this.#number(table, 2)} AS c0, ${this.#number(table, 1)} c1 FROM ${from}${where}`;
    }
  }
}

const random = new RandomStatements();

export const THEMES: Readonly<Record<string, CorpusTheme>> = {
  'random-expressions': {
    heading: 'Random statements in the manner of the public logic tests.',
    statements: Array.from({ length: COUNT }, () => random.next()),
  },
};
