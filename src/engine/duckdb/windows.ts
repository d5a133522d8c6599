/**
 * Window functions. Ours see rows that are equal in the window's order in the order in which they
 * came; where that shows, their number is the last key of DuckDB's order too.
 */
import type { Expr, Frame, FrameBound, SortKey, Window, WindowCall } from '../rel/rel.ts';
import { printAggregate, sameKind } from './aggregates.ts';
import { printExpr, type Scope } from './expressions.ts';
import { choice, Declined, type Form, key, plain, type Sql } from './forms.ts';

/** `x DESC NULLS FIRST`: no default of DuckDB's is relied on. */
export const orderTerm = (sql: Sql, { descending, nullsFirst }: SortKey): Sql =>
  `${sql} ${descending ? 'DESC' : 'ASC'} NULLS ${nullsFirst ? 'FIRST' : 'LAST'}`;

/** The parts of OVER that a window's calls share. */
interface Division {
  readonly partition: Sql;
  /** The window's own order. */
  readonly keys: readonly Sql[];
  /** The number of a row in the input. */
  readonly ordinal: Sql;
  readonly atMost: bigint;
}

/** @throws Declined */
export function printWindow(
  { partitionBy, orderBy, calls }: Window,
  input: { readonly ordinal: Sql; readonly rows: bigint },
  scope: Scope,
): readonly Form[] {
  const partitions = partitionBy.map((expr) => key(printExpr(expr, scope)));
  const division: Division = {
    partition: partitions.length === 0 ? '' : `PARTITION BY ${partitions.join(', ')}`,
    keys: orderBy.map((part) => orderTerm(key(printExpr(part.expr, scope)), part)),
    ordinal: input.ordinal,
    atMost: input.rows,
  };
  return calls.map(({ call }) => printCall(call, division, scope));
}

function printCall(call: WindowCall, division: Division, scope: Scope): Form {
  const print = Object.hasOwn(FUNCTIONS, call.name) ? FUNCTIONS[call.name] : undefined;
  if (print !== undefined) return print(call, division, scope);
  const rows = {
    atMost: division.atMost,
    ordinal: null,
    order: null,
    over: ` ${aggregateWindow(call, division)}`,
  };
  return printAggregate({ ...call, distinct: false }, rows, scope);
}

// ------------------------------------------------------------------- windows

const over = (parts: readonly Sql[]): Sql =>
  `OVER (${parts.filter((part) => part !== '').join(' ')})`;

const ordered = (keys: readonly Sql[]): Sql =>
  keys.length === 0 ? '' : `ORDER BY ${keys.join(', ')}`;

/** In which no two rows are equal. */
const rowByRow = ({ partition, keys, ordinal }: Division, frame: Sql = ''): Sql =>
  over([partition, ordered([...keys, ordinal]), frame]);

/** In which peers stay peers. */
const byPeers = ({ partition, keys }: Division, frame: Sql = ''): Sql =>
  over([partition, ordered(keys), frame]);

const WHOLE = 'ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING';

function aggregateWindow({ frame }: WindowCall, division: Division): Sql {
  if (coversAll(frame, division)) return over([division.partition]);
  if (frame.mode === 'rows') return rowByRow(division, frameText(frame));
  // Without an order all rows are peers, and a frame by peers is all of them or, after it, none.
  if (division.keys.length === 0) throw new Declined('it uses such a frame without an order');
  return byPeers(division, frameText(frame));
}

/** Whether a frame has all rows of the partition. */
function coversAll({ mode, start, end, exclude }: Frame, { keys }: Division): boolean {
  if (exclude !== 'no others') return false;
  const peers = mode !== 'rows' && keys.length === 0;
  const from = start.kind === 'unboundedPreceding' || (peers && start.kind === 'currentRow');
  const to = end.kind === 'unboundedFollowing' || (peers && end.kind === 'currentRow');
  return from && to;
}

