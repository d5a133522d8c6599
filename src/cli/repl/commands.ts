/** The commands of the prompt: what begins with a backslash. */
import { nearestName } from '../../suggest.ts';
import { UsageError } from '../exit-codes.ts';
import { FORMAT_NAMES } from '../formats/index.ts';
import { isFormatName, type Session } from '../session.ts';
import { describeTable, listTables } from './describe.ts';

export interface Prompt {
  readonly session: Session;
  /** Runs a statement as if it had been typed. */
  runSql(sql: string): Promise<void>;
  /** Forgets the statement that was begun. */
  clear(): void;
  quit(): void;
}

interface Command {
  readonly name: string;
  readonly argument: string;
  readonly help: string;
  readonly run: (prompt: Prompt, argument: string) => Promise<void> | void;
}

export const COMMANDS: readonly Command[] = [
  {
    name: 'd',
    argument: '[TABLE]',
    help: 'the tables, or the columns of one',
    run: ({ session }, table) =>
      table === '' ? listTables(session) : describeTable(session, table),
  },
  {
    name: 'tenants',
    argument: '',
    help: 'the organisations that this sign-in reaches',
    run: (prompt) => prompt.runSql('SELECT TenantName, TenantType, TenantId FROM Tenants'),
  },
  {
    name: 'format',
    argument: '[NAME]',
    help: `how results are written: ${FORMAT_NAMES.join(', ')}`,
    run: ({ session }, name) => setFormat(session, name),
  },
  {
    name: 'timing',
    argument: '[on|off]',
    help: 'whether to tell how long a statement took',
    run: ({ session }, value) => setTiming(session, value),
  },
  { name: 'r', argument: '', help: 'forget the statement begun', run: (prompt) => prompt.clear() },
  {
    name: '?',
    argument: '',
    help: 'this list',
    run: ({ session }) => session.screen.write(HELP()),
  },
  { name: 'q', argument: '', help: 'leave (or Ctrl-D)', run: (prompt) => prompt.quit() },
];

/** @throws UsageError for a command that does not exist or an argument it cannot take */
export async function runCommand(prompt: Prompt, line: string): Promise<void> {
  const [, name = '', argument = ''] = /^\s*\\(\S*)\s*(.*?)\s*;?\s*$/s.exec(line) ?? [];
  // psql's users know `\dt` and `\h`.
  const wanted = name === 'dt' ? 'd' : name === 'h' || name === 'help' ? '?' : name;
  const command = COMMANDS.find((known) => known.name === wanted);
  if (command !== undefined) return command.run(prompt, argument);
  const names = COMMANDS.map((known) => known.name);
  const near =
    names.find((known) => name !== '' && known.startsWith(name)) ?? nearestName(name, names);
  const hint = near === undefined ? '\\? lists the commands' : `did you mean \\${near}?`;
  throw new UsageError(`There is no command \\${name}; ${hint}`);
}

function setFormat({ settings, screen }: Session, name: string): void {
  const wanted = name.toLowerCase();
  if (name !== '' && !isFormatName(wanted)) {
    throw new UsageError(`There is no format ${name}; there are ${FORMAT_NAMES.join(', ')}.`);
  }
  if (isFormatName(wanted)) settings.format = wanted;
  screen.tell(`Format: ${settings.format}`);
}

function setTiming({ settings, screen }: Session, value: string): void {
  if (!['', 'on', 'off'].includes(value.toLowerCase())) {
    throw new UsageError('\\timing takes on, off or nothing.');
  }
  settings.timing = value === '' ? !settings.timing : value.toLowerCase() === 'on';
  screen.tell(`Timing: ${settings.timing ? 'on' : 'off'}`);
}

export const HELP = (): string =>
  [
    'A statement ends with ";" and may take several lines. Tab completes, Ctrl-C cancels.',
    'EXPLAIN SELECT …; tells the calls that a statement would make, and makes none.',
    '',
    ...COMMANDS.map(
      ({ name, argument, help }) => `  ${`\\${name} ${argument}`.padEnd(18)} ${help}`,
    ),
    '',
  ].join('\n');
