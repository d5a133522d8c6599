/** Colours, where a person looks and wants them. */

export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly cyan: (text: string) => string;
}

const sgr =
  (on: number, off: number) =>
  (text: string): string =>
    `\x1b[${on}m${text}\x1b[${off}m`;

const same = (text: string): string => text;

export const PLAIN: Style = { bold: same, dim: same, red: same, cyan: same };

const COLOURED: Style = {
  bold: sgr(1, 22),
  dim: sgr(2, 22),
  red: sgr(31, 39),
  cyan: sgr(36, 39),
};

export const COLOR_CHOICES = ['auto', 'always', 'never'] as const;
export type ColorChoice = (typeof COLOR_CHOICES)[number];

type Environment = Readonly<Record<string, string | undefined>>;

/** Colours only on a terminal that has them, and never against NO_COLOR (no-color.org). */
export function styleFor(
  stream: { readonly isTTY?: boolean | undefined },
  env: Environment,
): Style {
  if ((env['NO_COLOR'] ?? '') !== '') return PLAIN;
  if ((env['FORCE_COLOR'] ?? '') !== '' && env['FORCE_COLOR'] !== '0') return COLOURED;
  return stream.isTTY === true && env['TERM'] !== 'dumb' ? COLOURED : PLAIN;
}

/** The environment as `--color` makes it: what is asked for on the command line goes first. */
export function withColor(env: Environment, choice: ColorChoice): Environment {
  switch (choice) {
    case 'auto':
      return env;
    case 'always':
      return { ...env, NO_COLOR: '', FORCE_COLOR: '1' };
    case 'never':
      return { ...env, NO_COLOR: '1' };
  }
}
