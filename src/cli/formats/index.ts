/** The formats there are. */
import { extname } from 'node:path';
import { flat } from './flat.ts';
import { FORMAT_NAMES, type Format, type FormatName, type WriteResult } from './format.ts';

export {
  FORMAT_NAMES,
  type Format,
  type FormatName,
  type Layout,
  type Piece,
  type ResultRows,
  type WriteResult,
} from './format.ts';

const FORMATS: Readonly<Record<FormatName, Omit<Format, 'name'>>> = {
  table: {
    description: 'an aligned table for people',
    endings: ['.txt'],
    content: 'text',
    holds: 'many results',
    load: async () => flat((await import('./table.ts')).table),
  },
  expanded: {
    description: 'a line for each value',
    endings: [],
    content: 'text',
    holds: 'many results',
    load: async () => flat((await import('./expanded.ts')).expanded),
  },
  markdown: {
    description: 'a GitHub-flavoured Markdown table',
    endings: ['.md', '.markdown'],
    content: 'text',
    holds: 'many results',
    load: async () => flat((await import('./markdown.ts')).markdown),
  },
  csv: {
    description: 'comma-separated values',
    endings: ['.csv'],
    content: 'text',
    holds: 'one result',
    load: async () => flat((await import('./csv.ts')).csv),
  },
  tsv: {
    description: 'tab-separated values',
    endings: ['.tsv', '.tab'],
    content: 'text',
    holds: 'one result',
    load: async () => flat((await import('./csv.ts')).tsv),
  },
  json: {
    description: 'an array of objects',
    endings: ['.json'],
    content: 'text',
    holds: 'one result',
    load: async () => (await import('./json.ts')).json,
  },
  jsonl: {
    description: 'an object a line',
    endings: ['.jsonl', '.ndjson'],
    content: 'text',
    holds: 'many results',
    load: async () => (await import('./json.ts')).jsonl,
  },
  html: {
    description: 'a page with a table',
    endings: ['.html', '.htm'],
    content: 'text',
    holds: 'one result',
    load: async () => flat((await import('./html.ts')).html),
  },
  insert: {
    description: 'INSERT statements',
    endings: ['.sql'],
    content: 'text',
    holds: 'many results',
    load: async () => flat((await import('./insert.ts')).insert),
  },
  parquet: {
    description: 'Apache Parquet',
    endings: ['.parquet'],
    content: 'binary',
    holds: 'one result',
    load: async () => flat((await import('./parquet.ts')).parquet),
  },
  xlsx: {
    description: 'a workbook for Excel and its like',
    endings: ['.xlsx'],
    content: 'binary',
    holds: 'one result',
    load: async () => flat((await import('./xlsx.ts')).xlsx),
  },
  arrow: {
    description: 'Apache Arrow, IPC file (Feather)',
    endings: ['.arrow', '.feather'],
    content: 'binary',
    holds: 'one result',
    load: async () => flat((await import('./arrow.ts')).arrowFile),
  },
  arrows: {
    description: 'Apache Arrow, IPC stream',
    endings: ['.arrows'],
    content: 'binary',
    holds: 'one result',
    load: async () => flat((await import('./arrow.ts')).arrowStream),
  },
};

export function formatNamed(name: FormatName): Format {
  return { name, ...FORMATS[name] };
}

/** All formats, in the order in which help lists them. */
export function allFormats(): readonly Format[] {
  return FORMAT_NAMES.map(formatNamed);
}

/** The format that a file's ending stands for; undefined for an ending of no format. */
export function formatOfFile(path: string): Format | undefined {
  const ending = extname(path).toLowerCase();
  return allFormats().find(({ endings }) => endings.includes(ending));
}

export function loadFormat(name: FormatName): Promise<WriteResult> {
  return FORMATS[name].load();
}
