import { XeroSqlError } from '../../errors.ts';
import type { Environment } from '../expr/index.ts';
import type { QueryPlan, ScanPlan } from '../plan/plan.ts';
import { outputColumns, type ColumnId, type Cte, type Rel, type Scan } from '../rel/rel.ts';
import { freeColumns, visitRel } from '../rel/walk.ts';
import type { RowSource } from '../scan/source.ts';
import type { SqlType, SqlValue, Tuple } from '../values/types.ts';
import type { Skeleton } from './alasql.ts';
import type { SecondEngine } from './second-engine.ts';
import { type Flow, flowWithPauses, runWithPauses, throwIfCancelled, type Work } from './work.ts';

/** Rows of an operator that are the same in the whole statement. */
interface FixedRows {
  /** As many as were wanted; null = all. */
  readonly limit: number | null;
  readonly rows: Promise<readonly Tuple[]>;
}

/** One round of a recursive query: the rows of the round before, and the run around it. */
export interface Round {
  readonly workId: number;
  readonly rows: readonly Tuple[];
  readonly around: Run;
}

/** The state of one running statement, or of one round of a recursive query in it. */
export class Run {
  readonly plan: QueryPlan;
  readonly source: RowSource;
  /** Aborted by the caller, or by `stop`. */
  readonly signal: AbortSignal;
  /** The round of a recursive query that this is the run of; null for the statement's own. */
  readonly round: Round | null;
  /** Values of the outer columns of the correlated subquery being evaluated. */
  readonly outer = new Map<ColumnId, SqlValue>();
  readonly environment: Environment;
  /** What runs the large parts; null where the built-in engine runs all, as in rounds. */
  readonly second: SecondEngine | null;

  private readonly sameEachRound = new WeakMap<Rel, boolean>();
  private readonly controller = new AbortController();
  private readonly loaded: Skeleton | null;
  private readonly subquery: (run: Run) => Environment['subquery'];
  private readonly types = new Map<ColumnId, SqlType>();
  private readonly cteUses = new Map<number, number>();
  private readonly free = new WeakMap<Rel, readonly ColumnId[]>();
  private readonly fixing = new Map<Rel, FixedRows>();
  private readonly fixed = new Map<Rel, readonly Tuple[]>();

  constructor(
    plan: QueryPlan,
    source: RowSource,
    options: { readonly now: Date; readonly signal: AbortSignal },
    skeleton: Skeleton | null,
    subquery: (run: Run) => Environment['subquery'],
    round: Round | null = null,
    second: SecondEngine | null = null,
  ) {
    this.plan = plan;
    this.second = second;
    this.source = source;
    this.round = round;
    this.signal = AbortSignal.any([options.signal, this.controller.signal]);
    this.loaded = skeleton;
    this.subquery = subquery;
    this.environment = {
      context: { now: options.now },
      outer: this.outer,
      subquery: subquery(this),
    };
    for (const root of [plan.root, ...plan.ctes.map(({ rel }) => rel)]) {
      visitRel(root, (rel) => this.note(rel));
    }
    for (const { keys } of plan.scans.values()) if (keys !== null) this.noteUse(keys.cteId);
  }

  private note(rel: Rel): void {
    for (const { id, type } of outputColumns(rel)) this.types.set(id, type);
    if (rel.kind === 'cteScan') this.noteUse(rel.cteId);
  }

  private noteUse(cteId: number): void {
    this.cteUses.set(cteId, (this.cteUses.get(cteId) ?? 0) + 1);
  }

  readonly skeleton = (): Skeleton => this.loaded ?? fail('the skeleton is not loaded');

  typeOf(id: ColumnId): SqlType {
    return this.types.get(id) ?? fail(`nothing produces column ${id}`);
  }

  /** The value of an outer column for the row that is being evaluated. */
  outerValue(id: ColumnId): SqlValue {
    const value = this.outer.get(id);
    return value === undefined ? fail(`outer column ${id} has no value here`) : value;
  }

  scanPlan(scan: Scan): ScanPlan {
    return this.plan.scans.get(scan.scanId) ?? fail(`scan ${scan.scanId} has no plan`);
  }

