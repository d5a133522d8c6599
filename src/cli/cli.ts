/** The command line from its arguments to its exit code. */
import { readCommandLine, type CommonOptions, type Invocation } from './command-line.ts';
import { EXIT, exitCodeOf, UsageError, type ExitCode } from './exit-codes.ts';
import { columnsOf, isInteractive, type CliIo } from './io.ts';
import { Screen } from './screen.ts';
import { readScript } from './script.ts';
import { reportError, Session, type Settings } from './session.ts';

/** @returns the exit code; never throws */
export async function runCli(argv: readonly string[], io: CliIo): Promise<ExitCode> {
  const screen = new Screen(io);
  try {
    return await carryOut(readCommandLine(argv), io, screen);
  } catch (error) {
    if (screen.readerLeft.aborted) return EXIT.done;
    reportError(io, screen, error);
    return exitCodeOf(error);
  }
}

async function carryOut(invocation: Invocation, io: CliIo, screen: Screen): Promise<ExitCode> {
  switch (invocation.kind) {
    case 'version':
      await screen.result(`${invocation.text}\n`);
      return EXIT.done;
    case 'help': {
      const { helpText } = await import('./help.ts');
      await screen.result(helpText(invocation.text, columnsOf(io.stdout, 100)));
      return EXIT.done;
    }
    case 'test':
      return test(invocation.options, io, screen);
    case 'demo':
      return withDemo(screen, async (demo) => {
        const { runDemo } = await import('./demo.ts');
        return withSession(demo.connection, invocation.options, io, screen, async (session) => {
          const code = await runDemo(session, demo.today);
          return code === EXIT.done && isInteractive(io) ? repl(session) : code;
        });
      });
    case 'query':
      return query(invocation.sql, invocation.options, io, screen);
  }
}

async function query(
  sql: string | undefined,
  options: CommonOptions,
  io: CliIo,
  screen: Screen,
): Promise<ExitCode> {
  const script = await readScript(io, sql, options.file);
  if (script === null && !isInteractive(io)) {
    throw new UsageError('There is no SQL: give it as an argument, with -f, or on stdin.');
  }
  return withConnection(options, screen, (connection) =>
    withSession(connection, options, io, screen, async (session) => {
      if (script === null) return repl(session);
      const { runScript } = await import('./run-script.ts');
      return runScript(session, script);
    }),
  );
}

async function test(options: CommonOptions, io: CliIo, screen: Screen): Promise<ExitCode> {
  const { testConnection } = await import('./test-connection.ts');
  return withConnection(options, screen, async (connection) => {
    let session: Session | undefined;
    const open = async (): Promise<Session['database']> => {
      session = await Session.open({ io, screen, connection, settings: settingsOf(options) });
      return session.database;
    };
    const { works, line } = await testConnection(open);
    await session?.database.close();
    await screen.result(`${line}\n`);
    return works ? EXIT.done : EXIT.noConnection;
  });
}

async function repl(session: Session): Promise<ExitCode> {
  const { runRepl } = await import('./repl/index.ts');
  return runRepl(session);
}

// -------------------------------------------------------------- what is opened is closed

async function withConnection(
  { connection, demo }: CommonOptions,
  screen: Screen,
  work: (connection: string | undefined) => Promise<ExitCode>,
): Promise<ExitCode> {
  return demo
    ? withDemo(screen, (organisation) => work(organisation.connection))
    : work(connection);
}

async function withDemo(
  screen: Screen,
  work: (demo: { readonly connection: string; readonly today: string }) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { startDemoOrganisation } = await import('./demo-organisation.ts');
  const demo = await startDemoOrganisation(screen);
  try {
    return await work(demo);
  } finally {
    await demo.close();
  }
}

async function withSession(
  connection: string | undefined,
  options: CommonOptions,
  io: CliIo,
  screen: Screen,
  work: (session: Session) => Promise<ExitCode>,
): Promise<ExitCode> {
  const session = await Session.open({ io, screen, connection, settings: settingsOf(options) });
  try {
    if (options.table.length > 0) {
      const { registerFiles } = await import('./table-files/index.ts');
      await registerFiles(session.database, options.table);
    }
    return await work(session);
  } finally {
    await session.database.close();
  }
}

const settingsOf = (options: CommonOptions): Settings => ({
  format: options.format,
  header: options.header,
  nullText: options.null ?? null,
  timing: options.timing,
});
