/** `at` and `end` are UTF-16 offsets into the statement; `end` is one past the last character. */
interface Span {
  readonly at: number;
  readonly end: number;
}

export type Token = Span &
  (
    | {
        /** A keyword or an unquoted name, as written. */ readonly kind: 'word';
        readonly text: string;
      }
    | { readonly kind: 'quotedName'; readonly name: string }
    | { readonly kind: 'string'; readonly value: string }
    | {
        /** `0.10`, `.5`, `1e3`: as written, but without `_` and in base 10. */
        readonly kind: 'number';
        readonly text: string;
      }
    | {
        /** By index from 0, or by name. */ readonly kind: 'parameter';
        readonly key: number | string;
      }
    | { readonly kind: 'symbol'; readonly text: string }
  );
