/** Runs the statements of a script one after another, up to the first that fails. */
import { XeroSqlError } from '../errors.ts';
import { EXIT, exitCodeOf, UsageError, type ExitCode } from './exit-codes.ts';
import type { Script } from './script.ts';
import type { Session } from './session.ts';
import { statementsOf } from './split.ts';

/** @throws UsageError when there is no statement in the script */
export async function runScript(session: Session, { text, name }: Script): Promise<ExitCode> {
  const statements = statementsOf(text);
  if (statements.length === 0) throw new UsageError(`There is no SQL in ${name}.`);
  const interrupt = new AbortController();
  const stopListening = session.io.onInterrupt(() =>
    interrupt.abort(new XeroSqlError('CANCELLED', 'The query was cancelled.')),
  );
  try {
    for (const [index, statement] of statements.entries()) {
      if (session.screen.readerLeft.aborted) break;
      if (index > 0 && session.settings.format !== 'jsonl') await session.screen.result('\n');
      try {
        await session.run(statement.text, interrupt.signal);
      } catch (error) {
        session.report(error, { script: text, offset: statement.offset });
        return exitCodeOf(error);
      }
    }
    return EXIT.done;
  } finally {
    stopListening();
  }
}
