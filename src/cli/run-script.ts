/** Runs the statements of a script one after another, up to the first that fails. */
import { XeroSqlError } from '../errors.ts';
import { EXIT, exitCodeOf, UsageError, type ExitCode } from './exit-codes.ts';
import { openResultFile } from './formats/file.ts';
import { formatNamed, type Format } from './formats/index.ts';
import type { Script } from './script.ts';
import type { Session } from './session.ts';
import { statementsOf } from './split.ts';

/**
 * @param output the file that results go to; undefined for standard output
 * @throws UsageError when there is no statement in the script, or its results cannot go there
 */
export async function runScript(
  session: Session,
  script: Script,
  output?: string,
): Promise<ExitCode> {
  const statements = statementsOf(script.text);
  if (statements.length === 0) throw new UsageError(`There is no SQL in ${script.name}.`);
  checkWords(statements);
  const format = formatNamed(session.settings.format);
  checkRoom(format, statements.filter(givesRows).length, output);
  if (output === undefined) return runStatements(session, script, statements);
  // Opened first: a file that cannot be made must not cost calls.
  const file = await openResultFile(output);
  session.output = file;
  try {
    const code = await runStatements(session, script, statements);
    if (code === EXIT.done) await file.commit();
    return code;
  } finally {
    session.output = null;
    await file.discard();
  }
}

/** @throws UsageError for what only the prompt understands, before anything has run */
function checkWords(statements: ReturnType<typeof statementsOf>): void {
  const command = statements.find(({ text }) => text.startsWith('\\'));
  if (command === undefined) return;
  const [name = ''] = command.text.split(/\s/);
  throw new UsageError(
    `${name} is a command of the prompt, not SQL; \`xero-sql docs TABLE\` describes a table, and sys_tables lists them.`,
  );
}

/** All but those that make and drop views. */
const givesRows = ({ text }: { readonly text: string }): boolean =>
  !/^(?:create|drop)\b/i.test(text);

async function runStatements(
  session: Session,
  { text }: Script,
  statements: ReturnType<typeof statementsOf>,
): Promise<ExitCode> {
  const interrupt = new AbortController();
  const stopListening = session.io.onInterrupt(() =>
    interrupt.abort(new XeroSqlError('CANCELLED', 'The query was cancelled.')),
  );
  try {
    let results = 0;
    const separate = async (): Promise<void> => {
      if (results++ > 0 && session.settings.format !== 'jsonl') await session.put('\n');
    };
    for (const statement of statements) {
      if (session.screen.readerLeft.aborted) break;
      try {
        await session.run(statement.text, interrupt.signal, [], separate);
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

/** @throws UsageError when the format cannot hold the results of all statements */
function checkRoom(
  { name, content, holds }: Format,
  statements: number,
  output: string | undefined,
): void {
  if (statements > 1 && holds === 'one result' && (output !== undefined || content === 'binary')) {
    throw new UsageError(
      `${name} holds one result, and there are ${statements} statements: run them one by one, or take jsonl.`,
    );
  }
}
