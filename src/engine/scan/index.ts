export { createScanner, type Scanner, type ScannerOptions, type ScanStats } from './scanner.ts';
export type { RowSource } from './source.ts';
