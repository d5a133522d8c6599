/** The commands of the prompt: what begins with a backslash. */
import { nearestName } from '../../../suggest.ts';
import { UsageError } from '../../exit-codes.ts';
import { chartCommand } from './chart.ts';
import type { Command, Prompt } from './command.ts';
import { CONNECTION_COMMANDS } from './connection.ts';
import { DESCRIBE_COMMANDS } from './describe.ts';
import { helpCommand } from './help.ts';
import { RUN_COMMANDS } from './run.ts';
import { SETTING_COMMANDS } from './settings.ts';

export type { Prompt } from './command.ts';
export { helpText } from './help.ts';
export { SETTING_NAMES } from './settings.ts';
export { HELP_TOPICS } from './help.ts';

const WITHOUT_HELP: readonly Command[] = [
  ...DESCRIBE_COMMANDS,
  ...RUN_COMMANDS,
  ...CONNECTION_COMMANDS,
  ...SETTING_COMMANDS,
  chartCommand,
  {
    name: 'q',
    aliases: ['quit', 'exit'],
    argument: '',
    takes: 'none',
    help: 'leave (or Ctrl-D)',
    run: (prompt) => prompt.quit(),
  },
];

export const COMMANDS: readonly Command[] = [...WITHOUT_HELP, helpCommand(() => COMMANDS)];

/** @throws UsageError for a command that does not exist or an argument it cannot take */
export async function runCommand(prompt: Prompt, line: string): Promise<void> {
  const [, name = '', argument = ''] = /^\s*\\(\S*)\s*([^]*?)\s*;?\s*$/.exec(line) ?? [];
  const command = findCommand(name);
  if (command !== undefined) return command.run(prompt, argument);
  const names = COMMANDS.flatMap((known) => [known.name, ...(known.aliases ?? [])]);
  const near =
    names.find((known) => name !== '' && known.startsWith(name)) ?? nearestName(name, names);
  const hint = near === undefined ? '\\? lists the commands' : `did you mean \\${near}?`;
  throw new UsageError(`There is no command \\${name}; ${hint}`);
}

const findCommand = (name: string): Command | undefined =>
  COMMANDS.find((known) => known.name === name || known.aliases?.includes(name) === true);
