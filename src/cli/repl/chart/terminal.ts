/** Charts of block characters. */
import { UsageError } from '../../exit-codes.ts';
import type { Style } from '../../style.ts';
import { padEnd, padStart, truncate, widthOf } from '../../width.ts';
import { numberText, rangeOf, type ChartData, type Point } from './data.ts';
import type { ChartKind } from './spec.ts';

export interface Canvas {
  readonly columns: number;
  readonly rows: number;
  readonly style: Style;
}

/** @throws UsageError when the data cannot be drawn as that kind */
export function drawChart(kind: ChartKind, data: ChartData, canvas: Canvas): string {
  return `${DRAW[kind](data, canvas)
    .map((line) => line.trimEnd())
    .join('\n')}\n`;
}

type Draw = (data: ChartData, canvas: Canvas) => readonly string[];

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

const paints = (style: Style): readonly ((text: string) => string)[] => [
  style.cyan,
  style.yellow,
  style.magenta,
  style.green,
  style.blue,
  style.red,
];
const paintOf = (style: Style, index: number): ((text: string) => string) =>
  paints(style)[index % 6] ?? style.bold;

const bar: Draw = (data, { columns, style }) => {
  const { labels, series } = data;
  const hasNames = series.length > 1;
  const lines = labels.flatMap((label, row) =>
    series.map(({ name, points }, index) => ({
      label: index === 0 ? label : '',
      name: hasNames ? name : '',
      point: points[row] ?? null,
      paint: paintOf(style, index),
    })),
  );
  const [low, high] = rangeOf(data, true);
  const widest = (texts: readonly string[], most: number): number =>
    Math.min(Math.max(...texts.map(widthOf)), most);
  const labelWidth = widest(labels, Math.floor(columns / 3));
  const nameWidth = hasNames
    ? widest(
        series.map(({ name }) => name),
        Math.floor(columns / 5),
      ) + 1
    : 0;
  const textWidth = widest(
    lines.map(({ point }) => point?.text ?? 'NULL'),
    24,
  );
  const room = Math.max(columns - labelWidth - nameWidth - textWidth - 4, 5);
  const negative = low < 0 ? Math.max(Math.round((room * -low) / (high - low)), 1) : 0;
  const positive = room - negative;
  return [
    style.bold(truncate(`${data.yName} by ${data.xName}`, columns)),
    ...lines.map(({ label, name, point, paint }) => {
      const head = padEnd(truncate(label, labelWidth), labelWidth);
      const who = hasNames ? ` ${padEnd(truncate(name, nameWidth - 1), nameWidth - 1)}` : '';
      const text = padStart(point?.text ?? 'NULL', textWidth);
      const shown = point === null ? style.dim(text) : text;
      return `${head}${who} ${shown} ${barOf(point, { low, high, negative, positive }, paint)}`;
    }),
  ];
};

function barOf(
  point: Point | null,
  {
    low,
    high,
    negative,
    positive,
  }: { low: number; high: number; negative: number; positive: number },
  paint: (text: string) => string,
): string {
  const value = point?.value ?? 0;
  if (value < 0) {
    const cells = Math.max(Math.round((negative * value) / low), 1);
    return (
      ' '.repeat(negative - Math.min(cells, negative)) +
      paint('█'.repeat(Math.min(cells, negative)))
    );
  }
  const eighths = high <= 0 ? 0 : Math.round((positive * 8 * value) / high);
  const blocks = '█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '');
  return ' '.repeat(negative) + paint(blocks === '' && value > 0 ? '▏' : blocks);
}

/** Dots of Braille characters: two by four in a cell. */
const DOTS = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
] as const;

