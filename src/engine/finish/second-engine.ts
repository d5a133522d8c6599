/**
 * Runs the parts of a plan that DuckDB can run, when they are large. How many rows there are is known
 * only when they have been read, so a part's inputs are read first, in the order and with the calls
 * that the built-in engine would make; what is few is finished by that. Whatever goes wrong in DuckDB,
 * the rows come back from it and the built-in engine has the last word.
 */
import { ExecutionError } from '../../errors.ts';
import {
  builtInReason,
  Declined,
  DuckDbError,
  type EngineChoice,
  type EngineUse,
  findParts,
  FROM_ROWS,
  type InputProfile,
  loadDuckDb,
  notInstalled,
  type Part,
  printInput,
  printPart,
  printTest,
  readsAll,
  Session,
  type SessionOptions,
  type Source,
  type Table,
} from '../duckdb/index.ts';
import { compile, layoutOf } from '../expr/index.ts';
import type { QueryPlan } from '../plan/plan.ts';
import { outputColumns, type Expr, type Join, type Rel } from '../rel/rel.ts';
import { inputsOf } from '../rel/walk.ts';
import type { Tuple } from '../values/types.ts';
import { fail, type Run } from './run.ts';
import { breather } from './work.ts';

export interface EngineOptions {
  readonly choice: EngineChoice;
  /** The rows of a part's inputs from which `auto` takes DuckDB. */
  readonly fromRows?: number;
  readonly session?: SessionOptions;
  /** Told of each part, once it has run. */
  readonly onUse?: (use: EngineUse) => void;
}

type Batches = AsyncGenerator<readonly Tuple[], undefined, undefined>;
/** Runs an operator in the built-in engine. */
export type BuiltIn = (rel: Rel) => Batches;
type Api = NonNullable<Awaited<ReturnType<typeof loadDuckDb>>>;

export class SecondEngine {
  readonly #options: EngineOptions;
  readonly #parts: ReadonlyMap<Rel, Part>;
  /** Rows that have been read for a part and that the built-in engine is to use. */
  readonly #given = new Map<Rel, readonly Tuple[]>();
  /** Roots of parts that the built-in engine is running. */
  readonly #builtIn = new Set<Rel>();

  private constructor(options: EngineOptions, parts: ReadonlyMap<Rel, Part>) {
    this.#options = options;
    this.#parts = parts;
  }

  /** Null where the built-in engine runs all. @throws as `assertLoads` */
  static async forPlan(
    plan: QueryPlan,
    options: EngineOptions | undefined,
  ): Promise<SecondEngine | null> {
    if (options === undefined || options.choice === 'builtin') return null;
    if (options.choice === 'duckdb') await assertLoads(options.session?.load);
    const { parts: found } = findParts(plan);
    const isLeft = (part: Part): boolean =>
      options.choice === 'auto' && builtInReason(part) !== null;
    const parts = new Map([...found].filter(([, part]) => !isLeft(part)));
    return parts.size === 0 ? null : new SecondEngine(options, parts);
  }

  /** Rows of `rel` that need not be read again; undefined when they must be. */
  given(rel: Rel): readonly Tuple[] | undefined {
    return this.#given.get(rel);
  }

  /** The part that begins at `rel`, unless fewer rows are wanted than it would read. */
  partAt(rel: Rel, wanted: number | null): Part | null {
    const part = this.#parts.get(rel) ?? null;
    if (part === null || this.#builtIn.has(rel)) return null;
    return wanted === null || readsAll(rel) ? part : null;
  }

  /** The part's rows, in the order in which the built-in engine gives them. */
  async *run(part: Part, run: Run, builtIn: BuiltIn): Batches {
    const reading = new Reading(part, run, this.#options, {
      read: builtIn,
      over: (rel, rows) => this.#over(rel, rows, builtIn),
    });
    try {
      await reading.readAll();
      const loaded = yield* reading.fromDuckDb();
      this.#options.onUse?.(reading.use(loaded));
      if (loaded) return;
      this.#builtIn.add(part.root);
      yield* this.#over(part.root, reading.rows, builtIn);
    } finally {
      this.#builtIn.delete(part.root);
      await reading.close();
    }
  }

  /** An operator of a part in the built-in engine, over rows of the inputs below it. */
  async *#over(rel: Rel, rows: ReadonlyMap<Rel, readonly Tuple[]>, builtIn: BuiltIn): Batches {
    const below = [...rows].filter(([input]) => isBelow(rel, input));
    for (const [input, known] of below) this.#given.set(input, known);
    try {
      yield* builtIn(rel);
    } finally {
      for (const [input] of below) this.#given.delete(input);
    }
  }
}

/** @throws ConnectionError ENGINE_MISSING, ExecutionError ENGINE_FAILED */
async function assertLoads(load: SessionOptions['load']): Promise<void> {
  const loaded = await loadDuckDb(load).catch((cause: unknown) => {
    throw new ExecutionError('ENGINE_FAILED', 'DuckDB is installed and cannot be loaded', {
      cause,
      hint: 'Leave Engine out, and the built-in engine runs the statement.',
    });
  });
  if (loaded === null) throw notInstalled();
}

