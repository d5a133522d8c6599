/** Arguments → what to do. */
import { Command, CommanderError, Option } from 'commander';
import { VERSION } from '../version.ts';
import { defineCommands, type CommandWork } from './commands.ts';
import { UsageError } from './exit-codes.ts';
import { allFormats, FORMAT_NAMES, formatOfFile, type FormatName } from './formats/index.ts';
import { COLOR_CHOICES, type ColorChoice } from './style.ts';

export interface CommonOptions {
  readonly connection?: string | undefined;
  /** Over the demo organisation instead of a connection. */
  readonly demo: boolean;
  readonly file?: string | undefined;
  /** What the ending of `output` stands for, else `table`, when not given. */
  readonly format: FormatName;
  /** The file that results go to; undefined for standard output. */
  readonly output?: string | undefined;
  readonly header: boolean;
  readonly null?: string | undefined;
  /** Numbers of tables with their thousands apart. */
  readonly thousands: boolean;
  /** Texts that a spreadsheet would take for formulas stay as they are. */
  readonly formulas: boolean;
  /** The table that INSERT statements name. */
  readonly insertInto: string;
  readonly timing: boolean;
  readonly quiet: boolean;
  readonly color: ColorChoice;
  readonly jsonErrors: boolean;
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
  | CommandWork
  /** `whole`: of the program, and not of one command. */
  | { readonly kind: 'help'; readonly text: string; readonly whole: boolean }
  | { readonly kind: 'version'; readonly text: string };

/** @throws UsageError */
export function readCommandLine(argv: readonly string[]): Invocation {
  const found: Work[] = [];
  const program = define((work) => found.push(work));
  try {
    program.parse(sqlApart(argv), { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (program.opts<Flags>().help) return help(program, argv);
    throw new UsageError(
      `${error.message.replace(/^error: /, '').replace(/\n\(/, ' (')}. See xero-sql --help.`,
    );
  }
  const options = program.opts<Flags>();
  if (options.version) return { kind: 'version', text: VERSION };
  if (options.help) return help(program, argv);
  const [work] = found;
  if (work === undefined) throw new UsageError('There is nothing to do. See xero-sql --help.');
  return checked(work);
}

/** The program with its options and commands, for what is generated from them. */
export function programOf(): Command {
  return define(() => undefined);
}

/** Of the command that stands before `--help`, if it is one of several words, else of the program. */
function help(program: Command, argv: readonly string[]): Invocation {
  const command = argv.reduce<Command>(
    (at, word) => at.commands.find((child) => child.name() === word) ?? at,
    program,
  );
  return hasOwnHelp(command)
    ? { kind: 'help', text: command.helpInformation(), whole: false }
    : { kind: 'help', text: program.helpInformation(), whole: true };
}

/** Commands that take no options of their own are explained with the program. */
const hasOwnHelp = (command: Command): boolean =>
  command.commands.length + command.options.length + command.registeredArguments.length > 0 &&
  command.parent !== null;

type Work = Exclude<Invocation, { kind: 'help' | 'version' }>;

/** The options as they stand on the command line. */
interface Flags extends Omit<CommonOptions, 'format'> {
  readonly format?: FormatName;
  readonly version: boolean;
  readonly help: boolean;
}

function define(found: (work: Work) => void): Command {
  const program = new Command('xero-sql');
  const options = (): CommonOptions => withFormat(program.opts<Flags>());
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
      new Option(
        '--format <name>',
        "how results are written; without it the file's ending decides, else a table",
      ).choices(FORMAT_NAMES),
    )
    .option('-o, --output <file>', 'write results to a file, by its ending; - is stdout')
    .option('--no-header', 'leave out the column names (table, csv, tsv, html, xlsx)')
    .option('--null <text>', 'text in place of NULL (table, expanded, markdown, csv, tsv, html)')
    .option('--thousands', 'numbers as 1,234,567.89 (table, expanded)', false)
    .option('--formulas', 'leave texts in csv and tsv that begin with = + - @ as they are', false)
    .option('--insert-into <table>', 'the table that INSERT statements name', 'result')
    .addOption(
      new Option(
        '--table <name=file>',
        'make a CSV, TSV, JSON, JSONL or Parquet file a table (repeatable)',
      )
        .argParser(addTableFile)
        .default([], 'none'),
    )
    .option('--timing', 'tell how long each statement took', false)
    .option('-q, --quiet', 'only results, warnings and errors', false)
    .addOption(
      new Option('--color <when>', 'colours; auto: on a terminal, unless NO_COLOR is set')
        .choices(COLOR_CHOICES)
        .default('auto'),
    )
    .option('--json-errors', 'errors and warnings as JSON, one object a line; implies -q', false)
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
  defineCommands(program, found, options);
  return program;
}

/** @throws UsageError when no format has the ending of the file */
function withFormat({ format, output, ...options }: Flags): CommonOptions {
  if (output === undefined || output === '-') return { ...options, format: format ?? 'table' };
  const found = format ?? formatOfFile(output)?.name;
  if (found !== undefined) return { ...options, output, format: found };
  const endings = allFormats().flatMap((known) => known.endings);
  throw new UsageError(
    `The ending of ${output} stands for no format. Take one of ${endings.join(', ')}, or name a format with --format.`,
  );
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
    const name = work.kind === 'command' ? work.name : work.kind;
    throw new UsageError(`xero-sql ${name} takes no statements.`);
  }
  if (work.kind !== 'query' && work.options.output !== undefined) {
    throw new UsageError(`xero-sql ${work.kind} has no result for a file: leave -o out.`);
  }
  if (work.kind === 'test' && work.options.table.length > 0) {
    throw new UsageError('xero-sql test takes no tables.');
  }
  if (work.kind === 'query' && work.sql !== undefined && file !== undefined) {
    throw new UsageError('Give SQL either as an argument or as a file, not both.');
  }
  return work;
}