const line: Draw = (data, { columns, rows, style }) => {
  const { labels, places, series, xName, yName } = data;
  const [low, high] = rangeOf(data, false);
  const axis = [numberText(high), numberText((low + high) / 2), numberText(low)];
  const left = Math.max(...axis.map(widthOf)) + 1;
  const width = Math.max(columns - left - 2, 10);
  const height = Math.min(Math.max(rows - 6, 5), 16);
  const cells = Array.from({ length: height }, () =>
    Array.from({ length: width }, () => ({ dots: 0, by: 0 })),
  );
  const put = (x: number, y: number, by: number): void => {
    const cell = cells[y >> 2]?.[x >> 1];
    if (cell === undefined) return;
    cell.dots |= DOTS[(y & 3) as 0 | 1 | 2 | 3][(x & 1) as 0 | 1];
    cell.by = by;
  };
  series.forEach(({ points }, by) => {
    let last: readonly [number, number] | null = null;
    points.forEach((point, index) => {
      const place = places[index] ?? NaN;
      if (point === null || Number.isNaN(place)) {
        last = null;
        return;
      }
      const x = Math.round(place * (width * 2 - 1));
      const y = Math.round((1 - (point.value - low) / (high - low)) * (height * 4 - 1));
      for (const [dotX, dotY] of segment(last ?? [x, y], [x, y])) put(dotX, dotY, by);
      last = [x, y];
    });
  });
  const marks = new Map([
    [0, axis[0]],
    [Math.floor((height - 1) / 2), axis[1]],
    [height - 1, axis[2]],
  ]);
  const drawn = cells.map((row, y) => {
    const text = row.map(({ dots, by }) =>
      dots === 0 ? ' ' : paintOf(style, by)(String.fromCodePoint(0x2800 + dots)),
    );
    return `${padStart(marks.get(y) ?? '', left)}┤${text.join('')}`;
  });
  const [first = '', last = ''] = [labels[0], labels.at(-1)];
  const gap = width - widthOf(first) - widthOf(last);
  const below = gap > 0 ? `${first}${' '.repeat(gap)}${last}` : truncate(first, width);
  return [
    style.bold(truncate(`${yName} by ${xName}`, columns)),
    ...drawn,
    `${' '.repeat(left)}└${'─'.repeat(width)}`,
    `${' '.repeat(left + 1)}${below}`,
    ...legend(data, style, columns, '⣿'),
  ];
};

/** The dots between two. */
function* segment(
  [fromX, fromY]: readonly [number, number],
  [toX, toY]: readonly [number, number],
): Generator<readonly [number, number]> {
  const steps = Math.max(Math.abs(toX - fromX), Math.abs(toY - fromY), 1);
  for (let step = 0; step <= steps; step++) {
    yield [
      Math.round(fromX + ((toX - fromX) * step) / steps),
      Math.round(fromY + ((toY - fromY) * step) / steps),
    ];
  }
}

function legend(
  { series }: ChartData,
  style: Style,
  columns: number,
  mark: string,
): readonly string[] {
  if (series.length < 2) return [];
  return series.map(
    ({ name }, index) => `${paintOf(style, index)(mark)} ${truncate(name, columns - 4)}`,
  );
}

const FILLS = ['█', '▒', '░', '▓', '▞', '╳', '◆', '○', '▤', '▥', '●', '◇'];
const PIE_ROWS = 13;

/** The parts of a pie. */
export function slices({
  labels,
  series,
  yName,
}: ChartData): readonly { label: string; point: Point; share: number }[] {
  const [only] = series;
  if (only === undefined || series.length > 1) throw new UsageError('A pie has no by=.');
  const parts = only.points.flatMap((point, index) =>
    point === null || point.value === 0 ? [] : [{ label: labels[index] ?? '', point }],
  );
  if (parts.some(({ point }) => point.value < 0)) {
    throw new UsageError(`${yName} has negative values, which no pie can show: take bar.`);
  }
  const total = parts.reduce((sum, { point }) => sum + point.value, 0);
  if (total === 0) throw new UsageError(`${yName} is 0 throughout: a pie has nothing to show.`);
  if (parts.length > FILLS.length) {
    throw new UsageError(
      `A pie shows at most ${FILLS.length} parts, and there are ${parts.length}: take bar.`,
    );
  }
  return parts.map((part) => ({ ...part, share: part.point.value / total }));
}

