/** The commands beside running SQL: what they are called, what they take, and where they are done. */
import { Argument, Command, Option } from 'commander';
import type { CommonOptions } from './command-line.ts';
import type { ExitCode } from './exit-codes.ts';
import type { CliIo } from './io.ts';
import type { Screen } from './screen.ts';

export interface CommandContext {
  readonly io: CliIo;
  readonly screen: Screen;
  readonly options: CommonOptions;
}

/** A command with its arguments read, ready to be carried out. */
export interface CommandWork {
  readonly kind: 'command';
  readonly name: string;
  readonly run: (context: CommandContext) => Promise<ExitCode>;
  readonly options: CommonOptions;
}

export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;
export type Shell = (typeof SHELLS)[number];

/** What changes the properties of a connection. */
export interface ChangeFlags {
  readonly property: readonly string[];
  readonly secretEnv: readonly string[];
  readonly secretStdin?: string | undefined;
}

const several = (value: string, before: readonly string[]): readonly string[] => [...before, value];

const changes = (): readonly Option[] => [
  new Option('-p, --property <key=value>', 'a property; may be repeated')
    .argParser(several)
    .default([], 'none'),
  new Option('--secret-env <key=variable>', 'a secret property, from an environment variable')
    .argParser(several)
    .default([], 'none'),
  new Option('--secret-stdin <key>', 'a secret property, from standard input'),
];

/**
 * Adds the commands to the program.
 * @param found is told which command was given
 */
export function defineCommands(
  program: Command,
  found: (work: CommandWork) => void,
  options: () => CommonOptions,
): void {
  const add = (parent: Command, name: string, description: string): Command =>
    parent
      .command(name)
      .description(description)
      .helpOption(false)
      .helpCommand(false)
      .configureOutput({ writeErr: () => undefined, writeOut: () => undefined })
      .exitOverride();
  const does =
    (name: string, run: (context: CommandContext, ...given: never[]) => Promise<ExitCode>) =>
    (...given: unknown[]) => {
      found({
        kind: 'command',
        name,
        options: options(),
        run: (context) => run(context, ...(given as never[])),
      });
    };

  const connections = add(program, 'connections', 'save, test and choose connections').action(
    does('connections', async (context) => (await saved()).list(context)),
  );
  const named = new Argument('[name]', 'of a saved connection; the default one when left out');
  const create = add(connections, 'create', 'save a connection: a form, or by options')
    .option('--name <name>', 'what to save it under')
    .option('--replace', 'replace the connection of that name')
    .option('--default', 'use it when no connection is given')
    .option('--test', 'save it only when it works')
    .action(
      does('connections create', async (context, flags) => (await saved()).create(context, flags)),
    );
  add(connections, 'list', 'the saved connections').action(
    does('connections list', async (context) => (await saved()).list(context)),
  );
  add(connections, 'show', 'the properties of a connection, secrets masked')
    .addArgument(named)
    .action(does('connections show', async (context, name) => (await saved()).show(context, name)));
  add(connections, 'test', 'whether a connection works, and if not, what to do')
    .addArgument(named)
    .action(does('connections test', async (context, name) => (await saved()).test(context, name)));
  const edit = add(connections, 'edit', 'change a connection: a form, or by options')
    .addArgument(named)
    .option('--unset <key>', 'give up a property; may be repeated', several, [])
    .action(
      does('connections edit', async (context, name, flags) =>
        (await saved()).edit(context, name, flags),
      ),
    );
  for (const option of changes()) {
    create.addOption(option);
    edit.addOption(option);
  }
  add(connections, 'remove', 'forget a saved connection')
    .argument('[name]', 'of a saved connection')
    .action(
      does('connections remove', async (context, name) => (await saved()).remove(context, name)),
    );
  add(connections, 'default', 'show or choose the connection to use when none is given')
    .argument('[name]', 'of a saved connection')
    .option('--none', 'use none')
    .action(
      does('connections default', async (context, name, flags) =>
        (await saved()).chooseDefault(context, name, flags),
      ),
    );

  add(program, 'login', 'sign in to Xero')
    .option('--again', 'also when signed in already, to add organisations or change user')
    .action(
      does('login', async (context, flags) => (await import('./sign-in.ts')).login(context, flags)),
    );
  add(program, 'logout', 'end the sign-in at Xero and forget its tokens').action(
    does('logout', async (context) => (await import('./sign-in.ts')).logout(context)),
  );
  add(program, 'whoami', 'organisations, scopes, life of the token, calls left today').action(
    does('whoami', async (context) => (await import('./sign-in.ts')).whoami(context)),
  );
  add(program, 'doctor', 'check this machine, the network and the connection').action(
    does('doctor', async (context) => (await import('./doctor.ts')).doctor(context)),
  );
  add(program, 'docs', 'the tables; of one its columns, calls, filters and examples')
    .addArgument(new Argument('[table]', 'or a schema; all tables when left out'))
    .action(does('docs', async (context, name) => (await import('./docs.ts')).docs(context, name)));
  add(program, 'types', 'TypeScript interfaces of the tables').action(
    does('types', async (context) => (await import('./types.ts')).types(context)),
  );
  add(program, 'completion', 'a script that completes commands and options in your shell')
    .addArgument(new Argument('<shell>', 'which shell').choices(SHELLS))
    .action(
      does('completion', async (context, shell) =>
        (await import('./completion.ts')).completion(context, shell),
      ),
    );
}

const saved = (): Promise<typeof import('./connections/index.ts')> =>
  import('./connections/index.ts');
