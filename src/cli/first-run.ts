/** A person at a terminal without any connection: what there is to begin with. */
import { connectionBook, CONNECTION_VARIABLE } from '../connection/index.ts';
import type { CommonOptions } from './command-line.ts';
import type { CommandContext } from './commands.ts';
import { create } from './connections/index.ts';
import { FormLeft, terminalPrompter, type Choice } from './connections/prompter.ts';

type Beginning = 'demo' | 'create' | 'leave' | `saved ${string}`;

/** @returns the options to go on with; null when the person leaves */
export async function firstRun(context: CommandContext): Promise<CommonOptions | null> {
  const { options, io } = context;
  const isGiven =
    options.demo ||
    options.connection !== undefined ||
    (io.env[CONNECTION_VARIABLE] ?? '').trim() !== '';
  const book = connectionBook();
  if (isGiven || (await book.defaultName()) !== null) return options;
  const saved = await book.list();
  try {
    const prompter = await terminalPrompter(io);
    const beginning = await prompter.select<Beginning>({
      message: saved.length === 0 ? 'There is no connection yet.' : 'Which connection?',
      choices: [
        ...saved.map(({ name }): Choice<Beginning> => ({ value: `saved ${name}`, label: name })),
        {
          value: 'demo',
          label: 'Look around in the demo organisation',
          hint: 'on this machine; no account needed',
        },
        { value: 'create', label: 'Connect to Xero', hint: 'a form, with the steps at Xero' },
        { value: 'leave', label: 'Leave' },
      ],
    });
    if (beginning === 'leave') return null;
    if (beginning === 'demo') return { ...options, demo: true };
    if (beginning !== 'create') {
      return { ...options, connection: beginning.slice('saved '.length) };
    }
    await create(context, { property: [], secretEnv: [], default: true });
    return (await book.defaultName()) === null ? null : options;
  } catch (error) {
    if (error instanceof FormLeft) return null;
    throw error;
  }
}
