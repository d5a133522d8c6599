/** Every combination of the parts. */
export function combine<A>(as: readonly A[], make: (a: A) => string): readonly string[];
export function combine<A, B>(
  as: readonly A[],
  bs: readonly B[],
  make: (a: A, b: B) => string,
): readonly string[];
export function combine<A, B>(
  as: readonly A[],
  second: readonly B[] | ((a: A) => string),
  make?: (a: A, b: B) => string,
): readonly string[] {
  if (typeof second === 'function') return as.map(second);
  return as.flatMap((a) => second.map((b) => make?.(a, b) ?? ''));
}

/** One statement a line. */
export const lines = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
