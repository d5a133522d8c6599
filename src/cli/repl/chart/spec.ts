/** `bar x=Month y=Total by=Contact chart.svg` → what to draw. */
import { extname } from 'node:path';
import { UsageError } from '../../exit-codes.ts';

export const CHART_KINDS = ['bar', 'line', 'pie', 'heatmap'] as const;
export type ChartKind = (typeof CHART_KINDS)[number];

export interface ChartSpec {
  readonly kind: ChartKind;
  /** Names of columns; null leaves the choice to what the result has. */
  readonly x: string | null;
  readonly y: string | null;
  readonly by: string | null;
  /** Where to write it instead of drawing it here. */
  readonly file: { readonly path: string; readonly form: 'svg' | 'png' | 'html' } | null;
}

const WORD = /(?:(x|y|by)=)?(?:"((?:[^"]|"")*)"|(\S+))\s*/y;

/** @throws UsageError */
export function readChartSpec(text: string): ChartSpec {
  const [, first = '', rest = ''] = /^(\S*)\s*([^]*)$/.exec(text.trim()) ?? [];
  const kind = CHART_KINDS.find((one) => one === first.toLowerCase());
  if (kind === undefined) {
    throw new UsageError(`\\chart takes ${CHART_KINDS.join(', ')}, then x=, y=, by= and a file.`);
  }
  const named: { x: string | null; y: string | null; by: string | null } = {
    x: null,
    y: null,
    by: null,
  };
  let file: ChartSpec['file'] = null;
  WORD.lastIndex = 0;
  while (WORD.lastIndex < rest.length) {
    const [, key, quoted, plain = ''] = WORD.exec(rest) ?? [];
    const value = quoted?.replaceAll('""', '"') ?? plain;
    if (value === '') throw new UsageError(`\\chart cannot read ${rest}.`);
    if (key === 'x' || key === 'y' || key === 'by') named[key] = value;
    else if (file === null) file = fileOf(value);
    else throw new UsageError('\\chart takes one file.');
  }
  return { kind, ...named, file };
}

function fileOf(path: string): ChartSpec['file'] {
  const ending = extname(path).toLowerCase();
  if (ending === '.svg') return { path, form: 'svg' };
  if (ending === '.png') return { path, form: 'png' };
  if (ending === '.html' || ending === '.htm') return { path, form: 'html' };
  throw new UsageError(`${path} is no column (x=…, y=…, by=…) and no .svg, .png or .html file.`);
}
