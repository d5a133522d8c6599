export { AnswerCache } from './answer-cache.ts';
export { beyondDay, beyondMaxCalls, type Outlook } from './call-meter.ts';
export { listName, ListSizes } from './list-sizes.ts';
export type { ScannerOptions } from './options.ts';
export { createScanner, type Scanner } from './scanner.ts';
export type { ScanStats } from './stats.ts';
export type { RowSource } from './source.ts';
