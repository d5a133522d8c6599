export { AnswerCache } from './answer-cache.ts';
export { beyondDay, beyondMaxCalls, type Outlook } from './call-meter.ts';
export { listName, ListSizes } from './list-sizes.ts';
export { createScanner, type Scanner, type ScannerOptions } from './scanner.ts';
export type { ScanStats } from './stats.ts';
export type { RowSource } from './source.ts';
