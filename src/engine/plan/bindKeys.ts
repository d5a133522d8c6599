/**
 * Sideways information passing: where one side of a join, or the rows around a subquery, are few,
 * the keys found there bound what is read of the other side. The rows of the known side become a
 * common table expression, which is read first and serves both: the join, and the scan that is
 * told which keys it needs.
 *
 * The join or condition itself stays and is evaluated as before, so that keys only ever save
 * calls: leaving them out changes no answer.
 */
import { columnNamed } from '../../schemas/column.ts';
import type { TableDefinition } from '../../schemas/model.ts';
import {
  outputColumns,
  type ColumnId,
  type Cte,
  type Expr,
  type Filter,
  type Join,
  type Rel,
} from '../rel/rel.ts';
import {
  conjunction,
  conjuncts,
  equatedColumns,
  hasSubquery,
  isCorrelated,
  mapRelDeep,
  outputIds,
  subqueriesIn,
  visitRel,
} from '../rel/walk.ts';
import type { KeysByScan, Rels } from './attachScans.ts';
import { bindableColumns, type Bindable } from './bindable.ts';
import type { NewId } from './newIds.ts';
import { partition } from './partition.ts';
import type { ScanKeys } from './plan.ts';
import { correlatedEdges, documentEdges, membershipEdges, type Edge } from './shareRequests.ts';

export interface BoundRels extends Rels {
  readonly keys: KeysByScan;
}

export interface BindOptions {
  /** The connection reads one organisation, so that keys are of that one. */
  readonly oneTenant: boolean;
}

export function bindKeys(rels: Rels, newId: NewId, options: BindOptions): BoundRels {
  const binder = new KeyBinder(rels.ctes, newId, options);
  const root = binder.bind(rels.root);
  const ctes = rels.ctes.map((cte) => ({ ...cte, rel: binder.bind(cte.rel) }));
  return { root, ctes: [...ctes, ...binder.made], keys: binder.keys };
}

class KeyBinder {
  readonly made: Cte[] = [];
  readonly keys = new Map<number, ScanKeys[]>();
  readonly #given: readonly Cte[];
  readonly #newId: NewId;
  readonly #options: BindOptions;

  constructor(given: readonly Cte[], newId: NewId, options: BindOptions) {
    this.#given = given;
    this.#newId = newId;
    this.#options = options;
  }

  /** From the leaves up: what a join below has narrowed narrows the join above. */
  bind(rel: Rel): Rel {
    return mapRelDeep(rel, (node) => {
      if (node.kind === 'join') return this.#bindJoin(node);
      if (node.kind === 'filter') return this.#bindFilter(node);
      if (node.kind === 'project') return this.#bindProject(node);
      return node;
    });
  }

  // ----------------------------------------------------------------- joins

