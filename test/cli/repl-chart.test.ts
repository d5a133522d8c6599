import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { CellValue, Column } from '../../src/database/rows.ts';
import { chartData, ticks, type ChartData } from '../../src/cli/repl/chart/data.ts';
import { pngOf } from '../../src/cli/repl/chart/png.ts';
import { readChartSpec } from '../../src/cli/repl/chart/spec.ts';
import { htmlChart, svgChart } from '../../src/cli/repl/chart/svg.ts';
import { drawChart } from '../../src/cli/repl/chart/terminal.ts';
import { PLAIN } from '../../src/cli/style.ts';
import { widthOf } from '../../src/cli/width.ts';

const canvas = { columns: 60, rows: 24, style: PLAIN };

function data(
  text: string,
  columns: readonly Column[],
  rows: readonly (readonly CellValue[])[],
): ChartData {
  const kept = {
    columns,
    rows: rows.map((row) =>
      Object.fromEntries(columns.map(({ name }, index) => [name, row[index] ?? null])),
    ),
    isCut: false,
  };
  return chartData(kept, readChartSpec(text));
}

const MONEY: readonly Column[] = [
  { name: 'Contact', type: 'text' },
  { name: 'Due', type: 'decimal' },
];
const GRID: readonly Column[] = [
  { name: 'Month', type: 'date' },
  { name: 'Region', type: 'text' },
  { name: 'Total', type: 'decimal' },
];
const grid = [
  ['2026-01-01', 'North', '10.00'],
  ['2026-02-01', 'North', '20.00'],
  ['2026-01-01', 'South', '30.00'],
] as const;

describe('what to draw', () => {
  test('is read from the command', () => {
    expect(readChartSpec('bar x=Month y="Total due" by=Region out.svg')).toEqual({
      kind: 'bar',
      x: 'Month',
      y: 'Total due',
      by: 'Region',
      file: { path: 'out.svg', form: 'svg' },
    });
    expect(readChartSpec('line a.PNG').file).toEqual({ path: 'a.PNG', form: 'png' });
    expect(readChartSpec('PIE "a file.html"').file).toEqual({ path: 'a file.html', form: 'html' });
    expect(() => readChartSpec('donut')).toThrow('\\chart takes bar');
    expect(() => readChartSpec('bar Month')).toThrow('no column');
    expect(() => readChartSpec('bar a.svg b.svg')).toThrow('one file');
  });

  test('takes the first columns that fit, and keeps all digits', () => {
    const drawn = data('bar', MONEY, [
      ['A', '1.10'],
      ['B', null],
    ]);
    expect(drawn).toMatchObject({ xName: 'Contact', yName: 'Due', labels: ['A', 'B'] });
    expect(drawn.series).toEqual([{ name: 'Due', points: [{ value: 1.1, text: '1.10' }, null] }]);
  });

  test('never adds up: rows that repeat are points of their own, or refused with by=', () => {
    expect(
      data('bar', MONEY, [
        ['A', '1'],
        ['A', '2'],
      ]).labels,
    ).toEqual(['A', 'A']);
    expect(() => data('bar by=Region', GRID, [...grid, ['2026-01-01', 'South', '1.00']])).toThrow(
      'GROUP BY',
    );
    expect(data('bar by=Region', GRID, grid).series[1]?.points).toEqual([
      { value: 30, text: '30.00' },
      null,
    ]);
  });

  test('refuses what it cannot draw', () => {
    expect(() => data('bar', [{ name: 'a', type: 'text' }], [['x']])).toThrow(
      'no column of numbers',
    );
    expect(() => data('bar y=Contact', MONEY, [['A', '1']])).toThrow('holds no numbers');
    expect(() => data('bar x=Nope', MONEY, [['A', '1']])).toThrow('it has Contact, Due');
    expect(() => data('bar', MONEY, [])).toThrow('no rows');
    expect(() => drawChart('pie', data('pie', MONEY, [['A', '-1']]), canvas)).toThrow('negative');
    expect(() => drawChart('heatmap', data('heatmap', MONEY, [['A', '1']]), canvas)).toThrow('by=');
  });

  test('places dates by time, and round numbers on the axis', () => {
    const days = [
      ['2026-01-01', '', '1'],
      ['2026-01-02', '', '2'],
      ['2026-01-11', '', '3'],
    ] as const;
    expect(data('line', GRID, days).places).toEqual([0, 0.1, 1]);
    const stamps: readonly Column[] = [
      { name: 'm', type: 'timestamp' },
      { name: 'v', type: 'integer' },
    ];
    expect(data('line', stamps, [['2026-01-01T00:00:00.000Z', 1]]).labels).toEqual(['2026-01-01']);
    expect(ticks(0, 100, 5)).toEqual([0, 20, 40, 60, 80, 100]);
    expect(ticks(-0.3, 0.4, 4)).toEqual([-0.2, 0, 0.2, 0.4]);
  });
});

