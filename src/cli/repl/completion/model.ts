/** What completion knows and what it answers. */
import type { Catalogue, SchemaName } from '../../../schemas/model.ts';

export type ProposalKind =
  'join' | 'value' | 'column' | 'table' | 'schema' | 'alias' | 'function' | 'keyword' | 'argument';

export interface Proposal {
  /** What is put in. */
  readonly text: string;
  readonly kind: ProposalKind;
  /** What is said beside it: a column's type, a function's signature. */
  readonly detail: string;
  /** More is after it; no blank is put in: `SYS.`, `date_trunc(`. */
  readonly goesOn?: true;
}

export interface Completion {
  /** The proposals stand for the text from here … (UTF-16) */
  readonly from: number;
  /** … to here. */
  readonly to: number;
  /** The likeliest first. */
  readonly proposals: readonly Proposal[];
}

/** What a command takes, as far as it can be proposed. */
export type ArgumentKind =
  | 'table'
  | 'schema'
  | 'function'
  | 'format'
  | 'switch'
  | 'tenant'
  | 'variable'
  | 'topic'
  | 'setting'
  | 'chart'
  | 'connection'
  | 'file'
  | 'sql'
  | 'none';

export interface CommandWord {
  /** Without its backslash. */
  readonly name: string;
  readonly help: string;
  readonly takes: ArgumentKind;
}

export interface Names {
  readonly catalogue: Catalogue;
  readonly defaultSchema: SchemaName;
  readonly commands: readonly CommandWord[];
  /** Organisations that the sign-in reaches. */
  readonly tenants: readonly string[];
  /** Set with `\set`. */
  readonly variables: readonly string[];
  /** Columns of the last result, for charts. */
  readonly resultColumns: readonly { readonly name: string; readonly type: string }[];
  /** Names of saved connections. */
  readonly connections: readonly string[];
  readonly formats: readonly string[];
  readonly settings: readonly string[];
  readonly topics: readonly string[];
  /** The names in a folder; those of folders end with `/`. */
  readonly listFolder: (path: string) => readonly string[];
}