  #bindJoin(join: Join): Rel {
    const pairs = conjuncts(join.on).flatMap((condition) => {
      const pair = equatedColumns(condition);
      return pair === null ? [] : [[pair[0].id, pair[1].id] as const];
    });
    if (join.lateral) return { ...join, left: this.#bindSubqueries(join.left, [join.right]) };
    if (join.type === 'full' || join.type === 'cross') return join;
    const toRight = { from: join.left, to: join.right, pairs, join };
    const toLeft = { from: join.right, to: join.left, pairs, join };
    if (join.type === 'left') return { ...join, left: this.#bindSide(toRight) };
    if (join.type === 'right') return { ...join, right: this.#bindSide(toLeft) };
    if (boundedness(join.right, this.#allCtes()) > boundedness(join.left, this.#allCtes())) {
      const right = this.#bindSide(toLeft);
      if (right !== join.right) return { ...join, right };
      return { ...join, left: this.#bindSide(toRight) };
    }
    const left = this.#bindSide(toRight);
    if (left !== join.left) return { ...join, left };
    return { ...join, right: this.#bindSide(toLeft) };
  }

  /** The known side, made a common table expression if the other side's scans have use for it. */
  #bindSide({ from, to, pairs, join }: Side): Rel {
    if (isCorrelated(from)) return from;
    const known = outputIds(from);
    const shared = documentEdges(join)
      .filter(({ sameTenant }) => sameTenant || this.#options.oneTenant)
      .map((edge) => edge.to.scanId);
    const wanted = bindableColumns(to).filter(({ scan }) => !shared.includes(scan.scanId));
    const found = wanted.flatMap((bindable): Found[] => {
      const pair = pairs.find((ids) => ids.includes(bindable.id));
      const value = pair?.find((id) => known.has(id));
      return value === undefined
        ? []
        : [{ bindable, value, tenant: this.#tenantOf(to, pairs, known, bindable) }];
    });
    return this.#asKeys(from, found);
  }

  /** The column of the known side that says of which organisation the other side's rows are. */
  #tenantOf(
    to: Rel,
    pairs: readonly (readonly [ColumnId, ColumnId])[],
    known: ReadonlySet<ColumnId>,
    { scan }: Bindable,
  ): ColumnId | null {
    const tenant = scan.columns.find(({ column }) => column === 'TenantId')?.id;
    if (tenant === undefined || !outputIds(to).has(tenant)) return null;
    const pair = pairs.find((ids) => ids.includes(tenant));
    return pair?.find((id) => known.has(id)) ?? null;
  }

  // ------------------------------------------------------------ subqueries

  /** Conditions with subqueries are parted from those that say which rows they are asked for. */
  #bindFilter(filter: Filter): Rel {
    const [asking, plain] = partition(conjuncts(filter.predicate), hasSubquery);
    if (asking.length === 0) return filter;
    const bound = asking.map((condition) => this.#bindIn(condition, filter.input));
    const predicate = conjunction(plain);
    const asked: Rel =
      predicate === null ? filter.input : { kind: 'filter', input: filter.input, predicate };
    const around = this.#bindSubqueries(asked, bound.flatMap(subqueriesIn));
    if (around === asked) {
      return bound.every((condition, index) => condition === asking[index])
        ? filter
        : { ...filter, predicate: conjunction([...plain, ...bound]) ?? filter.predicate };
    }
    return { kind: 'filter', input: around, predicate: conjunction(bound) ?? filter.predicate };
  }

  #bindProject(project: Extract<Rel, { kind: 'project' }>): Rel {
    const inside = project.columns.flatMap(({ expr }) => subqueriesIn(expr));
    if (inside.length === 0) return project;
    const input = this.#bindSubqueries(project.input, inside);
    return input === project.input ? project : { ...project, input };
  }

  /** `x IN (SELECT …)`: the subquery's rows say which values of x are needed. */
  #bindIn(condition: Expr, input: Rel): Expr {
    if (condition.kind !== 'inSubquery' || condition.negated || isCorrelated(condition.rel)) {
      return condition;
    }
    const produced = outputColumns(condition.rel);
    const shared = this.#readAnyway(membershipEdges(input, condition));
    const wanted = bindableColumns(input).filter(({ scan }) => !shared.has(scan.scanId));
    const found = condition.args.flatMap((arg, index): Found[] => {
      const bindable = arg.kind === 'column' ? wanted.find(({ id }) => id === arg.id) : undefined;
      const value = produced[index]?.id;
      return bindable && value !== undefined ? [{ bindable, value, tenant: null }] : [];
    });
    const rel = this.#asKeys(condition.rel, found);
    return rel === condition.rel ? condition : { ...condition, rel };
  }

  /** `inner.x = outer.y` inside correlated subqueries: the rows around say which x are needed. */
  #bindSubqueries(around: Rel, inside: readonly Rel[]): Rel {
    if (isCorrelated(around)) return around;
    const known = outputIds(around);
    const shared = this.#readAnyway(correlatedEdges(around, inside));
    const found: Found[] = [];
    for (const rel of inside) {
      visitRel(rel, (node) => {
        if (node.kind !== 'filter') return;
        const wanted = bindableColumns(node.input).filter(({ scan }) => !shared.has(scan.scanId));
        for (const condition of conjuncts(node.predicate)) {
          const pair = equatedColumns(condition)?.map(({ id }) => id) ?? [];
          const value = pair.find((id) => known.has(id));
          const bindable = wanted.find(({ id }) => pair.includes(id));
          if (value !== undefined && bindable) found.push({ bindable, value, tenant: null });
        }
      });
    }
    return this.#asKeys(around, found);
  }

  /** Scans whose rows come in the calls of others: keys would ask for them apart. */
  #readAnyway(edges: readonly Edge[]): ReadonlySet<number> {
    if (!this.#options.oneTenant) return new Set();
    const own = edges.filter(({ from }) => !this.keys.has(from.scanId));
    return new Set(own.map(({ to }) => to.scanId));
  }

  // ------------------------------------------------------------------ keys

  /** `rel` as a common table expression whose rows are the keys of what was `found`; or as it is. */
  #asKeys(rel: Rel, found: readonly Found[]): Rel {
    const useful = found.filter((one) => this.#isUseful(rel, one));
    if (useful.length === 0 || this.#readsRound(rel)) return rel;
    const cteId = rel.kind === 'cteScan' ? rel.cteId : this.#newId();
    const produced = outputColumns(rel);
    for (const { bindable, value, tenant } of useful) {
      const { scan, column, use } = bindable;
      const key = rel.kind === 'cteScan' ? this.#inside(rel, value) : value;
      const organisation =
        tenant !== null && rel.kind === 'cteScan' ? this.#inside(rel, tenant) : tenant;
      const before = this.keys.get(scan.scanId) ?? [];
      this.keys.set(scan.scanId, [
        ...before,
        { column, use, cteId, value: key, tenant: organisation },
      ]);
    }
    if (rel.kind === 'cteScan') return { ...rel };
    const name = aliasOf(rel) ?? `rows ${this.made.length + 1}`;
    this.made.push({ cteId, name, rel });
    return { kind: 'cteScan', cteId, name, columns: produced };
  }

  /** Whether `rel` reads the rows of a recursive query's round before: it has others each time. */
  #readsRound(rel: Rel): boolean {
    let found = false;
    visitRel(rel, (node) => {
      if (node.kind !== 'cteScan') return;
      found ||= !this.#allCtes().some(({ cteId }) => cteId === node.cteId);
    });
    return found;
  }

  /** The column inside a common table expression that stands at the place of `id` in its reader. */
  #inside(reader: Extract<Rel, { kind: 'cteScan' }>, id: ColumnId): ColumnId {
    const place = reader.columns.findIndex((column) => column.id === id);
    const cte = this.#allCtes().find(({ cteId }) => cteId === reader.cteId);
    return (cte && outputColumns(cte.rel)[place]?.id) ?? id;
  }

  #isUseful(rel: Rel, { bindable, value, tenant }: Found): boolean {
    if (bindable.use === 'narrow') return boundedness(rel, this.#allCtes()) > 0;
    // A key of another organisation would be asked for in vain.
    if (!this.#options.oneTenant && tenant === null) return false;
    return boundedness(rel, this.#allCtes()) > 0 || isParentKey(rel, value, bindable.parent);
  }

  #allCtes(): readonly Cte[] {
    return [...this.#given, ...this.made];
  }
}

interface Side {
  readonly from: Rel;
  readonly to: Rel;
  readonly pairs: readonly (readonly [ColumnId, ColumnId])[];
  readonly join: Join;
}

interface Found {
  readonly bindable: Bindable;
  /** Column of the known side that holds the keys. */
  readonly value: ColumnId;
  readonly tenant: ColumnId | null;
}

/** What the statement calls the rows, when they are those of one table. */
function aliasOf(rel: Rel): string | null {
  if (rel.kind === 'scan') return rel.alias;
  return rel.kind === 'filter' || rel.kind === 'project' ? aliasOf(rel.input) : null;
}

/** Whether `id` is a column of the very table whose rows would be asked for their keys otherwise. */
function isParentKey(rel: Rel, id: ColumnId, parent: TableDefinition | null): boolean {
  let found = false;
  visitRel(rel, (node) => {
    if (node.kind !== 'scan') return;
    const column = node.columns.find((candidate) => candidate.id === id)?.column;
    if (column === undefined) return;
    const { references } = node.table;
    const refers = references.some(
      ({ table, columns }) => table === parent?.name && columns.includes(column),
    );
    found ||= node.table === parent || refers;
  });
  return found;
}

/**
 * How far the rows of `rel` are held down, from 0, every row of whole lists, to 3, a row or a few.
 * Only the order counts: it decides which side of a join is read first.
 */
function boundedness(rel: Rel, ctes: readonly Cte[]): number {
  switch (rel.kind) {
    case 'scan':
      return rel.table.source.kind === 'endpoint' ? 0 : 2;
    case 'values':
    case 'tableFunction':
      return 3;
    case 'recursiveUnion':
      return 0;
    case 'filter':
      return Math.max(
        boundedness(rel.input, ctes),
        ...conjuncts(rel.predicate).map((condition) => selectivity(condition, rel.input)),
      );
    case 'limit':
      return rel.count === null ? boundedness(rel.input, ctes) : 3;
    case 'join': {
      const [left, right] = [boundedness(rel.left, ctes), boundedness(rel.right, ctes)];
      if (rel.type === 'left') return left;
      if (rel.type === 'right') return right;
      return rel.type === 'inner' ? Math.max(left, right) : Math.min(left, right);
    }
    case 'setOperation':
      return Math.min(boundedness(rel.left, ctes), boundedness(rel.right, ctes));
    case 'cteScan': {
      const cte = ctes.find(({ cteId }) => cteId === rel.cteId);
      return cte === undefined ? 0 : boundedness(cte.rel, ctes);
    }
    default:
      return boundedness(rel.input, ctes);
  }
}

function selectivity(condition: Expr, input: Rel): number {
  switch (condition.kind) {
    case 'compare': {
      const isConstant = condition.left.kind === 'literal' || condition.right.kind === 'literal';
      if (condition.operator !== '=' || !isConstant) return 1;
      return isEnumeration(condition.left, input) ? 1 : 3;
    }
    case 'inList':
      return condition.negated || isEnumeration(condition.arg, input) ? 1 : 3;
    case 'like':
      return condition.negated ? 1 : 2;
    default:
      return 1;
  }
}

/** Columns of a few documented values tell few rows apart. */
function isEnumeration(expr: Expr, input: Rel): boolean {
  if (expr.kind !== 'column' || input.kind !== 'scan') return false;
  const column = input.columns.find(({ id }) => id === expr.id)?.column;
  return column !== undefined && columnNamed(input.table, column).values.length > 0;
}
