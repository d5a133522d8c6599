/** Text → tokens. Knows what a literal, a name and a parameter look like, and nothing of clauses. */
export { fail, notSupported, syntaxError } from './fail.ts';
export { tokenize } from './lexer.ts';
export type { Token } from './token.ts';
