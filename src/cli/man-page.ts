/** The manual page, from the program and the catalogue of properties. */
import { CONNECTION_VARIABLE, describeProperties } from '../connection/index.ts';
import { FOLDER_VARIABLE, KEYCHAIN_VARIABLE } from '../connection/index.ts';
import { programOf } from './command-line.ts';
import { allNodes, treeOf, type CommandNode, type OptionNode } from './command-tree.ts';
import { EXAMPLES, EXIT_CODES } from './help.ts';

export function manPage(): string {
  const root = treeOf(programOf());
  const commands = allNodes(root).filter(({ path }) => path.length > 0);
  return [
    '.\\" Written by npm run docs: change the source it names instead, src/cli/man-page.ts.',
    '.TH XERO-SQL 1 "" "xero-sql" "User Commands"',
    '.SH NAME',
    'xero\\-sql \\- query Xero organisations with SQL',
    '.SH SYNOPSIS',
    '.B xero\\-sql',
    roff('[options] ["SQL"]'),
    '.br',
    '.B xero\\-sql',
    roff('command [options]'),
    '.SH DESCRIPTION',
    roff(
      'Turns a statement into calls to the APIs of Xero and finishes it in memory. Results go to standard ' +
        'output, everything else to standard error. Without SQL it reads standard input, or shows a prompt.',
    ),
    '.SH OPTIONS',
    ...root.options.flatMap(optionLines),
    '.SH COMMANDS',
    ...commands.flatMap(commandLines),
    '.SH CONNECTION PROPERTIES',
    roff('A connection is Key=Value;Key=Value, the name of a saved connection, or @file.'),
    ...describeProperties().flatMap(({ name, allowed, default: fallback, description }) => [
      '.TP',
      `.B ${roff(name)}`,
      roff(
        [
          description.replaceAll('`', ''),
          ...(allowed === '' ? [] : [`Takes ${allowed}.`]),
          ...(fallback === '' ? [] : [`Default: ${fallback}.`]),
        ].join(' '),
      ),
    ]),
    '.SH EXIT STATUS',
    ...EXIT_CODES.flatMap(([code, meaning]) => ['.TP', `.B ${code}`, roff(meaning)]),
    '.SH ENVIRONMENT',
    ...ENVIRONMENT.flatMap(([name, meaning]) => ['.TP', `.B ${roff(name)}`, roff(meaning)]),
    '.SH EXAMPLES',
    ...EXAMPLES.flatMap(([command, what]) => ['.TP', `.B ${roff(command)}`, roff(what)]),
    '',
  ].join('\n');
}

const ENVIRONMENT = [
  [CONNECTION_VARIABLE, 'The connection that is used when none is given.'],
  [FOLDER_VARIABLE, 'The folder of saved connections, tokens and history.'],
  [KEYCHAIN_VARIABLE, '"off" keeps secrets in files that only their owner may read.'],
  ['NO_COLOR', 'Any value: no colours.'],
] as const;

function commandLines(node: CommandNode): readonly string[] {
  const words = [...node.path, ...node.arguments].join(' ');
  return [
    '.TP',
    `.B ${roff(words)}`,
    roff(node.description),
    ...(node.options.length === 0 ? [] : ['.RS', ...node.options.flatMap(optionLines), '.RE']),
  ];
}

const optionLines = ({ flags, description, choices }: OptionNode): readonly string[] => [
  '.TP',
  `.B ${roff(flags)}`,
  roff(choices.length === 0 ? description : `${description}: ${choices.join(', ')}`),
];

/** Text as roff has it: no line of it may be a request, and no backslash an escape. */
function roff(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^(['.])/, '\\&$1');
}
