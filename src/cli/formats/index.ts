/** Results as text. A format is loaded when it is first used. */
import type { Format, FormatName } from './format.ts';

export { FORMAT_NAMES, type Format, type FormatName, type Layout } from './format.ts';

export async function loadFormat(name: FormatName): Promise<Format> {
  switch (name) {
    case 'table':
      return (await import('./table.ts')).table;
    case 'json':
      return (await import('./json.ts')).json;
    case 'jsonl':
      return (await import('./json.ts')).jsonl;
    case 'csv':
      return (await import('./csv.ts')).csv;
    case 'markdown':
      return (await import('./markdown.ts')).markdown;
  }
}
