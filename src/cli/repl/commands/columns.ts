import type { Column } from '../../../database/rows.ts';

export const textColumns = (...names: readonly string[]): readonly Column[] =>
  names.map((name) => ({ name, type: 'text' }));
