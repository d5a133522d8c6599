/** A connection for the commands that run no statements of the person's. */
import type { Database } from '../database/database.ts';
import { askLine } from './ask.ts';
import type { CommandContext } from './commands.ts';
import { startDemoOrganisation } from './demo-organisation.ts';

type Place = Pick<CommandContext, 'io' | 'screen'>;

/**
 * @param options.mayAsk whether a sign-in may be started
 * @throws ConnectionError
 */
export async function openDatabase(
  { io, screen }: Place,
  connection: string | undefined,
  { mayAsk = true }: { readonly mayAsk?: boolean } = {},
): Promise<Database> {
  const { connect } = await import('../database/connect.ts');
  const isPerson = mayAsk && io.stdin.isTTY === true && io.stderr.isTTY === true;
  return connect(connection, {
    signIn: {
      ...(mayAsk ? {} : { signInMode: 'never' as const }),
      write: (text) => screen.write(text),
      ...(isPerson
        ? { prompt: (question: string, signal: AbortSignal) => askLine(io, question, signal) }
        : {}),
    },
  });
}

/** Opens the connection that the options name, or the demo organisation, and closes what it opened. */
export async function withDatabase<T>(
  context: CommandContext,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const { options, screen } = context;
  const demo = options.demo ? await startDemoOrganisation(screen) : null;
  try {
    const database = await openDatabase(context, demo?.connection ?? options.connection);
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  } finally {
    await demo?.close();
  }
}

/** Works while Ctrl-C can cancel it. */
export async function cancellable<T>(
  { io }: Place,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { XeroSqlError } = await import('../errors.ts');
  const interrupt = new AbortController();
  const stopListening = io.onInterrupt(() =>
    interrupt.abort(new XeroSqlError('CANCELLED', 'It was cancelled.')),
  );
  try {
    return await work(interrupt.signal);
  } finally {
    stopListening();
  }
}
