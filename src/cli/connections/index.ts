/** `xero-sql connections`: saved connections, by a form or by options. */
import {
  connectionBook,
  describeProperties,
  draftOf,
  draftString,
  parseConnectionString,
  type ConnectionBook,
  type SavedConnection,
} from '../../connection/index.ts';
import type { ChangeFlags, CommandContext } from '../commands.ts';
import { EXIT, UsageError, type ExitCode } from '../exit-codes.ts';
import { isInteractive } from '../io.ts';
import { openDatabase } from '../open.ts';
import { showRows } from '../show-rows.ts';
import { testConnection } from '../test-connection.ts';
import { changed, changesAnything, type EditFlags } from './changes.ts';
import { createForm, editForm, type FilledForm, type FormParts } from './form.ts';
import { FormLeft, terminalPrompter } from './prompter.ts';

export interface CreateFlags extends ChangeFlags {
  readonly name?: string | undefined;
  readonly replace?: boolean;
  readonly default?: boolean;
  readonly test?: boolean;
}

const NONE_SAVED = 'No connection is saved yet: xero-sql connections create makes one.';

export async function list(context: CommandContext): Promise<ExitCode> {
  const saved = await connectionBook().list();
  if (saved.length === 0) {
    context.screen.tell(NONE_SAVED);
    return EXIT.done;
  }
  const columns = ['Name', 'Default', 'AuthScheme', 'Tenant', 'Schema', 'Secrets'];
  await showRows(context, columns, saved.map(listed));
  return EXIT.done;
}

function listed({ name, isDefault, connectionString, secrets }: SavedConnection) {
  const draft = draftOf(connectionString);
  return {
    Name: name,
    Default: isDefault ? 'yes' : null,
    AuthScheme: draft.get('AuthScheme') ?? null,
    Tenant: draft.get('Tenant') ?? null,
    Schema: draft.get('Schema') ?? null,
    Secrets: secrets === 'none' ? null : secrets,
  };
}

export async function show(context: CommandContext, given: string | undefined): Promise<ExitCode> {
  const book = connectionBook();
  const properties = parseConnectionString(await book.load(await chosenName(book, given)));
  const rows = describeProperties(properties)
    .filter(({ value }) => value !== null)
    .map(({ name, value, default: fallback }) => ({
      Property: name,
      Value: value,
      Default: fallback === '' ? null : fallback,
    }));
  await showRows(context, ['Property', 'Value', 'Default'], rows);
  return EXIT.done;
}

export async function test(context: CommandContext, given: string | undefined): Promise<ExitCode> {
  const book = connectionBook();
  const connection = given ?? context.options.connection ?? (await book.defaultName()) ?? undefined;
  const line = await testLine(context, connection);
  await context.screen.result(`${line}\n`);
  return line === AVAILABLE ? EXIT.done : EXIT.noConnection;
}

const AVAILABLE = 'connection available';

async function testLine(context: CommandContext, connection: string | undefined): Promise<string> {
  const opened = openDatabase(context, connection);
  const { line } = await testConnection(() => opened);
  await opened.then(
    (database) => database.close(),
    () => undefined,
  );
  return line;
}

export async function create(context: CommandContext, flags: CreateFlags): Promise<ExitCode> {
  const { io, screen } = context;
  const book = connectionBook();
  const taken = new Set((await book.list()).map(({ name }) => name.toLowerCase()));
  const isTaken = (name: string): boolean =>
    flags.replace !== true && taken.has(name.trim().toLowerCase());
  const form =
    flags.name === undefined && !changesAnything({ ...flags, unset: [] }) && isInteractive(io)
      ? await filled(context, isTaken, (parts) => createForm(parts))
      : await byOptions(context, flags, isTaken);
  if (form === null) {
    screen.tell('Nothing was saved.');
    return EXIT.done;
  }
  const connectionString = draftString(form.draft);
  parseConnectionString(connectionString);
  if (flags.test === true) {
    const line = await testLine(context, connectionString);
    screen.tell(line);
    if (line !== AVAILABLE) return EXIT.noConnection;
  }
  await book.save(form.name, connectionString);
  if (flags.default === true || taken.size === 0) await book.setDefault(form.name);
  await tellSaved(context, book, form.name);
  return EXIT.done;
}

