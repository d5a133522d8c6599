/** Colours, where a person looks and wants them. */

type Paint = (text: string) => string;

export interface Style {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly red: Paint;
  readonly green: Paint;
  readonly yellow: Paint;
  readonly blue: Paint;
  readonly magenta: Paint;
  readonly cyan: Paint;
  /** What is chosen; marked in another way where there are no colours. */
  readonly inverse: Paint;
}

const sgr =
  (on: number, off: number): Paint =>
  (text) =>
    `\x1b[${on}m${text}\x1b[${off}m`;

const same: Paint = (text) => text;

export const PLAIN: Style = {
  bold: same,
  dim: same,
  red: same,
  green: same,
  yellow: same,
  blue: same,
  magenta: same,
  cyan: same,
  inverse: same,
};

const COLOURED: Style = {
  bold: sgr(1, 22),
  dim: sgr(2, 22),
  red: sgr(31, 39),
  green: sgr(32, 39),
  yellow: sgr(33, 39),
  blue: sgr(34, 39),
  magenta: sgr(35, 39),
  cyan: sgr(36, 39),
  inverse: sgr(7, 27),
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
