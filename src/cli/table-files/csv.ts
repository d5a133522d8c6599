/** Comma-separated values with a header row; what all values of a column look like is its type. */
import { CsvError, parse } from 'csv-parse/sync';
import { XeroSqlError } from '../../errors.ts';
import { columnTyped, type Cells } from './infer.ts';
import type { FileRows } from './index.ts';

/** @throws XeroSqlError LOCAL_TABLE with the line */
export function readCsv(text: string, file: string): FileRows {
  const [header, ...lines] = records(text, file);
  if (header === undefined) {
    throw new XeroSqlError('LOCAL_TABLE', `${file} is empty.`, {
      hint: 'Its first line must name the columns.',
    });
  }
  const names = header.map((name) => name.trim());
  checkNames(names, file);
  const columns = names.map((name, place) =>
    columnTyped(
      name,
      lines.map((line): Cells[number] => (line[place] === '' ? null : (line[place] ?? null))),
    ),
  );
  const rows = lines.map((_, index) =>
    Object.fromEntries(columns.map(({ name, cells }) => [name, cells[index]])),
  );
  return { rows, columns: columns.map(({ name, type }) => ({ name, type })) };
}

function records(text: string, file: string): readonly (readonly string[])[] {
  try {
    return parse(text, {
      delimiter: delimiterOf(text, file),
      skip_empty_lines: true,
      relax_column_count: false,
    });
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    throw new XeroSqlError('LOCAL_TABLE', `${file}, ${cause.message.replace(/\.$/, '')}.`, {
      hint: HINTS[cause.code],
    });
  }
}

const HINTS: Readonly<Partial<Record<string, string>>> = {
  CSV_RECORD_INCONSISTENT_FIELDS_LENGTH:
    'Every line must have as many values as the header; a value that holds a comma stands in double quotes.',
  CSV_QUOTE_NOT_CLOSED: 'A double quote inside a quoted value is written twice.',
};

/** Spreadsheets of half the world write semicolons. */
function delimiterOf(text: string, file: string): string {
  if (/\.tsv$/i.test(file)) return '\t';
  const header = (/^[^\r\n]*/.exec(text)?.[0] ?? '').replace(/"(?:[^"]|"")*"/g, '');
  if (header.includes(',')) return ',';
  return [';', '\t'].find((mark) => header.includes(mark)) ?? ',';
}

function checkNames(names: readonly string[], file: string): void {
  const taken = new Set<string>();
  names.forEach((name, index) => {
    if (name === '') {
      throw new XeroSqlError(
        'LOCAL_TABLE',
        `${file}, line 1: column ${index + 1} has no name in the header.`,
      );
    }
    if (taken.has(name.toUpperCase())) {
      throw new XeroSqlError('LOCAL_TABLE', `${file}, line 1: two columns are called ${name}.`, {
        hint: 'Column names have no case.',
      });
    }
    taken.add(name.toUpperCase());
  });
}
