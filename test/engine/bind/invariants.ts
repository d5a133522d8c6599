/** What must hold of every bound statement, whatever it says. */
import {
  type BoundQuery,
  type Expr,
  outputColumns,
  type Rel,
} from '../../../src/engine/rel/rel.ts';
import {
  exprsOf,
  freeColumns,
  inputsOf,
  visitExpr,
  visitRel,
} from '../../../src/engine/rel/walk.ts';
import type { SqlType } from '../../../src/engine/values/types.ts';

/** What breaks the rules; empty for a sound statement. */
export function violations({ root, columns, ctes }: BoundQuery): readonly string[] {
  const found: string[] = [];
  const produced = new Map<number, SqlType>();
  const trees = [...ctes.map(({ rel }) => rel), root];
  for (const tree of trees) {
    visitRel(tree, (rel) => {
      for (const { id, name, type } of producedBy(rel)) {
        if (produced.has(id)) found.push(`column ${name} (${id}) is produced twice`);
        produced.set(id, type);
        if (type === 'unknown') found.push(`column ${name} has no type`);
      }
    });
  }
  for (const tree of trees) {
    if (freeColumns(tree).size > 0) found.push('a tree reads columns that nothing produces');
    visitRel(tree, (rel) => {
      for (const expr of exprsOf(rel)) visitExpr(expr, (part) => found.push(...wrong(part)));
      found.push(...outOfReach(rel));
    });
  }
  const outputs = outputColumns(root).map(({ id }) => id);
  if (outputs.join() !== columns.map(({ id }) => id).join())
    found.push('columns are not the root’s');
  return found;

  function wrong(expr: Expr): readonly string[] {
    if (expr.type === 'unknown') return [`${expr.kind} has no type`];
    if (expr.kind === 'column' && produced.get(expr.id) !== expr.type) {
      return [
        `column ${expr.name} is ${expr.type}, but produced as ${produced.get(expr.id) ?? 'nothing'}`,
      ];
    }
    if (expr.kind === 'compare' || expr.kind === 'distinctFrom') {
      return differ(expr.kind, [expr.left.type, expr.right.type]);
    }
    if (expr.kind === 'inList')
      return differ(
        expr.kind,
        [expr.arg, ...expr.list].map(({ type }) => type),
      );
    if (expr.kind === 'case') {
      return differ(
        expr.kind,
        [expr, ...expr.whens.map(({ then }) => then), expr.otherwise].map(({ type }) => type),
      );
    }
    if (expr.kind === 'inSubquery') {
      const inner = outputColumns(expr.rel);
      return expr.args.flatMap((arg, index) =>
        differ(expr.kind, [arg.type, inner[index]?.type ?? 'unknown']),
      );
    }
    return [];
  }
}

function producedBy(rel: Rel): ReturnType<typeof outputColumns> {
  if (rel.kind === 'window') return rel.calls;
  const passesOn = ['filter', 'sort', 'limit', 'distinct', 'join'].includes(rel.kind);
  return passesOn ? [] : outputColumns(rel);
}

function differ(what: string, types: readonly SqlType[]): readonly string[] {
  return new Set(types).size === 1 ? [] : [`${what} of ${types.join(', ')}`];
}

/** A join's right side may read its left side's columns only when it is lateral. */
function outOfReach(rel: Rel): readonly string[] {
  const [left, right] = inputsOf(rel);
  const found: string[] = [];
  if (rel.kind === 'join' && left !== undefined && right !== undefined) {
    const free = freeColumns(right);
    const reads = outputColumns(left).some(({ id }) => free.has(id));
    if (reads !== rel.lateral) found.push('a join is lateral without need, or needs to be');
    const back = freeColumns(left);
    if (outputColumns(right).some(({ id }) => back.has(id)))
      found.push('a left side reads the right');
  }
  if (rel.kind === 'setOperation') {
    const types = (side: Rel): string =>
      outputColumns(side)
        .map(({ type }) => type)
        .join();
    const own = rel.columns.map(({ type }) => type).join();
    if (types(rel.left) !== own || types(rel.right) !== own) found.push('sides differ in types');
  }
  return found;
}
