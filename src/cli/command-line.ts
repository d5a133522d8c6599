/** Arguments → what to do. */
import { Command, CommanderError, Option } from 'commander';
import { VERSION } from '../version.ts';
import { UsageError } from './exit-codes.ts';
import { FORMAT_NAMES, type FormatName } from './formats/index.ts';

export interface CommonOptions {
  readonly connection?: string | undefined;
  /** Over the demo organisation instead of a connection. */
  readonly demo: boolean;
  readonly file?: string | undefined;
  /** `table` when not given. */
  readonly format: FormatName;
  readonly header: boolean;
  readonly null?: string | undefined;
  readonly timing: boolean;
  /** Files that become local tables. */
  readonly table: readonly TableFile[];
}

export interface TableFile {
  readonly name: string;
  readonly file: string;
}

export type Invocation =
  | { readonly kind: 'query'; readonly sql: string | undefined; readonly options: CommonOptions }
  | { readonly kind: 'test'; readonly options: CommonOptions }
  | { readonly kind: 'demo'; readonly options: CommonOptions }
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'version'; readonly text: string };

/** @throws UsageError */
export function readCommandLine(argv: readonly string[]): Invocation {
  const found: Work[] = [];
  const program = define((work) => found.push(work));
  try {
    program.parse(sqlApart(argv), { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    throw new UsageError(
      `${error.message.replace(/^error: /, '').replace(/\n\(/, ' (')}. See xero-sql --help.`,
    );
  }
  const options = program.opts<Flags>();
  if (options.version) return { kind: 'version', text: VERSION };
  if (options.help) return { kind: 'help', text: program.helpInformation() };
  const [work] = found;
  if (work === undefined) throw new UsageError('There is nothing to do. See xero-sql --help.');
  return checked(work);
}

type Work = Exclude<Invocation, { kind: 'help' | 'version' }>;

interface Flags extends CommonOptions {
  readonly version: boolean;
  readonly help: boolean;
}

function define(found: (work: Work) => void): Command {
  const program = new Command('xero-sql');
  const options = (): CommonOptions => program.opts();
  const quiet = { writeErr: () => undefined, writeOut: () => undefined };
  program
    .description('Query Xero organisations with SQL.')
    .usage('[options] ["SQL"]')
    .argument('[sql]', 'statements, separated by ";"; without it the file, stdin or a prompt')
    .helpOption(false)
    .helpCommand(false)
    .option('-c, --connection <string>', 'a connection string, a saved name, or @file')
    .option('--demo', 'use the demo organisation: no account needed', false)
    .option('-f, --file <path>', 'read statements from a file; - is stdin')
    .addOption(
      new Option('--format <name>', 'how results are written')
        .choices(FORMAT_NAMES)
        .default('table'),
    )
    .option('--no-header', 'leave out the column names (table, csv)')
    .option('--null <text>', 'text in place of NULL (table, csv, markdown)')
    .addOption(
      new Option('--table <name=file>', 'make a CSV, JSON or JSONL file a table (repeatable)')
        .argParser(addTableFile)
        .default([], 'none'),
    )
    .option('--timing', 'tell how long each statement took', false)
    .option('-V, --version', 'print the version', false)
    .option('-h, --help', 'print this help', false)
    .configureOutput(quiet)
    .exitOverride()
    .action((sql: string | undefined) => found({ kind: 'query', sql, options: options() }));
  program
    .command('test')
    .description('sign in and find the organisation; prints whether it works')
    .helpOption(false)
    .configureOutput(quiet)
    .exitOverride()
    .action(() => found({ kind: 'test', options: options() }));
  program
    .command('demo')
    .description('a few queries over the demo organisation, then a prompt')
    .helpOption(false)
    .configureOutput(quiet)
    .exitOverride()
    .action(() => found({ kind: 'demo', options: options() }));
  return program;
}

/** @throws UsageError */
function addTableFile(text: string, before: readonly TableFile[]): readonly TableFile[] {
  const at = text.indexOf('=');
  const [name, file] = [text.slice(0, at).trim(), text.slice(at + 1)];
  if (at < 1 || name === '' || file === '') {
    throw new UsageError(`--table takes name=file, as --table targets=targets.csv; not ${text}.`);
  }
  if (before.some((table) => table.name.toUpperCase() === name.toUpperCase())) {
    throw new UsageError(`--table names ${name} twice.`);
  }
  return [...before, { name, file }];
}

/** A statement may begin with a comment, which looks like an option. */
function sqlApart(argv: readonly string[]): readonly string[] {
  const at = argv.findIndex((argument) => /^--(?:\s|$)/.test(argument) && argument !== '--');
  const sql = argv[at];
  return sql === undefined ? argv : [...argv.slice(0, at), ...argv.slice(at + 1), '--', sql];
}

/** @throws UsageError for options that exclude each other */
function checked(work: Work): Work {
  const { connection, demo, file } = work.options;
  if (connection !== undefined && (demo || work.kind === 'demo')) {
    throw new UsageError('The demo organisation has a connection of its own: leave -c out.');
  }
  if (file !== undefined && work.kind !== 'query') {
    throw new UsageError(`xero-sql ${work.kind} takes no statements.`);
  }
  if (work.kind === 'test' && work.options.table.length > 0) {
    throw new UsageError('xero-sql test takes no tables.');
  }
  if (work.kind === 'query' && work.sql !== undefined && file !== undefined) {
    throw new UsageError('Give SQL either as an argument or as a file, not both.');
  }
  return work;
}
