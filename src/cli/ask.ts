/** Asks the person for one line. */
import { createInterface } from 'node:readline/promises';
import { XeroSqlError } from '../errors.ts';
import type { CliIo } from './io.ts';

export type AskLine = (question: string, signal: AbortSignal) => Promise<string>;

/** @throws XeroSqlError CANCELLED at Ctrl-C */
export async function askLine(
  { stdin, stderr }: Pick<CliIo, 'stdin' | 'stderr'>,
  question: string,
  signal: AbortSignal,
): Promise<string> {
  const prompt = createInterface({ input: stdin, output: stderr, historySize: 0 });
  const cancelled = new AbortController();
  prompt.once('SIGINT', () => cancelled.abort());
  prompt.once('close', () => cancelled.abort());
  try {
    return await prompt.question(question, { signal: AbortSignal.any([signal, cancelled.signal]) });
  } catch (error) {
    if (!cancelled.signal.aborted) throw error;
    throw new XeroSqlError('CANCELLED', 'The sign-in was cancelled.', { cause: error });
  } finally {
    prompt.close();
  }
}
