/**
 * Sideways information passing: where one side of a join, or the rows around a subquery, are few,
 * the keys found there bound what is read of the other side. The rows of the known side become a
 * common table expression, which is read first and serves both: the join, and the scan that is
 * told which keys it needs.
 *
 * The join or condition itself stays and is evaluated as before, so that keys only ever save
 * calls: leaving them out changes no answer.
 */
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
  hasSubquery,
  isCorrelated,
  mapRelDeep,
  outputIds,
  subqueriesIn,
  visitRel,
} from '../rel/walk.ts';
import type { KeysByScan, Rels } from './attachScans.ts';
import { bindableColumns } from './bindable.ts';
import { boundedness } from './boundedness.ts';
import { equalities, foundBy, type Found, type Pair } from './foundKeys.ts';
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
    const pairs = equalities(join.on);
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
    return this.#asKeys(from, foundBy(pairs, wanted, known, to));
  }

  // ------------------------------------------------------------ subqueries

  /** Conditions with subqueries are parted from those that say which rows they are asked for. */
  #bindFilter(filter: Filter): Rel {
    const [asking, plain] = partition(conjuncts(filter.predicate), hasSubquery);
    if (asking.length === 0) return filter;
    const bound = asking.map((condition) => this.#bindCondition(condition, filter.input));
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

  #bindCondition(condition: Expr, input: Rel): Expr {
    if (condition.kind === 'inSubquery') return this.#bindIn(condition, input);
    return condition.kind === 'compare' ? this.#bindEqual(condition, input) : condition;
  }

  /** `x IN (SELECT …)`: the subquery's rows say which values of x are needed. */
  #bindIn(condition: Extract<Expr, { kind: 'inSubquery' }>, input: Rel): Expr {
    if (condition.negated || isCorrelated(condition.rel)) return condition;
    const produced = outputColumns(condition.rel);
    const shared = this.#readAnyway(membershipEdges(input, condition));
    const wanted = bindableColumns(input).filter(({ scan }) => !shared.has(scan.scanId));
    const pairs = condition.args.flatMap((arg, index): Pair[] => {
      const value = produced[index]?.id;
      return arg.kind === 'column' && value !== undefined ? [[arg.id, value]] : [];
    });
    const found = foundBy(pairs, wanted, outputIds(condition.rel), input);
    const rel = this.#asKeys(condition.rel, found);
    return rel === condition.rel ? condition : { ...condition, rel };
  }

  /** `x = (SELECT …)`: there is one value of x, or the subquery has several rows and is an error. */
  #bindEqual(condition: Extract<Expr, { kind: 'compare' }>, input: Rel): Expr {
    const { operator, left, right } = condition;
    const [arg, subquery] = left.kind === 'scalarSubquery' ? [right, left] : [left, right];
    if (operator !== '=' || arg.kind !== 'column' || subquery.kind !== 'scalarSubquery') {
      return condition;
    }
    if (isCorrelated(subquery.rel)) return condition;
    const value = outputColumns(subquery.rel)[0]?.id;
    const bindable = bindableColumns(input).find(({ id }) => id === arg.id);
    if (value === undefined || bindable === undefined) return condition;
    const rel = this.#asKeys(subquery.rel, [{ bindable, value, tenant: null }], true);
    if (rel === subquery.rel) return condition;
    const bound = { ...subquery, rel };
    return subquery === left ? { ...condition, left: bound } : { ...condition, right: bound };
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
        found.push(...foundBy(equalities(node.predicate), wanted, known, node.input));
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

  /**
   * `rel` as a common table expression whose rows are the keys of what was `found`; or as it is.
   *
   * @param single it must have no more than one row
   */
  #asKeys(rel: Rel, found: readonly Found[], single = false): Rel {
    const useful = found.filter((one) => this.#isUseful(rel, one, single));
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
        { column, use, cteId, value: key, tenant: organisation, ...(single ? { single } : {}) },
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

  #isUseful(rel: Rel, { bindable, value, tenant }: Found, single: boolean): boolean {
    const isBounded = single || boundedness(rel, this.#allCtes()) > 0;
    if (bindable.use === 'narrow') return isBounded;
    // A key of another organisation would be asked for in vain.
    if (!this.#options.oneTenant && tenant === null) return false;
    return isBounded || isParentKey(rel, value, bindable.parent);
  }

  #allCtes(): readonly Cte[] {
    return [...this.#given, ...this.made];
  }
}

interface Side {
  readonly from: Rel;
  readonly to: Rel;
  readonly pairs: readonly Pair[];
  readonly join: Join;
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