const pie: Draw = (data, { columns, style }) => {
  const parts = slices(data);
  const ends = parts.map((_, index) =>
    parts.slice(0, index + 1).reduce((sum, { share }) => sum + share, 0),
  );
  const radius = (PIE_ROWS - 1) / 2;
  const disc = Array.from({ length: PIE_ROWS }, (_, row) =>
    Array.from({ length: PIE_ROWS * 2 }, (_, column) => {
      const [x, y] = [(column - PIE_ROWS + 0.5) / 2, row - radius];
      if (Math.hypot(x, y) > radius + 0.3) return ' ';
      const turn = (Math.atan2(x, -y) / (2 * Math.PI) + 1) % 1;
      const index = Math.max(
        ends.findIndex((end) => turn <= end),
        0,
      );
      return paintOf(style, index)(FILLS[index] ?? '█');
    }).join(''),
  );
  const room = Math.max(columns - PIE_ROWS * 2 - 20, 8);
  const list = parts.map(({ label, point, share }, index) => {
    const percent = padStart(`${(share * 100).toFixed(1)} %`, 7);
    return `${paintOf(style, index)(FILLS[index] ?? '█')} ${percent}  ${truncate(`${label} (${point.text})`, room + 8)}`;
  });
  const height = Math.max(disc.length, list.length);
  const top = Math.max(Math.floor((disc.length - list.length) / 2), 0);
  return [
    style.bold(truncate(`${data.yName} by ${data.xName}`, columns)),
    ...Array.from(
      { length: height },
      (_, row) => `${disc[row] ?? ' '.repeat(PIE_ROWS * 2)}   ${list[row - top] ?? ''}`,
    ),
  ];
};

const SHADES = ['░', '▒', '▓', '█'];

/** The shade of a value, 0 to `steps - 1`. */
export const shadeOf = (value: number, low: number, high: number, steps: number): number =>
  Math.min(Math.floor(((value - low) / (high - low)) * steps), steps - 1);

const heatmap: Draw = (data, { columns, style }) => {
  const { labels, series, xName, yName } = data;
  if (series.length < 2) throw new UsageError('A heatmap takes by=, the column of its rows.');
  const [low, high] = rangeOf(data, false);
  const left = Math.min(
    Math.max(...series.map(({ name }) => widthOf(name))),
    Math.floor(columns / 3),
  );
  const cell = Math.floor((columns - left - 1) / labels.length);
  if (cell < 1)
    throw new UsageError(`The terminal is too narrow for ${labels.length} columns of a heatmap.`);
  const width = Math.min(Math.max(cell, 1), 10);
  // As many labels as have room beside each other.
  const every = Math.ceil((Math.max(...labels.map(widthOf)) + 1) / width);
  const head = labels.flatMap((label, index) => {
    const room = width * Math.min(every, labels.length - index);
    return index % every === 0 ? [padEnd(truncate(label, room - 1), room)] : [];
  });
  const rows = series.map(({ name, points }) => {
    const cells = points.map((point) =>
      point === null
        ? style.dim('·'.repeat(width))
        : style.cyan((SHADES[shadeOf(point.value, low, high, SHADES.length)] ?? '█').repeat(width)),
    );
    return `${padEnd(truncate(name, left), left)} ${cells.join('')}`;
  });
  return [
    style.bold(truncate(`${yName} by ${xName}`, columns)),
    `${' '.repeat(left)} ${head.join('')}`,
    ...rows,
    `${' '.repeat(left)} ${SHADES[0] ?? ''} ${numberText(low)} … ${SHADES.at(-1) ?? ''} ${numberText(high)}, · none`,
  ];
};

const DRAW: Readonly<Record<ChartKind, Draw>> = { bar, line, pie, heatmap };
