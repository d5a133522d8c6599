/** Chooses the overload of a function by its name and the types of its arguments. */
import { nearNames } from '../../suggest.ts';
import { coercionDistance } from '../values/coerce.ts';
import { isArrayType } from '../values/arrays.ts';
import type { SqlType } from '../values/types.ts';
import type { Resolution } from './registry.ts';

/** What overloads of scalar functions and of aggregates have in common. */
export interface Signature {
  readonly args: readonly SqlType[];
  readonly variadic?: true;
  readonly anyAsText?: true;
  /** The argument, by its place, that is a number of rows: it says nothing of another's type. */
  readonly rowCount?: number;
  readonly returns: SqlType;
}

export interface Declaration<S extends Signature> {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly description: string;
  readonly overloads: readonly S[];
}

/** Declarations by each of their names. */
export type Catalogue<D> = ReadonlyMap<string, D>;

export function catalogue<S extends Signature, D extends Declaration<S>>(
  declarations: readonly D[],
): Catalogue<D> {
  return new Map(
    declarations.flatMap((declaration) =>
      [declaration.name, ...(declaration.aliases ?? [])].map(
        (name) => [name, declaration] as const,
      ),
    ),
  );
}

/**
 * The overload whose types are nearest to `argTypes`; the first declared of equally near ones.
 */
export function resolve<S extends Signature>(
  functions: Catalogue<Declaration<S>>,
  name: string,
  argTypes: readonly SqlType[],
): Resolution {
  const lower = name.toLowerCase();
  const declaration = functions.get(lower);
  if (declaration === undefined) {
    return { kind: 'unknown', suggestions: suggestions(lower, functions.keys()) };
  }
  const found = nearest(declaration.overloads, argTypes);
  if (found === null) {
    const signatures = shownOverloads(declaration.overloads, argTypes);
    return { kind: 'mismatch', signatures: signatures.map((each) => signatureText(lower, each)) };
  }
  return {
    kind: 'found',
    fn: {
      name: declaration.name,
      argTypes: argTypes.map((_, index) => parameterType(found, index)),
      returnType: found.returns,
    },
  };
}

/** Those over arrays are of use only to who has one. */
function shownOverloads<S extends Signature>(
  overloads: readonly S[],
  argTypes: readonly SqlType[],
): readonly S[] {
  const plain = overloads.filter(({ args }) => !args.some(isArrayType));
  return plain.length === 0 || argTypes.some(isArrayType) ? overloads : plain;
}

/** The overload that takes exactly `argTypes`, as `resolve` has chosen it. */
export function exactOverload<S extends Signature>(
  declaration: Declaration<S>,
  argTypes: readonly SqlType[],
): S | null {
  return nearest(declaration.overloads, argTypes);
}

function nearest<S extends Signature>(
  overloads: readonly S[],
  argTypes: readonly SqlType[],
): S | null {
  let best: S | null = null;
  let least = Infinity;
  for (const overload of overloads) {
    const cost = totalCost(overload, argTypes);
    if (cost >= least) continue;
    best = overload;
    least = cost;
  }
  return best;
}

function totalCost(overload: Signature, argTypes: readonly SqlType[]): number {
  const { args, variadic } = overload;
  const fits = variadic ? argTypes.length >= args.length : argTypes.length === args.length;
  if (!fits) return Infinity;
  return argTypes.reduce(
    (cost, given, index) => cost + argumentCost(overload, index, given, argTypes),
    0,
  );
}

/**
 * 0 for the same type, 10 a step for wider ones, 100 for a value taken as its text. An untyped
 * literal takes the type of another argument, else text, else any other: PostgreSQL's order.
 */
function argumentCost(
  overload: Signature,
  index: number,
  given: SqlType,
  all: readonly SqlType[],
): number {
  const wanted = parameterType(overload, index);
  if (given === wanted) return 0;
  if (given === 'unknown') {
    const isOther = all.some((type, other) => type === wanted && other !== overload.rowCount);
    if (isOther) return 1;
    // A text is an array only beside one.
    if (isArrayType(wanted)) return all.every((type) => type === 'unknown') ? 4 : Infinity;
    return wanted === 'text' ? 2 : 3;
  }
  const steps = coercionDistance(given, wanted);
  if (steps !== null) return steps * 10;
  const asText = overload.anyAsText === true && wanted === 'text' && !isArrayType(given);
  return asText ? 100 : Infinity;
}

function parameterType({ args }: Signature, index: number): SqlType {
  return args[Math.min(index, args.length - 1)] ?? 'unknown';
}

const OPERATOR = /^[^a-z_]+$/;

function signatureText(name: string, { args, variadic, returns }: Signature): string {
  const types = variadic ? [...args, '…'] : args;
  if (OPERATOR.test(name) && args.length === 2) {
    return `${args[0] ?? ''} ${name} ${args[1] ?? ''} → ${returns}`;
  }
  return `${name}(${types.join(', ')}) → ${returns}`;
}

/** The known names that `name` may have been meant as, nearest first; operators are not meant. */
export const suggestions = (name: string, known: Iterable<string>): readonly string[] =>
  nearNames(
    name,
    [...known].filter((candidate) => !OPERATOR.test(candidate)),
  ).slice(0, 3);