describe('in the terminal', () => {
  test('bars are as long as their values, to the eighth of a cell, negative ones to the left', () => {
    const drawn = drawChart(
      'bar',
      data('bar', MONEY, [
        ['A', '40.00'],
        ['B', '20.00'],
        ['C', '-20.00'],
        ['D', null],
      ]),
      canvas,
    );
    const bars = drawn
      .split('\n')
      .slice(1, 5)
      .map((line) => (line.match(/[█▏▎▍▌▋▊▉]/g) ?? []).length);
    expect(Math.abs((bars[0] ?? 0) - (bars[1] ?? 0) * 2)).toBeLessThanOrEqual(1);
    expect(bars[2]).toBeGreaterThan(0);
    expect(bars[3]).toBe(0);
    expect(drawn).toContain('NULL');
  });

  test.each(['bar', 'line', 'heatmap'] as const)('%s fits the terminal', (kind) => {
    for (const columns of [30, 60, 200]) {
      const drawn = drawChart(kind, data(`${kind} by=Region`, GRID, grid), { ...canvas, columns });
      const widest = Math.max(...drawn.split('\n').map(widthOf));
      expect(widest).toBeLessThanOrEqual(columns);
      expect(drawn).toContain('North');
    }
  });

  test('a line rises with its values', () => {
    const drawn = drawChart(
      'line',
      data('line', GRID, [
        ['2026-01-01', '', '0'],
        ['2026-01-31', '', '100'],
      ]),
      canvas,
    );
    const rows = drawn.split('\n').filter((row) => row.includes('┤'));
    const first = rows[0]?.search(/[\u2801-\u28ff]/) ?? -1;
    const last = rows.at(-1)?.search(/[\u2801-\u28ff]/) ?? -1;
    expect(last).toBeGreaterThan(0);
    expect(first).toBeGreaterThan(last);
    expect(rows[0]).toContain('100┤');
  });

  test('a pie tells each share', () => {
    const drawn = drawChart(
      'pie',
      data('pie', MONEY, [
        ['A', '75.00'],
        ['B', '25.00'],
        ['C', '0'],
      ]),
      canvas,
    );
    expect(drawn).toMatch(/75\.0 % {2}A \(75\.00\)/);
    expect(drawn).toMatch(/25\.0 % {2}B \(25\.00\)/);
    expect((drawn.match(/█/g) ?? []).length).toBeGreaterThan((drawn.match(/▒/g) ?? []).length * 2);
  });

  test('data cannot move the cursor', () => {
    const drawn = drawChart('bar', data('bar', MONEY, [['\x1b[2Jx\n', '1']]), canvas);
    expect(drawn).toContain('\\x1b[2Jx\\n');
  });
});

describe('in a file', () => {
  test.each(['bar', 'line', 'pie', 'heatmap'] as const)(
    '%s is well-formed SVG with its text escaped',
    (kind) => {
      const rows = [
        ['<script>"&\'', 'a', '1.00'],
        ['b', 'z', '2.50'],
      ] as const;
      const columns: readonly Column[] = [
        { name: 'K<', type: 'text' },
        { name: 'R', type: 'text' },
        { name: 'V', type: 'decimal' },
      ];
      const drawn = svgChart(
        kind,
        data(kind === 'heatmap' ? `${kind} x=K< by=R` : `${kind} x=K<`, columns, rows),
      );
      expect(drawn).not.toContain('<script>');
      expect(drawn).toContain('&lt;script&gt;&quot;&amp;&#39;');
      expect(drawn).toContain('2.50');
      const tags = [...drawn.matchAll(/<(\/?)(\w+)[^>]*?(\/?)>/g)];
      const open: string[] = [];
      for (const [, close, name = '', empty] of tags) {
        if (empty === '/') continue;
        if (close === '/') expect(open.pop()).toBe(name);
        else open.push(name);
      }
      expect(open).toEqual([]);
      expect(drawn).not.toContain('NaN');
      expect(
        htmlChart(
          kind,
          data(kind === 'heatmap' ? `${kind} x=K< by=R` : `${kind} x=K<`, columns, rows),
        ),
      ).toMatch(/^<!doctype html>/);
    },
  );
});

/** Size and pixels of a PNG without interlacing, as its specification says. */
function readPng(bytes: Uint8Array): { width: number; height: number; pixels: Buffer } {
  const png = Buffer.from(bytes);
  expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const length = png.readUInt32BE(at);
    const kind = png.toString('latin1', at + 4, at + 8);
    if (kind === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + length));
  }
  const pixels = inflateSync(Buffer.concat(parts));
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20), pixels };
}

test('a PNG is the SVG in pixels, words included', async () => {
  const chart = svgChart(
    'bar',
    data('bar', MONEY, [
      ['A', '1.10'],
      ['B', '2'],
    ]),
  );
  const whole = readPng(await pngOf(chart));
  expect([whole.width, whole.height]).toEqual([1920, 1080]);
  expect(whole.pixels.length).toBe(1080 * (1 + 1920 * 4));
  const wordless = readPng(await pngOf(chart.replaceAll(/<text[^]*?<\/text>/g, '')));
  expect(wordless.pixels.equals(whole.pixels)).toBe(false);
});