const isBelow = (rel: Rel, input: Rel): boolean =>
  rel === input || inputsOf(rel).some((below) => isBelow(below, input));

/** Rows between two chances for timers and Ctrl-C. */
const SLICE_ROWS = 4096;

interface InBuiltIn {
  /** The rows of an input. */
  readonly read: BuiltIn;
  /** The rows of an operator of the part, made of those that its inputs have given. */
  readonly over: (rel: Rel, rows: ReadonlyMap<Rel, readonly Tuple[]>) => Batches;
}

/** The reading of one part's inputs: into memory, and on to DuckDB once they are many. */
class Reading {
  readonly #part: Part;
  readonly #run: Run;
  readonly #options: EngineOptions;
  readonly #builtIn: InBuiltIn;
  readonly #places: ReadonlyMap<Rel, number>;
  /** By input: rows that are in memory, in order; those in tables are not. */
  #rows: Tuple[][];
  #tables: (Table | undefined)[] = [];
  #session: Session | null = null;
  #total = 0;
  /** Why rows stay in memory, however many come. */
  #declined: string | null = null;
  /** Additions take turns: sides are read at the same time. */
  #turn: Promise<void> = Promise.resolve();

  constructor(part: Part, run: Run, options: EngineOptions, builtIn: InBuiltIn) {
    this.#part = part;
    this.#run = run;
    this.#options = options;
    this.#builtIn = builtIn;
    this.#places = new Map(part.inputs.map(({ rel }, index) => [rel, index]));
    this.#rows = part.inputs.map(() => []);
  }

