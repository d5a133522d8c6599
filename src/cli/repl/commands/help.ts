/** `\help`: the commands, and topics. */
import { AGGREGATE_FUNCTIONS, SCALAR_FUNCTIONS } from '../../../engine/functions/index.ts';
import { describeProperties } from '../../../connection/index.ts';
import { ERROR_CODES } from '../../../errors.ts';
import { nearestName } from '../../../suggest.ts';
import { UsageError } from '../../exit-codes.ts';
import type { Command } from './command.ts';

const TOPICS: Readonly<Record<string, readonly string[]>> = {
  keys: [
    'Enter runs a statement that ends with ";", else begins a new line; Alt-Enter always does.',
    'Tab completes and chooses, Shift-Tab goes back, Escape leaves the list.',
    'Up and Down: lines, then the history. Ctrl-R looks in the history, again for older.',
    'Ctrl-A, Ctrl-E: begin and end of the line. Alt-B, Alt-F: words. Ctrl-Home, Ctrl-End: the text.',
    'Ctrl-W, Alt-D, Ctrl-U, Ctrl-K cut; Ctrl-Y puts in again; Ctrl-_ undoes.',
    'Ctrl-C forgets the text or cancels the statement with its calls; Ctrl-D leaves.',
  ],
  variables: [
    "\\set since 2026-07-01 sets a variable, \\set name 'a text with blanks', \\set x NULL.",
    'SELECT * FROM Invoices WHERE Date >= :since; the value is bound as a parameter, never put into',
    'the text, and takes the type that its place asks for.',
  ],
  charts: [
    '\\chart bar|line|pie|heatmap [x=COLUMN] [y=COLUMN] [by=COLUMN] [FILE.svg|FILE.html]',
    'draws the last result, a row a point: GROUP BY in the statement adds up, the chart never does.',
    'Without x the first column that is no number is taken, without y the first number.',
  ],
  limits: [
    'Xero allows 60 calls a minute and 5,000 a day for each organisation; \\limits tells what is left.',
    '\\explain tells the calls of a statement beforehand. A statement waits rather than be refused.',
  ],
};

export const HELP_TOPICS: readonly string[] = Object.keys(TOPICS);

export function helpCommand(commands: () => readonly Command[]): Command {
  return {
    name: '?',
    aliases: ['h', 'help'],
    argument: '[TOPIC]',
    takes: 'topic',
    help: 'this list; or about a command, a function, a property, an error',
    run: ({ session }, topic) => {
      session.screen.write(topic === '' ? helpText(commands()) : topicText(topic, commands()));
    },
  };
}

export const helpText = (commands: readonly Command[]): string =>
  [
    'A statement ends with ";" and may take several lines. Tab completes, Ctrl-C cancels.',
    '',
    ...commands.map(
      ({ name, argument, help }) => `  ${`\\${name} ${argument}`.padEnd(26)} ${help}`,
    ),
    '',
    `\\? TOPIC tells more: ${HELP_TOPICS.join(', ')}, a command, a function, a property, an error.`,
    '',
  ].join('\n');

/** @throws UsageError when there is no such topic */
function topicText(topic: string, commands: readonly Command[]): string {
  const wanted = topic.replace(/^\\|\($|\(\)$/g, '').toLowerCase();
  const lines =
    TOPICS[wanted] ??
    commandHelp(wanted, commands) ??
    functionHelp(wanted) ??
    propertyHelp(wanted) ??
    errorHelp(wanted);
  if (lines !== null) return `${lines.join('\n')}\n`;
  const known = [...HELP_TOPICS, ...commands.map(({ name }) => name), ...functionNames()];
  const near = nearestName(wanted, known);
  const hint =
    near === undefined ? `topics are ${HELP_TOPICS.join(', ')}` : `did you mean ${near}?`;
  throw new UsageError(`There is no help on ${topic}; ${hint}`);
}

function commandHelp(name: string, commands: readonly Command[]): readonly string[] | null {
  const command = commands.find((one) => one.name === name || one.aliases?.includes(name) === true);
  if (command === undefined) return null;
  const also = command.aliases?.map((alias) => `\\${alias}`).join(', ');
  return [
    `\\${command.name} ${command.argument}`.trimEnd(),
    `  ${command.help}${also === undefined ? '' : ` (also ${also})`}`,
    ...(command.details ?? []).map((line) => `  ${line}`),
  ];
}

const functions = () => [...SCALAR_FUNCTIONS, ...AGGREGATE_FUNCTIONS];
const functionNames = (): readonly string[] => functions().map(({ name }) => name);

function functionHelp(name: string): readonly string[] | null {
  const found = functions().find(
    (one) => one.name === name || one.aliases?.includes(name) === true,
  );
  if (found === undefined) return null;
  const signatures = found.overloads.map(
    ({ args, returns }) => `  ${name}(${args.join(', ')}) → ${returns}`,
  );
  return [found.description, ...new Set(signatures)];
}

function propertyHelp(name: string): readonly string[] | null {
  const found = describeProperties().find((one) => one.name.toLowerCase() === name);
  if (found === undefined) return null;
  const allowed = found.allowed === '' ? '' : ` (${found.allowed})`;
  return [`${found.name}${allowed}`, `  ${found.description.replaceAll('`', '')}`];
}

function errorHelp(name: string): readonly string[] | null {
  const found = Object.entries(ERROR_CODES).find(([code]) => code.toLowerCase() === name);
  return found === undefined ? null : [found[1]];
}