  /** A run of `rows`, the rows of the round before, in the step of a recursive query. */
  inRound(workId: number, rows: readonly Tuple[]): Run {
    const { plan, source, signal, loaded, subquery } = this;
    const { now } = this.environment.context;
    return new Run(plan, source, { now, signal }, loaded, subquery, { workId, rows, around: this });
  }

  cte(id: number): Cte {
    return this.plan.ctes.find(({ cteId }) => cteId === id) ?? fail(`no WITH query ${id}`);
  }

  /** Whether a common table expression is read more than once. */
  isShared({ cteId }: Cte): boolean {
    return (this.cteUses.get(cteId) ?? 0) > 1;
  }

  /** The outer columns of an operator; none = it is the same in the whole statement. */
  freeColumns(rel: Rel): readonly ColumnId[] {
    const known = this.free.get(rel) ?? [...freeColumns(rel)];
    this.free.set(rel, known);
    return known;
  }

  /** Whether all that an operator reads are rows of the program's own. */
  makesNoCall(root: Rel): boolean {
    let own = true;
    visitRel(root, (rel) => {
      if (rel.kind === 'cteScan') own = false;
      if (rel.kind === 'scan') own &&= rel.table.source.kind === 'local';
    });
    return own;
  }

  /** Computes the rows of an uncorrelated operator once; at least `limit` of them if there are. */
  async fix(
    rel: Rel,
    limit: number | null,
    compute: () => Promise<readonly Tuple[]>,
  ): Promise<readonly Tuple[]> {
    const known = this.fixing.get(rel);
    const enough =
      known !== undefined && (known.limit === null || (limit !== null && known.limit >= limit));
    if (enough) return known.rows;
    const rows = compute().then((computed) => {
      this.fixed.set(rel, computed);
      return computed;
    });
    this.fixing.set(rel, { limit, rows });
    return rows;
  }

  /** What `fix` has computed; undefined when it has not. */
  fixedRows(rel: Rel): readonly Tuple[] | undefined {
    return this.fixed.get(rel);
  }

  /** Runs blocking work with pauses; cancelled with the statement. */
  do<T>(work: Work<T>): Promise<T> {
    return runWithPauses(work, this.signal);
  }

  /** Runs a flow with pauses; cancelled with the statement. */
  flow<Row>(flow: Flow<Row>): AsyncGenerator<readonly Row[], undefined, undefined> {
    return flowWithPauses(flow, this.signal);
  }

  throwIfCancelled(): void {
    throwIfCancelled(this.signal);
  }

  /** Ends all reading. */
  stop(): void {
    this.controller.abort();
    this.round?.around.stop();
  }

  /** The rows that a CteScan of a recursive query's own name reads; undefined for other scans. */
  workingRows(cteId: number): readonly Tuple[] | undefined {
    if (this.round === null) return undefined;
    const { workId, rows, around } = this.round;
    return workId === cteId ? rows : around.workingRows(cteId);
  }

  /** Whether an operator has the same rows in every round: it reads no row of the round before. */
  isSameEachRound(rel: Rel): boolean {
    const { round } = this;
    if (round === null || this.freeColumns(rel).length > 0) return false;
    const known = round.around.sameEachRound.get(rel);
    if (known !== undefined) return known;
    const same = !readsCte(rel, round.workId, this.plan.ctes);
    round.around.sameEachRound.set(rel, same);
    return same;
  }

  /** Awaits tasks at the same time; when one fails the others are stopped and waited for. */
  async together<T>(tasks: readonly Promise<T>[]): Promise<T[]> {
    try {
      return await Promise.all(tasks);
    } catch (error) {
      this.stop();
      await Promise.allSettled(tasks);
      throw error;
    }
  }
}

function readsCte(root: Rel, cteId: number, ctes: readonly Cte[]): boolean {
  let found = false;
  visitRel(root, (rel) => {
    if (found || rel.kind !== 'cteScan') return;
    const read = ctes.find((cte) => cte.cteId === rel.cteId);
    found = rel.cteId === cteId || (read !== undefined && readsCte(read.rel, cteId, ctes));
  });
  return found;
}

export function fail(message: string): never {
  throw new XeroSqlError('INTERNAL', message);
}
