/** Statements of the corpus that are made of parts, by the file they stand in. */
import * as aggregates from './aggregates.ts';
import * as expressions from './expressions.ts';
import * as logic from './logic.ts';
import * as queries from './queries.ts';
import * as random from './random.ts';
import * as texts from './texts.ts';
import * as times from './times.ts';

export interface CorpusTheme {
  readonly heading: string;
  readonly statements: readonly string[];
}

export const THEMES: Readonly<Record<string, CorpusTheme>> = {
  ...aggregates.THEMES,
  ...expressions.THEMES,
  ...logic.THEMES,
  ...queries.THEMES,
  ...random.THEMES,
  ...texts.THEMES,
  ...times.THEMES,
};
