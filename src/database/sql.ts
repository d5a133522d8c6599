/** SQL as a tagged template: what stands in `${…}` is bound as a value and never becomes SQL. */
import { SqlError } from '../errors.ts';
import type { QueryOptions, QueryResult, RowStream } from './database.ts';
import type { Row } from './rows.ts';
import type { ScalarParameter } from './statement.ts';

/** A value, a list of values as `IN (${ids})` takes them, or SQL that was itself made by the tag. */
export type TemplateValue = ScalarParameter | readonly ScalarParameter[] | SqlText;

/** SQL with its values. Only the tag makes it, so text from elsewhere cannot pose as SQL. */
export class SqlText {
  readonly #strings: readonly string[];
  readonly #values: readonly ScalarParameter[];

  /** @param parts the text between the values, and the values: as a tag is given them */
  constructor(parts: TemplateStringsArray, values: readonly TemplateValue[]) {
    const { strings, bound } = flattened(parts, values);
    this.#strings = strings;
    this.#values = bound;
  }

  /** With `@_1`, `@_2`, … in place of the values. */
  get text(): string {
    return this.#strings.map((part, index) => (index === 0 ? part : `@_${index}${part}`)).join('');
  }

  get parameters(): Readonly<Record<string, ScalarParameter>> {
    return Object.fromEntries(this.#values.map((value, index) => [`_${index + 1}`, value]));
  }

  /** What a surrounding template takes over. */
  static partsOf(sql: SqlText): {
    readonly strings: readonly string[];
    readonly values: readonly ScalarParameter[];
  } {
    return { strings: sql.#strings, values: sql.#values };
  }
}

/**
 * A statement, or a part of one, to be run later or put into another.
 * @throws SqlError PARAMETER_ERROR for an empty list, or when it is not called as a tag
 */
export function sql(parts: TemplateStringsArray, ...values: readonly TemplateValue[]): SqlText {
  return new SqlText(checkedParts(parts), values);
}

/** What runs statements. */
export interface StatementRunner {
  query(statement: SqlText, options?: QueryOptions): Promise<QueryResult>;
  stream(statement: SqlText, options?: QueryOptions): RowStream;
}

/**
 * A statement of a connection: `await` runs it to its end, `for await` row by row, and neither happens
 * before it is asked for.
 */
export class Statement<R = Row> extends SqlText implements PromiseLike<QueryResult<R>> {
  readonly #runner: StatementRunner;

  constructor(
    runner: StatementRunner,
    parts: TemplateStringsArray,
    values: readonly TemplateValue[],
  ) {
    super(checkedParts(parts), values);
    this.#runner = runner;
  }

  /** Runs it to its end. */
  query(options?: QueryOptions): Promise<QueryResult<R>> {
    // The caller states the type of its rows, which no compiler can check.
    return this.#runner.query(this, options) as Promise<QueryResult<R>>;
  }

  /** Runs it row by row. */
  stream(options?: QueryOptions): RowStream<R> {
    return this.#runner.stream(this, options) as RowStream<R>;
  }

  then<A = QueryResult<R>, B = never>(
    onDone?: ((result: QueryResult<R>) => A | PromiseLike<A>) | null,
    onFailed?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.query().then(onDone, onFailed);
  }

  [Symbol.asyncIterator](): AsyncIterator<R> {
    return this.stream()[Symbol.asyncIterator]();
  }
}

function flattened(
  parts: readonly string[],
  values: readonly TemplateValue[],
): { strings: readonly string[]; bound: readonly ScalarParameter[] } {
  const strings = [parts[0] ?? ''];
  const bound: ScalarParameter[] = [];
  const write = (text: string): void => {
    strings.push((strings.pop() ?? '') + text);
  };
  const bind = (value: ScalarParameter): void => {
    bound.push(value);
    strings.push('');
  };
  values.forEach((value, index) => {
    if (value instanceof SqlText) {
      const inner = SqlText.partsOf(value);
      write(inner.strings[0] ?? '');
      inner.values.forEach((innerValue, at) => {
        bind(innerValue);
        write(inner.strings[at + 1] ?? '');
      });
    } else if (isList(value)) {
      if (value.length === 0) throw emptyList();
      value.forEach((item, at) => {
        if (at > 0) write(', ');
        bind(item);
      });
    } else bind(value);
    write(parts[index + 1] ?? '');
  });
  return { strings, bound };
}

function isList(value: TemplateValue): value is readonly ScalarParameter[] {
  return Array.isArray(value);
}

function checkedParts(parts: TemplateStringsArray): TemplateStringsArray {
  // A call with a string would run the string: that is the splicing the tag is there to prevent.
  if (Array.isArray(parts) && Array.isArray(parts.raw)) return parts;
  throw new SqlError('PARAMETER_ERROR', 'The sql tag was called as a function.', {
    hint: 'Write sql`SELECT …`. For SQL in a string there is query(text, parameters).',
  });
}

function emptyList(): SqlError {
  return new SqlError('PARAMETER_ERROR', 'A list of values in the template is empty.', {
    hint: 'IN () is no SQL: leave the condition out, or write FALSE in its place.',
  });
}
