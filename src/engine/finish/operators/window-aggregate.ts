/** Aggregates over window frames, without reading a frame again where its rows slide or grow. */
import { compile, compilePredicate } from '../../expr/index.ts';
import { aggregateFunction } from '../../functions/index.ts';
import type { AggregateFunction } from '../../functions/registry.ts';
import type { WindowCall } from '../../rel/rel.ts';
import type { SqlValue, Tuple } from '../../values/types.ts';
import { CHECKPOINT_ROWS, type Work } from '../work.ts';
import { frameFinder, type Frames, type Span, type WindowContext } from './frames.ts';
import type { Partition } from './partitions.ts';

/** A row's arguments; null for one that does not count. */
type Input = readonly SqlValue[] | null;

/** The value of a call for each row of a partition. */
export type WindowValues = (partition: Partition) => Work<readonly SqlValue[]>;

export function aggregateCall(call: WindowCall, context: WindowContext): WindowValues {
  const { layout, environment } = context;
  const fold = aggregateFunction(
    call.name,
    call.args.map(({ type }) => type),
  );
  const args = call.args.map((arg) => compile(arg, layout, environment));
  const only = args.length === 1 ? args[0] : undefined;
  const counts =
    call.filter === null ? (): boolean => true : compilePredicate(call.filter, layout, environment);
  const input = (row: Tuple): Input => {
    if (!counts(row)) return null;
    const values = only === undefined ? args.map((arg) => arg(row)) : [only(row)];
    return values[0] === null && fold.keepsNulls !== true ? null : values;
  };
  const framesOf = frameFinder(call.frame, context);
  return function* (partition) {
    const inputs: Input[] = [];
    for (let index = 0; index < partition.rows.length; index++) {
      if (index % CHECKPOINT_ROWS === 0) yield;
      inputs.push(input(partition.rows[index] as Tuple));
    }
    return yield* overFrames(new SlidingFold(fold, inputs), framesOf(partition), inputs.length);
  };
}

function* overFrames(sliding: SlidingFold, frames: Frames, size: number): Work<SqlValue[]> {
  const values: SqlValue[] = [];
  let stepsAtPause = 0;
  for (let row = 0; row < size; row++) {
    if (row === 0 || sliding.steps - stepsAtPause >= CHECKPOINT_ROWS) {
      stepsAtPause = sliding.steps;
      yield;
    }
    values.push(sliding.valueOf(frames.span(row), frames.holes(row)));
  }
  return values;
}

/**
 * The value of an aggregate over one span of rows after another, which move on for nearly all.
 * Rows at the end are added to the state of those before. When rows at the start leave, they are
 * taken back where the aggregate can do that; where states combine, those of the first rows are
 * kept from each row on; else the rest is added up anew.
 */
class SlidingFold {
  /** Rows added or taken back so far. */
  steps = 0;
  readonly #fold: AggregateFunction;
  readonly #inputs: readonly Input[];
  #span: Span = { start: 0, end: 0 };
  /** Of the rows from `#middle` on. */
  #state: unknown;
  #middle = 0;
  /** For folds that combine, of each row before `#middle`: the state of those from it to there. */
  #heads: SqlValue[] = [];
  #value: SqlValue | undefined;

  constructor(fold: AggregateFunction, inputs: readonly Input[]) {
    this.#fold = fold;
    this.#inputs = inputs;
    this.#state = fold.initial();
  }

  valueOf(span: Span, holes: readonly Span[]): SqlValue {
    const moved = span.start !== this.#span.start || span.end !== this.#span.end;
    if (moved) this.#moveTo(span);
    if (holes.length > 0 && holes.some((hole) => hole.end > hole.start))
      return this.#valueWithout(span, holes);
    if (moved || this.#value === undefined) this.#value = this.#wholeValue(span);
    return this.#value;
  }

  #wholeValue({ start }: Span): SqlValue {
    const head = start < this.#middle ? (this.#heads[start] ?? null) : null;
    return this.#fold.result(head === null ? this.#state : this.#fold.step(this.#state, [head]));
  }

  #moveTo({ start, end }: Span): void {
    this.#value = undefined;
    const disjoint = start >= this.#span.end;
    // A month after 30 January, 10:00 is later than a month after 31 January, 5:00.
    const back = start < this.#span.start || end < this.#span.end;
    if (disjoint || back) this.#restart(start);
    for (let row = this.#span.end; row < end; row++) this.#add(row);
    if (start > this.#span.start) this.#leave(start, end);
    this.#span = { start, end };
  }

  #restart(start: number): void {
    this.#state = this.#fold.initial();
    this.#middle = start;
    this.#span = { start, end: start };
  }

  /** Drops the rows before `start` from the state, which has all up to `end`. */
  #leave(start: number, end: number): void {
    if (this.#fold.combines === true) {
      if (start >= this.#middle) this.#split(start, end);
      return;
    }
    const rows = { start: this.#span.start, end: start };
    if (this.#fold.undo !== undefined && start - this.#span.start < end - start) {
      if (this.#undo(rows)) return;
    }
    this.#restart(start);
    for (let row = start; row < end; row++) this.#add(row);
  }

  /** All of the rows become heads; those that follow are added to a new state. */
  #split(start: number, end: number): void {
    let state: unknown = this.#fold.initial();
    for (let row = end - 1; row >= start; row--) {
      state = this.#stepped(state, row);
      this.#heads[row] = state as SqlValue;
    }
    this.#state = this.#fold.initial();
    this.#middle = end;
  }

  #add(row: number): void {
    this.#state = this.#stepped(this.#state, row);
  }

  #stepped(state: unknown, row: number): unknown {
    this.steps++;
    const input = this.#inputs[row] ?? null;
    return input === null ? state : this.#fold.step(state, input);
  }

  /** Whether it could be done; if not, the state is of no use. */
  #undo({ start, end }: Span): boolean {
    for (let row = start; row < end; row++) {
      this.steps++;
      const input = this.#inputs[row] ?? null;
      if (input === null) continue;
      const state = this.#fold.undo?.(this.#state, input);
      if (state === undefined) return false;
      this.#state = state;
    }
    return true;
  }

  #valueWithout(span: Span, holes: readonly Span[]): SqlValue {
    const inside = holes
      .map(({ start, end }) => ({
        start: Math.max(start, span.start),
        end: Math.min(end, span.end),
      }))
      .filter(({ start, end }) => start < end);
    if (inside.length === 0) return (this.#value ??= this.#wholeValue(span));
    const undone = this.#fold.undo !== undefined && inside.every((hole) => this.#undo(hole));
    if (undone) {
      const value = this.#fold.result(this.#state);
      for (const { start, end } of inside) for (let row = start; row < end; row++) this.#add(row);
      return value;
    }
    if (this.#fold.undo !== undefined) {
      this.#restart(span.start);
      for (let row = span.start; row < span.end; row++) this.#add(row);
      this.#span = span;
    }
    return this.#fold.result(this.#freshState(span, inside));
  }

  #freshState(span: Span, holes: readonly Span[]): unknown {
    let state: unknown = this.#fold.initial();
    for (let row = span.start; row < span.end; row++) {
      const hole = holes.find(({ start, end }) => row >= start && row < end);
      if (hole === undefined) state = this.#stepped(state, row);
      else row = hole.end - 1;
    }
    return state;
  }
}
