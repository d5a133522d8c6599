/** Commands that run statements, or bring them to the prompt. */
import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { UsageError } from '../../exit-codes.ts';
import { editText } from '../programs.ts';
import type { Command, Prompt } from './command.ts';

export const RUN_COMMANDS: readonly Command[] = [
  {
    name: 'explain',
    argument: '[SQL]',
    takes: 'sql',
    help: 'the calls of a statement, or of the last one; makes none',
    run: (prompt, sql) => explain(prompt, 'EXPLAIN', sql),
  },
  {
    name: 'analyze',
    argument: '[SQL]',
    takes: 'sql',
    help: 'runs it and tells the calls that it took',
    run: (prompt, sql) => explain(prompt, 'EXPLAIN ANALYZE', sql),
  },
  {
    name: 'e',
    aliases: ['edit'],
    argument: '',
    takes: 'none',
    help: 'the statement in $VISUAL or $EDITOR',
    run: edit,
  },
  {
    name: 'i',
    aliases: ['include'],
    argument: 'FILE',
    takes: 'file',
    help: 'runs the statements and commands of a file',
    run: include,
  },
  {
    name: 'watch',
    argument: '[SECONDS]',
    takes: 'none',
    help: 'runs the last statement again and again (60 s), until Ctrl-C',
    run: watch,
  },
  {
    name: 'history',
    aliases: ['s'],
    argument: '[TEXT]',
    takes: 'none',
    help: 'earlier statements, those with a text in them',
    run: showHistory,
  },
  {
    name: 'r',
    aliases: ['reset'],
    argument: '',
    takes: 'none',
    help: 'forget the statement begun',
    run: (prompt) => prompt.begin(''),
  },
];

function given(prompt: Prompt, sql: string): string {
  const statement = sql === '' ? prompt.statement() : sql;
  if (statement === null) throw new UsageError('There is no statement yet: name one.');
  return statement.replace(/\s*;?\s*$/, '');
}

async function explain(prompt: Prompt, keyword: string, sql: string): Promise<void> {
  const statement = given(prompt, sql).replace(/^\s*explain(\s+analyze)?\s/i, '');
  await prompt.runSql(`${keyword} ${statement}`);
}

async function edit(prompt: Prompt): Promise<void> {
  const { io } = prompt.session;
  const text = await prompt.suspend(() => editText(io, prompt.statement() ?? ''));
  prompt.begin(text);
}

async function include(prompt: Prompt, path: string): Promise<void> {
  if (path === '') throw new UsageError('\\i takes the name of a file.');
  const text = await read(path.replace(/^(["'])(.*)\1$/, '$2'));
  await prompt.runText(text);
}

async function read(path: string): Promise<string> {
  try {
    const bytes = await readFile(path);
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const why = code === undefined || error instanceof TypeError ? 'it is not text in UTF-8' : code;
    throw new UsageError(`${path} cannot be read (${why}).`, { cause: error });
  }
}

const USUAL_SECONDS = 60;

async function watch(prompt: Prompt, argument: string): Promise<void> {
  const seconds = argument === '' ? USUAL_SECONDS : Number(argument);
  if (!(seconds >= 1 && seconds <= 86_400)) {
    throw new UsageError('\\watch takes the seconds between two runs, 1 to 86400.');
  }
  const statement = given(prompt, '');
  const { screen } = prompt.session;
  for (;;) {
    screen.tell(`${new Date().toLocaleTimeString()} (every ${seconds} s, Ctrl-C ends)`);
    if (!(await prompt.runSql(statement))) return;
    const isOver = await prompt.cancellable((signal) =>
      setTimeout(seconds * 1000, false, { signal }).catch(() => true),
    );
    if (isOver) return;
  }
}

async function showHistory({ session, history }: Prompt, text: string): Promise<void> {
  const wanted = text.toLowerCase();
  const found = history.entries.filter((entry) => entry.toLowerCase().includes(wanted));
  await session.put(found.map((entry) => `${entry}\n`).join(''));
}
