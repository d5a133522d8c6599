/** A result → the points of a chart. A row is a point: nothing is added up here. */
import type { CellValue, Column } from '../../../database/rows.ts';
import { UsageError } from '../../exit-codes.ts';
import { isNumeric } from '../../formats/types.ts';
import type { KeptResult } from '../../session.ts';
import { visible } from '../../visible.ts';
import type { ChartSpec } from './spec.ts';

export interface Point {
  /** For the drawing only. */
  readonly value: number;
  /** As the result has it, with all digits. */
  readonly text: string;
}

export interface Series {
  readonly name: string;
  /** One for each label; null where the result has none. */
  readonly points: readonly (Point | null)[];
}

export interface ChartData {
  readonly xName: string;
  readonly yName: string;
  readonly labels: readonly string[];
  /** Where each label stands on the x axis, from 0 to 1: by time or number, else evenly. */
  readonly places: readonly number[];
  readonly series: readonly Series[];
}

const MOST_POINTS = 2_000;

/** @throws UsageError when the result has nothing that can be drawn so */
export function chartData(result: KeptResult, spec: ChartSpec): ChartData {
  const { columns, rows } = result;
  if (result.isCut || rows.length > MOST_POINTS) {
    throw new UsageError(
      `The result has more than ${MOST_POINTS} rows: add them up with GROUP BY, or LIMIT them.`,
    );
  }
  if (rows.length === 0) throw new UsageError('The last result has no rows to draw.');
  const by = spec.by === null ? null : columnNamed(columns, spec.by);
  const y = spec.y === null ? firstNumber(columns, spec) : columnNamed(columns, spec.y);
  if (!isNumeric(y.type))
    throw new UsageError(`${y.name} holds no numbers: y takes a column that does.`);
  const x = spec.x === null ? firstOther(columns, y, by) : columnNamed(columns, spec.x);
  const cells = rows.map((row) => ({
    x: row[x.name] ?? null,
    series: by === null ? y.name : label(row[by.name] ?? null),
    point: pointOf(row[y.name] ?? null),
  }));
  const keys =
    by === null ? cells.map((_, index) => String(index)) : cells.map((cell) => label(cell.x));
  const order = [...new Set(keys)];
  const xs = order.map((key) => cells[keys.indexOf(key)]?.x ?? null);
  const series = [...new Set(cells.map((cell) => cell.series))].map((name) => {
    const points = new Map<string, Point | null>();
    cells.forEach((cell, index) => {
      const key = keys[index] ?? '';
      if (cell.series !== name) return;
      if (points.has(key)) {
        throw new UsageError(
          `Several rows have ${x.name} = ${label(cell.x)} and ${by?.name ?? ''} = ${name}: add them up with GROUP BY.`,
        );
      }
      points.set(key, cell.point);
    });
    return { name, points: order.map((key) => points.get(key) ?? null) };
  });
  return {
    xName: visible(x.name),
    yName: visible(y.name),
    labels: labelsOf(xs),
    places: placesOf(xs, x),
    series,
  };
}

function columnNamed(columns: readonly Column[], name: string): Column {
  const found =
    columns.find((column) => column.name === name) ??
    columns.find((column) => column.name.toLowerCase() === name.toLowerCase());
  if (found !== undefined) return found;
  throw new UsageError(
    `The last result has no column ${name}; it has ${columns.map((one) => one.name).join(', ')}.`,
  );
}

function firstNumber(columns: readonly Column[], { x }: ChartSpec): Column {
  const found = columns.find(
    ({ name, type }) => isNumeric(type) && name.toLowerCase() !== x?.toLowerCase(),
  );
  if (found === undefined)
    throw new UsageError('The last result has no column of numbers to draw.');
  return found;
}

function firstOther(columns: readonly Column[], y: Column, by: Column | null): Column {
  const others = columns.filter((column) => column !== y && column !== by);
  const found = others.find(({ type }) => !isNumeric(type)) ?? others[0];
  if (found === undefined)
    throw new UsageError('The last result has no column for x beside the numbers.');
  return found;
}

const label = (cell: CellValue): string => (cell === null ? 'NULL' : visible(String(cell)));

/** Months and days from date_trunc come as timestamps: midnight throughout says nothing. */
function labelsOf(xs: readonly CellValue[]): readonly string[] {
  const labels = xs.map(label);
  const midnight = /^(\d{4}-\d\d-\d\d)T00:00:00\.000Z$/;
  const areDays = labels.every((text) => text === 'NULL' || midnight.test(text));
  return areDays ? labels.map((text) => text.replace(midnight, '$1')) : labels;
}

function pointOf(cell: CellValue): Point | null {
  const value = Number(cell);
  return cell === null || !Number.isFinite(value) ? null : { value, text: String(cell) };
}

function placesOf(xs: readonly CellValue[], { type }: Column): readonly number[] {
  const evenly = xs.map((_, index) => (xs.length === 1 ? 0.5 : index / (xs.length - 1)));
  const isTime = type === 'date' || type === 'timestamp';
  if (!isTime && !isNumeric(type)) return evenly;
  const numbers = xs.map((cell) =>
    cell === null ? NaN : isTime ? Date.parse(String(cell)) : Number(cell),
  );
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  if (!(low < high)) return evenly;
  return numbers.map((number) => (number - low) / (high - low));
}

/** The least and the greatest value of all series; 0 is among them when `withZero`. */
export function rangeOf({ series }: ChartData, withZero: boolean): readonly [number, number] {
  const values = series.flatMap(({ points }) => points.flatMap((point) => point?.value ?? []));
  const all = withZero || values.length === 0 ? [0, ...values] : values;
  const [low, high] = [Math.min(...all), Math.max(...all)];
  return low === high ? [low - 1, high + 1] : [low, high];
}

/** Round numbers between two, about `count` of them. */
export function ticks(low: number, high: number, count: number): readonly number[] {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10) * power;
  const first = Math.ceil(low / step);
  const last = Math.floor(high / step);
  return Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}

export const numberText = (value: number): string =>
  value.toLocaleString('en-US', { maximumSignificantDigits: 6 });