async function byOptions(
  context: CommandContext,
  flags: CreateFlags,
  isTaken: (name: string) => boolean,
): Promise<FilledForm> {
  const { name } = flags;
  if (name === undefined) throw new UsageError('Give the connection a name: --name NAME.');
  if (isTaken(name)) {
    throw new UsageError(`A connection named ${name} is saved already: edit it, or add --replace.`);
  }
  const draft = await changed(new Map(), { ...flags, unset: [] }, context.io);
  return { name, draft };
}

export async function edit(
  context: CommandContext,
  given: string | undefined,
  flags: EditFlags,
): Promise<ExitCode> {
  const book = connectionBook();
  const name = await chosenName(book, given);
  const before = draftOf(await book.load(name));
  const form = changesAnything(flags)
    ? { name, draft: await changed(before, flags, context.io) }
    : await byForm(context, { name, draft: before });
  if (form === null) {
    context.screen.tell('Nothing was changed.');
    return EXIT.done;
  }
  await book.save(name, draftString(form.draft));
  await tellSaved(context, book, name);
  return EXIT.done;
}

function byForm(context: CommandContext, form: FilledForm): Promise<FilledForm | null> {
  if (!isInteractive(context.io)) {
    throw new UsageError('Say what to change: --property Key=Value, --unset Key, --secret-env …');
  }
  return filled(
    context,
    () => false,
    (parts) => editForm(parts, form),
  );
}

export async function remove(
  { screen }: CommandContext,
  name: string | undefined,
): Promise<ExitCode> {
  if (name === undefined) throw new UsageError('Say which: xero-sql connections remove NAME.');
  await connectionBook().remove(name);
  screen.tell(
    `The connection ${name} is forgotten. A sign-in made with its app stays valid until ` +
      'xero-sql logout ends it, or the app is disconnected in Xero.',
  );
  return EXIT.done;
}

export async function chooseDefault(
  { screen }: CommandContext,
  name: string | undefined,
  { none = false }: { readonly none?: boolean },
): Promise<ExitCode> {
  const book = connectionBook();
  if (none || name !== undefined) await book.setDefault(none ? null : (name ?? null));
  const chosen = await book.defaultName();
  if (chosen !== null) await screen.result(`${chosen}\n`);
  else screen.tell('There is no default connection.');
  return EXIT.done;
}

async function chosenName(book: ConnectionBook, given: string | undefined): Promise<string> {
  const name = given ?? (await book.defaultName());
  if (name !== null) return name;
  throw new UsageError(
    'Name a saved connection, or choose one: xero-sql connections default NAME.',
  );
}

/** Lets the person fill in a form; leaving it is no failure. */
async function filled(
  context: CommandContext,
  isTaken: (name: string) => boolean,
  fill: (parts: FormParts) => Promise<FilledForm | null>,
): Promise<FilledForm | null> {
  try {
    return await fill({
      prompter: await terminalPrompter(context.io),
      nameProblem: (name) => (isTaken(name) ? 'A connection of that name is saved already.' : null),
      test: (connectionString) => testLine(context, connectionString),
    });
  } catch (error) {
    if (error instanceof FormLeft) return null;
    throw error;
  }
}

async function tellSaved(
  { screen }: CommandContext,
  book: ConnectionBook,
  name: string,
): Promise<void> {
  const saved = (await book.list()).find((connection) => connection.name === name.trim());
  const where = {
    keychain: `; its secrets are sealed, with the key in the keychain`,
    file: `; its secrets are in ${book.file}, which only you may read`,
    none: '',
  }[saved?.secrets ?? 'none'];
  const use = saved?.isDefault === true ? 'xero-sql' : `xero-sql -c ${quoted(name.trim())}`;
  screen.tell(`Saved as ${name.trim()}${where}. Use it with: ${use}`);
}

const quoted = (name: string): string => (/^[\w.-]+$/.test(name) ? name : `"${name}"`);
