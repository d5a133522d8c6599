/** The command line from its arguments to its exit code. */
import { readCommandLine, type CommonOptions, type Invocation } from './command-line.ts';
import { EXIT, exitCodeOf, UsageError, type ExitCode } from './exit-codes.ts';
import { columnsOf, isInteractive, type CliIo } from './io.ts';
import { Screen } from './screen.ts';
import { readScript } from './script.ts';
import { reportError, Session, type Settings } from './session.ts';
import { withColor } from './style.ts';

/** @returns the exit code; never throws */
export async function runCli(argv: readonly string[], io: CliIo): Promise<ExitCode> {
  const screen = new Screen(io);
  let seen = io;
  try {
    const invocation = readCommandLine(argv);
    if ('options' in invocation) {
      seen = { ...io, env: withColor(io.env, invocation.options.color) };
    }
    return await carryOut(invocation, seen, screen);
  } catch (error) {
    if (screen.readerLeft.aborted) return EXIT.done;
    // From the arguments, because they may be what is wrong.
    reportError(seen, screen, error, { json: argv.includes('--json-errors') });
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
      const { text, whole } = invocation;
      await screen.result(whole ? helpText(text, columnsOf(io.stdout, 100)) : text);
      return EXIT.done;
    }
    case 'test':
      return test(invocation.options, io, screen);
    case 'command':
      return invocation.run({ io, screen, options: invocation.options });
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
  given: CommonOptions,
  io: CliIo,
  screen: Screen,
): Promise<ExitCode> {
  const script = await readScript(io, sql, given.file);
  if (script === null && !isInteractive(io)) {
    throw new UsageError('There is no SQL: give it as an argument, with -f, or on stdin.');
  }
  if (script === null && given.output !== undefined) {
    throw new UsageError(
      '-o is for statements on the command line; at the prompt, \\o names a file.',
    );
  }
  const options = script === null ? await begin(given, io, screen) : given;
  if (options === null) return EXIT.done;
  return withConnection(options, screen, (connection) =>
    withSession(connection, options, io, screen, async (session) => {
      if (script === null) return repl(session);
      const { runScript } = await import('./run-script.ts');
      return runScript(session, script, options.output);
    }),
  );
}

/** At a prompt: the options to go on with, which a person without a connection is asked for. */
async function begin(
  options: CommonOptions,
  io: CliIo,
  screen: Screen,
): Promise<CommonOptions | null> {
  const { firstRun } = await import('./first-run.ts');
  return firstRun({ io, screen, options });
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
  quiet: options.quiet || options.jsonErrors,
  jsonErrors: options.jsonErrors,
  thousands: options.thousands,
  formulas: options.formulas ? 'kept' : 'harmless',
  insertInto: options.insertInto,
  expanded: 'off',
});
