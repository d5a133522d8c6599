/** Which key does what: the keys of bash and psql. */

export interface Key {
  readonly name?: string | undefined;
  readonly ctrl?: boolean | undefined;
  readonly meta?: boolean | undefined;
  readonly shift?: boolean | undefined;
  readonly sequence?: string | undefined;
}

export type Action =
  | 'enter'
  | 'newLine'
  | 'interrupt'
  | 'endOrDelete'
  | 'suspend'
  | 'clearScreen'
  | 'left'
  | 'right'
  | 'wordLeft'
  | 'wordRight'
  | 'lineStart'
  | 'lineEnd'
  | 'textStart'
  | 'textEnd'
  | 'up'
  | 'down'
  | 'olderEntry'
  | 'newerEntry'
  | 'deleteBack'
  | 'delete'
  | 'deleteWordBack'
  | 'deleteWord'
  | 'cutToStart'
  | 'cutToEnd'
  | 'paste'
  | 'transpose'
  | 'undo'
  | 'complete'
  | 'completeBack'
  | 'search'
  | 'searchNewer'
  | 'escape';

const PLAIN: Readonly<Record<string, Action>> = {
  return: 'enter',
  enter: 'enter',
  tab: 'complete',
  escape: 'escape',
  left: 'left',
  right: 'right',
  up: 'up',
  down: 'down',
  home: 'lineStart',
  end: 'lineEnd',
  pageup: 'textStart',
  pagedown: 'textEnd',
  backspace: 'deleteBack',
  delete: 'delete',
};

const CTRL: Readonly<Record<string, Action>> = {
  c: 'interrupt',
  d: 'endOrDelete',
  z: 'suspend',
  l: 'clearScreen',
  j: 'newLine',
  a: 'lineStart',
  e: 'lineEnd',
  b: 'left',
  f: 'right',
  left: 'wordLeft',
  right: 'wordRight',
  home: 'textStart',
  end: 'textEnd',
  p: 'olderEntry',
  n: 'newerEntry',
  h: 'deleteBack',
  w: 'deleteWordBack',
  backspace: 'deleteWordBack',
  delete: 'deleteWord',
  u: 'cutToStart',
  k: 'cutToEnd',
  y: 'paste',
  t: 'transpose',
  r: 'search',
  s: 'searchNewer',
  g: 'escape',
  i: 'complete',
};

const META: Readonly<Record<string, Action>> = {
  return: 'newLine',
  enter: 'newLine',
  b: 'wordLeft',
  f: 'wordRight',
  left: 'wordLeft',
  right: 'wordRight',
  d: 'deleteWord',
  backspace: 'deleteWordBack',
  p: 'olderEntry',
  n: 'newerEntry',
  escape: 'escape',
};

/** Null for a key that puts in its own character, or does nothing. */
export function actionOf({ name = '', ctrl, meta, shift, sequence }: Key): Action | null {
  if (sequence === '\x1f') return 'undo';
  const actions = ctrl === true ? CTRL : meta === true ? META : PLAIN;
  if (name === 'tab' && shift === true) return 'completeBack';
  return Object.hasOwn(actions, name) ? (actions[name] ?? null) : null;
}
