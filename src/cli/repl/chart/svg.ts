/** Charts as SVG, for files. All text is escaped. */
import { numberText, rangeOf, ticks, type ChartData } from './data.ts';
import type { ChartKind } from './spec.ts';
import { shadeOf, slices } from './terminal.ts';
import { truncate } from '../../width.ts';

const WIDTH = 960;
const HEIGHT = 540;
const PLOT = { left: 110, top: 50, right: 30, bottom: 110 };
const COLOURS = [
  '#1f77b4',
  '#ff7f0e',
  '#2ca02c',
  '#d62728',
  '#9467bd',
  '#8c564b',
  '#17becf',
  '#bcbd22',
  '#e377c2',
  '#7f7f7f',
  '#393b79',
  '#637939',
];
const SHADE_STEPS = 9;

const colour = (index: number): string => COLOURS[index % COLOURS.length] ?? '#000';

/** @throws UsageError when the data cannot be drawn as that kind */
export function svgChart(kind: ChartKind, data: ChartData): string {
  const title = `${data.yName} by ${data.xName}`;
  const body = DRAW[kind](data);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">`,
    `<title>${escape(title)}</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    text(WIDTH / 2, 26, title, 'text-anchor="middle" font-size="16"'),
    ...body,
    '</svg>',
    '',
  ].join('\n');
}

export function htmlChart(kind: ChartKind, data: ChartData): string {
  const title = escape(`${data.yName} by ${data.xName}`);
  return `<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>${title}</title>\n${svgChart(kind, data)}</html>\n`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Labels come with control characters written out already. */
const escape = (text: string): string => text.replace(/[&<>"']/g, (char) => ESCAPES[char] ?? '');

const text = (x: number, y: number, content: string, attributes = ''): string =>
  `<text x="${round(x)}" y="${round(y)}" ${attributes}>${escape(content)}</text>`;

const round = (value: number): string => String(Math.round(value * 100) / 100);

const plotWidth = WIDTH - PLOT.left - PLOT.right;
const plotHeight = HEIGHT - PLOT.top - PLOT.bottom;

interface Scale {
  readonly y: (value: number) => number;
  readonly lines: readonly string[];
}

function scaleOf(data: ChartData, withZero: boolean): Scale {
  const [low, high] = rangeOf(data, withZero);
  const y = (value: number): number => PLOT.top + plotHeight * (1 - (value - low) / (high - low));
  const lines = ticks(low, high, 6).flatMap((tick) => [
    `<line x1="${PLOT.left}" x2="${WIDTH - PLOT.right}" y1="${round(y(tick))}" y2="${round(y(tick))}" stroke="${tick === 0 ? '#333' : '#ddd'}"/>`,
    text(PLOT.left - 8, y(tick) + 4, numberText(tick), 'text-anchor="end"'),
  ]);
  return { y, lines };
}

function xLabels({ labels }: ChartData, x: (index: number) => number): readonly string[] {
  const every = Math.max(Math.ceil(labels.length / 40), 1);
  return labels.flatMap((label, index) => {
    if (index % every !== 0) return [];
    const at = `${round(x(index))} ${PLOT.top + plotHeight + 14}`;
    return [
      text(
        x(index),
        PLOT.top + plotHeight + 14,
        truncate(label, 18),
        `text-anchor="end" transform="rotate(-40 ${at})"`,
      ),
    ];
  });
}

function legend({ series }: ChartData): readonly string[] {
  if (series.length < 2) return [];
  return series.slice(0, 12).flatMap(({ name }, index) => {
    const x = PLOT.left + (index % 6) * 140;
    const y = HEIGHT - 24 + Math.floor(index / 6) * 14;
    return [
      `<rect x="${x}" y="${y - 9}" width="10" height="10" fill="${colour(index)}"/>`,
      text(x + 14, y, truncate(name, 18)),
    ];
  });
}

const tip = (...parts: readonly string[]): string => `<title>${escape(parts.join(': '))}</title>`;

function bar(data: ChartData): readonly string[] {
  const { labels, series } = data;
  const { y, lines } = scaleOf(data, true);
  const step = plotWidth / labels.length;
  const width = (step * 0.8) / series.length;
  const bars = series.flatMap(({ name, points }, by) =>
    points.flatMap((point, index) => {
      if (point === null) return [];
      const x = PLOT.left + step * (index + 0.1) + width * by;
      const [top, bottom] = [y(Math.max(point.value, 0)), y(Math.min(point.value, 0))];
      return [
        `<rect x="${round(x)}" y="${round(top)}" width="${round(width)}" height="${round(bottom - top)}" fill="${colour(by)}">${tip(labels[index] ?? '', name, point.text)}</rect>`,
      ];
    }),
  );
  return [
    ...lines,
    ...bars,
    ...xLabels(data, (index) => PLOT.left + step * (index + 0.5)),
    ...legend(data),
  ];
}

function line(data: ChartData): readonly string[] {
  const { labels, places, series } = data;
  const { y, lines } = scaleOf(data, false);
  const x = (index: number): number => PLOT.left + plotWidth * (places[index] ?? 0);
  const drawn = series.flatMap(({ name, points }, by) => {
    let isDown = false;
    const path = points.map((point, index) => {
      if (point === null || Number.isNaN(places[index])) {
        isDown = false;
        return '';
      }
      const step = `${isDown ? 'L' : 'M'}${round(x(index))} ${round(y(point.value))}`;
      isDown = true;
      return step;
    });
    const dots = points.flatMap((point, index) =>
      point === null || Number.isNaN(places[index])
        ? []
        : [
            `<circle cx="${round(x(index))}" cy="${round(y(point.value))}" r="3" fill="${colour(by)}">${tip(labels[index] ?? '', name, point.text)}</circle>`,
          ],
    );
    return [
      `<path d="${path.join('')}" fill="none" stroke="${colour(by)}" stroke-width="2"/>`,
      ...dots,
    ];
  });
  return [...lines, ...drawn, ...xLabels(data, x), ...legend(data)];
}

function pie(data: ChartData): readonly string[] {
  const [cx, cy, r] = [300, 285, 200];
  const at = (turn: number): string =>
    `${round(cx + r * Math.sin(turn * 2 * Math.PI))} ${round(cy - r * Math.cos(turn * 2 * Math.PI))}`;
  let begin = 0;
  return slices(data).flatMap(({ label, point, share }, index) => {
    const end = begin + share;
    const shape =
      share > 0.9999
        ? `<circle cx="${cx}" cy="${cy}" r="${r}" fill="${colour(index)}">`
        : `<path d="M${cx} ${cy}L${at(begin)}A${r} ${r} 0 ${share > 0.5 ? 1 : 0} 1 ${at(end)}Z" fill="${colour(index)}">`;
    begin = end;
    const y = 110 + index * 24;
    return [
      `${shape}${tip(label, point.text)}${share > 0.9999 ? '</circle>' : '</path>'}`,
      `<rect x="560" y="${y - 10}" width="12" height="12" fill="${colour(index)}"/>`,
      text(580, y, `${(share * 100).toFixed(1)} %  ${truncate(label, 32)} (${point.text})`),
    ];
  });
}

function heatmap(data: ChartData): readonly string[] {
  const { labels, series } = data;
  const [low, high] = rangeOf(data, false);
  const width = plotWidth / labels.length;
  const height = plotHeight / series.length;
  const cells = series.flatMap(({ name, points }, row) => [
    text(
      PLOT.left - 8,
      PLOT.top + height * (row + 0.5) + 4,
      truncate(name, 15),
      'text-anchor="end"',
    ),
    ...points.map((point, index) => {
      const fill =
        point === null
          ? '#fff'
          : `hsl(210 70% ${95 - shadeOf(point.value, low, high, SHADE_STEPS) * 8}%)`;
      return `<rect x="${round(PLOT.left + width * index)}" y="${round(PLOT.top + height * row)}" width="${round(width)}" height="${round(height)}" fill="${fill}" stroke="#eee">${tip(labels[index] ?? '', name, point?.text ?? 'NULL')}</rect>`;
    }),
  ]);
  return [...cells, ...xLabels(data, (index) => PLOT.left + width * (index + 0.5))];
}

const DRAW: Readonly<Record<ChartKind, (data: ChartData) => readonly string[]>> = {
  bar,
  line,
  pie,
  heatmap,
};
