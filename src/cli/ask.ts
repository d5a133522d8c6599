/** Asks the person for one line. */
import { createInterface } from 'node:readline/promises';
import { AuthError } from '../errors.ts';
import type { CliIo } from './io.ts';

export type AskLine = (question: string, signal: AbortSignal) => Promise<string>;

/** @throws AuthError SIGN_IN_REFUSED at Ctrl-C and Ctrl-D */
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
    // Not CANCELLED: that says nothing of the sign-in, and others who wait for it would start anew.
    throw new AuthError('SIGN_IN_REFUSED', 'The sign-in was given up.', { cause: error });
  } finally {
    prompt.close();
  }
}
