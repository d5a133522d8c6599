/** `\chart`: the last result as a picture. */
import { UsageError } from '../../exit-codes.ts';
import { openResultFile } from '../../formats/file.ts';
import { columnsOf } from '../../io.ts';
import { styleFor } from '../../style.ts';
import { chartData, type ChartData } from '../chart/data.ts';
import { pngOf } from '../chart/png.ts';
import { readChartSpec, type ChartSpec } from '../chart/spec.ts';
import { htmlChart, svgChart } from '../chart/svg.ts';
import { drawChart } from '../chart/terminal.ts';
import type { Command, Prompt } from './command.ts';

export const chartCommand: Command = {
  name: 'chart',
  argument: 'bar|line|pie|heatmap …',
  takes: 'chart',
  help: 'draws the last result; x=, y=, by= name columns, a .svg, .png or .html file takes it',
  details: ['A row is a point: GROUP BY in the statement adds up, the chart never does.'],
  run: chart,
};

type Picture = (kind: ChartSpec['kind'], data: ChartData) => string | Promise<Uint8Array>;

const PICTURES: Readonly<Record<'svg' | 'png' | 'html', Picture>> = {
  svg: svgChart,
  png: (kind, data) => pngOf(svgChart(kind, data)),
  html: htmlChart,
};

async function chart({ session }: Prompt, argument: string): Promise<void> {
  const { kept, io, screen } = session;
  const spec = readChartSpec(argument);
  if (kept === null) throw new UsageError('There is no result yet: run a statement first.');
  const data = chartData(kept, spec);
  if (spec.file === null) {
    const canvas = {
      columns: columnsOf(io.stdout),
      rows: io.stdout.rows ?? 24,
      style: styleFor(io.stdout, io.env),
    };
    await screen.result(drawChart(spec.kind, data, canvas));
    return;
  }
  const picture = await PICTURES[spec.file.form](spec.kind, data);
  const file = await openResultFile(spec.file.path);
  try {
    await file.write(picture);
    await file.commit();
  } finally {
    await file.discard();
  }
  screen.tell(`${spec.file.path} is written.`);
}