  /** By input. */
  get rows(): ReadonlyMap<Rel, readonly Tuple[]> {
    return new Map(this.#part.inputs.map(({ rel }, index) => [rel, this.#rows[index] ?? []]));
  }

  use(loaded: boolean): EngineUse {
    return {
      part: this.#part,
      engine: loaded ? 'DuckDB' : 'built-in',
      rows: this.#total,
      declined: this.#declined,
    };
  }

  /** Reads all inputs that the result needs. */
  readAll(): Promise<void> {
    return this.#read(this.#part.root);
  }

  /** @returns whether DuckDB has run the part; if not, all rows are in memory */
  async *fromDuckDb(): AsyncGenerator<readonly Tuple[], boolean, undefined> {
    let begun = false;
    try {
      const session = await this.#loaded();
      if (session === null) return false;
      const query = printPart(this.#part, this.#profiles());
      for await (const rows of session.run(query)) {
        begun = true;
        yield rows;
      }
      return true;
    } catch (error) {
      // Rows that were given out cannot be taken back.
      if (begun) throw this.#failed(error);
      await this.#giveUp(error);
      return false;
    }
  }

  async close(): Promise<void> {
    const session = this.#session;
    this.#session = null;
    await session?.close();
  }

  // ---------------------------------------------------------------- reading

  async #read(rel: Rel): Promise<void> {
    const input = this.#places.get(rel);
    if (input !== undefined) {
      for await (const rows of this.#batches(input)) await this.#add(input, rows);
    } else if (rel.kind === 'join') await this.#readSides(rel);
    else if (rel.kind === 'setOperation') {
      await this.#read(rel.left);
      await this.#read(rel.right);
    } else if ('input' in rel) await this.#read(rel.input);
    else fail(`a ${rel.kind} is no input of its part`);
  }

  #batches(input: number): Batches {
    const rel = this.#part.inputs[input]?.rel ?? fail(`there is no input ${input}`);
    return this.#builtIn.read(rel);
  }

  /** As the built-in join: a side whose emptiness settles the result is begun first. */
  async #readSides({ type, left, right }: Join): Promise<void> {
    if (type === 'full') {
      await this.#run.together([this.#read(left), this.#read(right)]);
      return;
    }
    const [first, second] = type === 'right' ? [right, left] : [left, right];
    const input = this.#places.get(first);
    if (input === undefined) {
      await this.#read(first);
      if (await this.#hasRow(first)) await this.#read(second);
      return;
    }
    const batches = this.#batches(input);
    for (;;) {
      const next = await batches.next();
      if (next.done === true) return;
      if (next.value.length === 0) continue;
      await this.#add(input, next.value);
      break;
    }
    const rest = async (): Promise<void> => {
      for await (const rows of batches) await this.#add(input, rows);
    };
    await this.#run.together([rest(), this.#read(second)]);
  }

  /** Whether an operator of the part, whose inputs have been read, has a row. */
  async #hasRow(rel: Rel): Promise<boolean> {
    const known = await this.#inTurn(async () => {
      try {
        const session = await this.#loaded();
        if (session === null) return null;
        return await session.hasRow(printTest(rel, this.#part, this.#profiles()));
      } catch (error) {
        await this.#giveUp(error);
        return null;
      }
    });
    if (known !== null) return known;
    for await (const rows of this.#builtIn.over(rel, this.rows)) if (rows.length > 0) return true;
    return false;
  }

  // ---------------------------------------------------------------- loading

  #add(input: number, rows: readonly Tuple[]): Promise<void> {
    return this.#inTurn(() => this.#addNow(input, rows));
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    // One side's failure is that side's to report.
    this.#turn = done.then(
      () => undefined,
      () => undefined,
    );
    return done;
  }

  async #addNow(input: number, rows: readonly Tuple[]): Promise<void> {
    this.#total += rows.length;
    const waiting = this.#rows[input] ?? fail(`there is no input ${input}`);
    for (const row of rows) waiting.push(row);
    const from = this.#options.choice === 'duckdb' ? 0 : (this.#options.fromRows ?? FROM_ROWS);
    if (this.#session === null && (this.#declined !== null || this.#total < from)) return;
    try {
      const session = await this.#opened();
      if (session === null) return;
      for (const [place, found] of this.#rows.entries()) {
        if (found.length > 0) await this.#load(session, place);
      }
    } catch (error) {
      await this.#giveUp(error);
    }
  }

  async #opened(): Promise<Session | null> {
    if (this.#session !== null || this.#declined !== null) return this.#session;
    const api: Api | null = await loadDuckDb(this.#options.session?.load);
    if (api === null) this.#declined = 'it is not installed';
    else {
      this.#session = await Session.open(api, this.#run.signal, this.#options.session ?? {});
    }
    return this.#session;
  }

  /** Moves an input's rows from memory to its table. */
  async #load(session: Session, input: number): Promise<void> {
    const rows = this.#rows[input] ?? [];
    const table = (this.#tables[input] ??= await session.createTable(
      input,
      this.#sources(input),
      rows,
    ));
    const breathe = breather(this.#run.signal);
    let done = 0;
    try {
      while (done < rows.length) {
        const slice = rows.slice(done, done + SLICE_ROWS);
        done += slice.length;
        table.add(slice);
        await breathe();
      }
    } finally {
      this.#rows[input] = rows.slice(done);
    }
  }

  /** The session with all that has been read in its tables; null when DuckDB is not to be used. */
  async #loaded(): Promise<Session | null> {
    const session = this.#session;
    if (session === null) return null;
    for (const input of this.#part.inputs.keys()) {
      await this.#load(session, input);
      this.#tables[input]?.finish();
    }
    return session;
  }

  #profiles(): readonly InputProfile[] {
    return this.#part.inputs.map((_, input) => this.#tables[input]?.profile ?? NO_ROWS);
  }

  #sources(input: number): readonly Source[] {
    const { rel, computed } = this.#part.inputs[input] ?? fail(`there is no input ${input}`);
    const columns = outputColumns(rel);
    const layout = layoutOf(columns);
    return [
      ...columns.map(({ type }, index): Source => ({ type, read: (row) => row[index] ?? null })),
      ...computed.map((expr): Source => {
        const evaluate = compile(expr, layout, this.#run.environment);
        return { type: expr.type, read: (row) => orDeclined(expr, () => evaluate(row)) };
      }),
    ];
  }

  // ------------------------------------------------------------- giving up

  /**
   * Takes all rows back into memory.
   * @throws `error` itself where it is not DuckDB's; ENGINE_FAILED when the rows are lost
   */
  async #giveUp(error: unknown): Promise<void> {
    this.#run.throwIfCancelled();
    if (!(error instanceof Declined) && !(error instanceof DuckDbError)) throw error;
    if (error instanceof DuckDbError && error.isOutOfMemory) throw this.#failed(error);
    this.#declined = error instanceof Declined ? error.message : 'it failed';
    const session = this.#session;
    if (session === null) return;
    try {
      const profiles = this.#profiles();
      for (const [input, table] of this.#tables.entries()) {
        if (table === undefined) continue;
        const waiting = table.settle();
        const rows: Tuple[] = [];
        for await (const batch of session.run(printInput(this.#part, input, profiles))) {
          for (const row of batch) rows.push(row);
        }
        for (const row of waiting) rows.push(row);
        for (const row of this.#rows[input] ?? []) rows.push(row);
        this.#rows[input] = rows;
      }
      this.#tables = [];
    } catch (cause) {
      throw this.#failed(cause);
    }
    await this.close();
  }

  #failed(cause: unknown): unknown {
    this.#run.throwIfCancelled();
    if (!(cause instanceof DuckDbError)) return cause;
    const clause = cause.isOutOfMemory ? 'DuckDB ran out of memory' : 'DuckDB failed';
    return new ExecutionError('ENGINE_FAILED', clause, {
      cause,
      hint: 'Engine=builtin runs the statement without it, if rows and result fit into memory.',
    });
  }
}

const NO_ROWS = { rows: 0n, numbers: [] };

/** What fails for a row that the result may not need is left to the built-in engine. */
function orDeclined<T>(expr: Expr, evaluate: () => T): T {
  try {
    return evaluate();
  } catch (error) {
    if (error instanceof ExecutionError) throw new Declined(`a ${expr.kind} fails for a row`);
    throw error;
  }
}
