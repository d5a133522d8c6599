/**
 * The scalar functions, operators and aggregates there are: their types for the binder,
 * their meaning for the compiled expressions. One declaration each.
 */
import type { SqlType, SqlValue } from '../values/types.ts';

/** What the evaluation of one statement holds fixed. */
export interface EvaluationContext {
  /** The instant the statement began: `now()`, `current_date` and `current_timestamp` are of it. */
  readonly now: Date;
}

export interface ResolvedFunction {
  /** Registry name to put in `Expr.call.name` or `AggregateCall.name`. */
  readonly name: string;
  /** The type each argument is to be cast to, in order. */
  readonly argTypes: readonly SqlType[];
  readonly returnType: SqlType;
}

export type Resolution =
  | { readonly kind: 'found'; readonly fn: ResolvedFunction }
  /** No function of that name; `suggestions` are near names, best first. */
  | { readonly kind: 'unknown'; readonly suggestions: readonly string[] }
  /** The name exists, but not for these types; `signatures` as text, for the message. */
  | { readonly kind: 'mismatch'; readonly signatures: readonly string[] };

export interface ScalarFunction {
  readonly name: string;
  /** NULL in any argument makes the result NULL: the caller checks, `evaluate` sees no NULL. */
  readonly strict: boolean;
  readonly evaluate: (args: readonly SqlValue[], context: EvaluationContext) => SqlValue;
}

/** A fold: `initial`, `step` per row, `result`. NULL inputs are skipped before `step` (not for array-likes). */
export interface AggregateFunction {
  readonly name: string;
  /** Rows whose first argument is NULL are folded too. */
  readonly keepsNulls?: boolean;
  readonly initial: () => unknown;
  readonly step: (state: unknown, args: readonly SqlValue[]) => unknown;
  readonly result: (state: unknown) => SqlValue;
  /**
   * Takes a step back, for frames that slide; undefined where that cannot be told from the state.
   * Absent where a state after a step back would not be what it had been.
   */
  readonly undo?: (state: unknown, args: readonly SqlValue[]) => unknown;
  /** A state is a value, NULL at first; `step` with the state of other rows adds all of those. */
  readonly combines?: true;
  /** The same fold of one argument, or none, for the states of many groups in flat arrays. */
  readonly ofGroups?: () => GroupStates;
}

/** The states of groups, which are numbered from 0. */
export interface GroupStates {
  /** Makes room for the groups below `size`. */
  readonly grow: (size: number) => void;
  /** A step for one group; the value is not NULL. */
  readonly step: (group: number, value: SqlValue) => void;
  readonly result: (group: number) => SqlValue;
}
