/** Commands about how results look, and variables. */
import { UsageError } from '../../exit-codes.ts';
import { FORMAT_NAMES } from '../../formats/index.ts';
import { isFormatName } from '../../session.ts';
import { readAssignment } from '../variables.ts';
import type { Command, Prompt } from './command.ts';
import { textColumns } from './columns.ts';

export const SETTING_COMMANDS: readonly Command[] = [
  {
    name: 'format',
    argument: '[NAME]',
    takes: 'format',
    help: `how results are written: ${FORMAT_NAMES.join(', ')}`,
    run: setFormat,
  },
  {
    name: 'x',
    argument: '[on|off|auto]',
    takes: 'switch',
    help: 'a line for each value; auto: where a table is wider than the terminal',
    run: setExpanded,
  },
  {
    name: 'timing',
    argument: '[on|off]',
    takes: 'switch',
    help: 'whether to tell how long a statement took',
    run: setTiming,
  },
  {
    name: 'o',
    argument: '[FILE]',
    takes: 'file',
    help: 'results go to a file, whose ending chooses the format; without one, to the terminal again',
    run: (prompt, path) => prompt.sendTo(path === '' ? null : path),
  },
  {
    name: 'set',
    argument: '[NAME VALUE]',
    takes: 'variable',
    help: 'a variable: :NAME in a statement is a parameter with its value',
    run: setVariable,
  },
  {
    name: 'unset',
    argument: 'NAME',
    takes: 'variable',
    help: 'takes a variable away',
    run: unset,
  },
  {
    name: 'pset',
    argument: '[null|pager|header|thousands VALUE]',
    takes: 'setting',
    help: 'the text for NULL; pager, header and thousands (1,234.50) on or off',
    run: setLook,
  },
  {
    name: 'echo',
    argument: 'TEXT',
    takes: 'none',
    help: 'writes a text; :NAME is the value of a variable',
    run: echo,
  },
];

function setFormat({ session: { settings, screen } }: Prompt, name: string): void {
  const wanted = name.toLowerCase();
  if (name !== '' && !isFormatName(wanted)) {
    throw new UsageError(`There is no format ${name}; there are ${FORMAT_NAMES.join(', ')}.`);
  }
  if (isFormatName(wanted)) settings.format = wanted;
  screen.tell(`Format: ${settings.format}`);
}

function setExpanded({ session: { settings, screen } }: Prompt, value: string): void {
  const wanted = value.toLowerCase();
  if (wanted === '') settings.expanded = settings.expanded === 'off' ? 'on' : 'off';
  else if (wanted === 'on' || wanted === 'off' || wanted === 'auto') settings.expanded = wanted;
  else throw new UsageError('\\x takes on, off, auto or nothing.');
  screen.tell(`Expanded: ${settings.expanded}`);
}

function setTiming({ session: { settings, screen } }: Prompt, value: string): void {
  settings.timing = value === '' ? !settings.timing : switched('\\timing', value);
  screen.tell(`Timing: ${settings.timing ? 'on' : 'off'}`);
}

function switched(command: string, value: string): boolean {
  const wanted = value.toLowerCase();
  if (wanted !== 'on' && wanted !== 'off') throw new UsageError(`${command} takes on or off.`);
  return wanted === 'on';
}

async function setVariable({ session, variables }: Prompt, text: string): Promise<void> {
  if (text === '') {
    const rows = [...variables].map(([name, value]) => ({ Variable: name, Value: value }));
    return session.show(textColumns('Variable', 'Value'), rows);
  }
  const assignment = readAssignment(text);
  if (assignment === null) throw new UsageError('\\set takes a name and a value.');
  variables.set(assignment.name, assignment.value);
}

function unset({ variables }: Prompt, name: string): void {
  if (!variables.delete(name)) throw new UsageError(`There is no variable ${name}.`);
}

export const SETTING_NAMES: readonly string[] = ['null', 'pager', 'header', 'thousands'];

function setLook(prompt: Prompt, text: string): void {
  const { settings, screen } = prompt.session;
  const [, name = '', value = ''] = /^(\S*)\s*([^]*)$/.exec(text) ?? [];
  switch (name) {
    case '':
      screen.tell(`null: ${settings.nullText ?? '(the format decides)'}`);
      screen.tell(`pager: ${prompt.session.pager === null ? 'off' : 'on'}`);
      screen.tell(`header: ${settings.header ? 'on' : 'off'}`);
      screen.tell(`thousands: ${settings.thousands ? 'on' : 'off'}`);
      return;
    case 'null':
      settings.nullText = value === '' ? null : value.replace(/^'(.*)'$/s, '$1');
      return;
    case 'header':
      settings.header = switched('\\pset header', value);
      return;
    case 'thousands':
      settings.thousands = switched('\\pset thousands', value);
      return;
    case 'pager':
      prompt.setPager(switched('\\pset pager', value));
      return;
    default:
      throw new UsageError(`There is no setting ${name}; there are ${SETTING_NAMES.join(', ')}.`);
  }
}

async function echo({ session, variables }: Prompt, text: string): Promise<void> {
  const shown = text.replace(
    /(?<![\p{L}\p{N}_:]):([\p{L}_][\p{L}\p{N}_]*)/gu,
    (whole, name: string) => (variables.has(name) ? (variables.get(name) ?? 'NULL') : whole),
  );
  await session.put(`${shown}\n`);
}
