/**
 * From a report as Xero lays it out, sections of lines of text cells under a header, to objects
 * that columns are read from like fields of a document.
 */
import type { ReportShape } from '../../schemas/model.ts';
import { civilToTime, timeToDate } from '../values/datetime.ts';
import type { ReportPeriod } from '../plan/plan.ts';
import { isObject, type Json } from './object-reader.ts';

/** @param periods what the columns of amounts are; null = what the header says */
export function reportRows(
  report: Json,
  shape: ReportShape,
  periods: readonly ReportPeriod[] | null,
): readonly Json[] {
  const lines = linesOf(report);
  if (shape.rows === 'lines') return lines.map((line) => lineRow(line, shape.cells));
  return lines.flatMap((line) => amountRows(line, periods));
}

// ------------------------------------------------------------------------ lines

interface Cell {
  readonly value: string;
  readonly attributes: Readonly<Record<string, string>>;
}

interface Line {
  readonly section: string | null;
  readonly rowType: string;
  /** Place in the report, from 1. */
  readonly number: number;
  readonly titles: readonly string[];
  readonly cells: readonly Cell[];
}

/** The lines of the report in their order, each with the section and the header it stands under. */
function linesOf(report: Json): readonly Line[] {
  const lines: Line[] = [];
  let titles: readonly string[] = [];
  const visit = (rows: unknown, section: string | null): void => {
    for (const row of objects(rows)) {
      const rowType = textOf(row['RowType']) ?? '';
      if (rowType === 'Header') titles = cellsOf(row).map(({ value }) => value);
      else if (rowType === 'Section') visit(row['Rows'], textOf(row['Title']) || section);
      else {
        lines.push({ section, rowType, number: lines.length + 1, titles, cells: cellsOf(row) });
        visit(row['Rows'], section);
      }
    }
  };
  visit(report['Rows'], null);
  return lines;
}

const objects = (list: unknown): readonly Json[] =>
  Array.isArray(list) ? list.filter((item) => isObject(item)) : [];

const textOf = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : null;

const cellsOf = (row: Json): readonly Cell[] =>
  objects(row['Cells']).map((cell) => ({
    value: textOf(cell['Value']) ?? '',
    attributes: Object.fromEntries(
      objects(cell['Attributes']).map((attribute) => [
        (textOf(attribute['Id']) ?? '').toLowerCase(),
        textOf(attribute['Value']) ?? '',
      ]),
    ),
  }));

/** What every row of a line says. */
function head({ section, rowType, number, cells }: Line): Record<string, unknown> {
  const [first] = cells;
  const label = first?.value ?? null;
  return {
    Section: section,
    RowType: rowType,
    LineNumber: number,
    Label: label,
    AccountID: first?.attributes['account'] ?? first?.attributes['accountid'] ?? null,
    AccountCode: /\(([^()]+)\)$/.exec(label ?? '')?.[1] ?? null,
    InvoiceID: first?.attributes['invoiceid'] ?? null,
  };
}

function lineRow(line: Line, names: readonly string[] | null): Json {
  const row = head(line);
  line.cells.forEach(({ value }, index) => {
    // The first cell of a total is its name, whatever stands there in other lines.
    if (index === 0 && line.rowType === 'SummaryRow') return;
    const name = names?.[index] ?? keyOf(line.titles[index] ?? '');
    if (name !== '') row[name] = numberText(value);
  });
  return row;
}

/** `Due Date` as DueDate, `YTD Debit` as YTDDebit. */
const keyOf = (title: string): string => title.replace(/[^\p{L}\p{N}]/gu, '');

// ---------------------------------------------------------------------- amounts

function amountRows(line: Line, periods: readonly ReportPeriod[] | null): readonly Json[] {
  return line.cells.slice(1).flatMap(({ value }, index) => {
    const period = periods?.[index];
    if (period?.wanted === false) return [];
    const title = line.titles[index + 1] ?? '';
    const end = dayIn(title);
    return [
      {
        ...head(line),
        ColumnNumber: index + 1,
        ColumnTitle: title,
        PeriodStart: period?.start ?? null,
        PeriodEnd: end ?? period?.end ?? null,
        Amount: numberText(value),
      },
    ];
  });
}

const MONTH_NAMES = [
  'jan',
  'feb',
  'mar',
  'apr',
  'may',
  'jun',
  'jul',
  'aug',
  'sep',
  'oct',
  'nov',
  'dec',
];

/** The day in `30 Jun 26` or `31 May 2026`, the last one of the month in `Jun-26`; null for others. */
function dayIn(title: string): string | null {
  const match = /^(?:(\d{1,2}) )?([A-Za-z]{3})[a-z]*[ -](\d{2}|\d{4})$/.exec(title.trim());
  const month = MONTH_NAMES.indexOf(match?.[2]?.toLowerCase() ?? '') + 1;
  if (match === null || month === 0) return null;
  const year = Number(match[3]) + (match[3]?.length === 2 ? 2000 : 0);
  const time =
    match[1] === undefined ? Date.UTC(year, month, 0) : civilToTime(year, month, Number(match[1]));
  return time === null ? null : timeToDate(time);
}

/** A number as digits alone: without thousands' commas and the sign of a percentage. */
function numberText(value: string): string {
  return /^-?\d[\d,]*(\.\d+)?%?$/.test(value) ? value.replace(/[,%]/g, '') : value;
}
