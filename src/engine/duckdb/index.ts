/** The second engine: trees of operators that DuckDB runs with our meaning. Nothing outside this folder knows it. */
export { builtInReason, type EngineChoice, type EngineUse, FROM_ROWS } from './choice.ts';
export { Declined } from './forms.ts';
export {
  findParts,
  type Part,
  type PartsOfPlan,
  printInput,
  printPart,
  printTest,
  type Query,
  readsAll,
} from './parts.ts';
export type { Input, InputProfile } from './relations.ts';
export {
  DuckDbError,
  isInstalled,
  loadDuckDb,
  notInstalled,
  Session,
  type SessionOptions,
} from './session.ts';
export type { Source, Table } from './table.ts';