function frameText({ mode, start, end, exclude }: Frame): Sql {
  if (exclude !== 'no others') throw new Declined('it uses a frame with EXCLUDE');
  if (mode !== 'rows' && ('offset' in start || 'offset' in end)) {
    throw new Declined('it uses a frame of RANGE or GROUPS with a distance');
  }
  return `${mode.toUpperCase()} BETWEEN ${boundText(start)} AND ${boundText(end)}`;
}

function boundText(bound: FrameBound): Sql {
  switch (bound.kind) {
    case 'unboundedPreceding':
      return 'UNBOUNDED PRECEDING';
    case 'currentRow':
      return 'CURRENT ROW';
    case 'unboundedFollowing':
      return 'UNBOUNDED FOLLOWING';
    case 'preceding':
      return `${count(bound.offset, 0)} PRECEDING`;
    case 'following':
      return `${count(bound.offset, 0)} FOLLOWING`;
  }
}

/** A number that is written in the statement. */
function count(expr: Expr | undefined, least: number): number {
  const value = expr?.kind === 'literal' ? expr.value : null;
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value < 1e9) {
    return value;
  }
  throw new Declined('it uses a window with a computed distance');
}

// ----------------------------------------------------------------- functions

type Print = (call: WindowCall, division: Division, scope: Scope) => Form;

const numbered =
  (name: string, window: (division: Division) => Sql): Print =>
  (_, division) => ({
    kind: 'integer',
    sql: `${name}() ${window(division)}`,
    limit: division.atMost,
  });

const share =
  (name: string): Print =>
  (_, division) =>
    plain('double', `${name}() ${byPeers(division)}`);

const neighbour =
  (name: 'lag' | 'lead'): Print =>
  ({ args: [value, distance, otherwise] }, division, scope) => {
    if (value === undefined) throw new Declined(`it uses ${name}()`);
    const steps = distance === undefined ? 1 : count(distance, 0);
    const form = printExpr(value, scope);
    if (otherwise === undefined) {
      return sameKind(form, (sql) => `${name}(${sql}, ${steps}) ${rowByRow(division)}`);
    }
    return choice([form, printExpr(otherwise, scope)], ([sql = 'NULL', other = 'NULL']) => {
      return `${name}(${sql}, ${steps}, ${other}) ${rowByRow(division)}`;
    });
  };

/** A value of the frame by its place, which among peers is the one in which they came. */
const ofFrame =
  (name: 'first_value' | 'last_value' | 'nth_value'): Print =>
  ({ args: [value, place], frame }, division, scope) => {
    if (value === undefined) throw new Declined(`it uses ${name}()`);
    const nth = name === 'nth_value' ? `, ${count(place, 1)}` : '';
    const window = rowByRow(division, placedFrame(name, frame, division));
    return sameKind(printExpr(value, scope), (sql) => `${name}(${sql}${nth}) ${window}`);
  };

function placedFrame(name: string, frame: Frame, division: Division): Sql {
  if (coversAll(frame, division)) return WHOLE;
  if (frame.mode === 'rows') return frameText(frame);
  const { start, end, exclude } = frame;
  const fromStart = start.kind === 'unboundedPreceding' && exclude === 'no others';
  // The first row of all is in the frame of each row if that reaches to the row itself.
  if (name === 'first_value' && fromStart && end.kind === 'currentRow') {
    return 'ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW';
  }
  throw new Declined(`it uses ${name}() over rows that are equal in order`);
}

const FUNCTIONS: Readonly<Record<string, Print>> = {
  row_number: numbered('row_number', rowByRow),
  rank: numbered('rank', byPeers),
  dense_rank: numbered('dense_rank', byPeers),
  percent_rank: share('percent_rank'),
  cume_dist: share('cume_dist'),
  ntile: ({ args: [parts] }, division) => ({
    kind: 'integer',
    sql: `ntile(${count(parts, 1)}) ${rowByRow(division)}`,
    limit: division.atMost,
  }),
  lag: neighbour('lag'),
  lead: neighbour('lead'),
  first_value: ofFrame('first_value'),
  last_value: ofFrame('last_value'),
  nth_value: ofFrame('nth_value'),
};
