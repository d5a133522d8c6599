/** Properties given by options: `--property`, `--secret-env`, `--secret-stdin`, `--unset`. */
import {
  definitionOf,
  propertyNamed,
  withProperty,
  type Draft,
  type PropertyName,
} from '../../connection/index.ts';
import type { ChangeFlags } from '../commands.ts';
import { UsageError } from '../exit-codes.ts';
import type { CliIo } from '../io.ts';

export interface EditFlags extends ChangeFlags {
  readonly unset: readonly string[];
}

export const changesAnything = ({ property, secretEnv, secretStdin, unset }: EditFlags): boolean =>
  property.length + secretEnv.length + unset.length > 0 || secretStdin !== undefined;

/** @throws UsageError, ConnectionError; neither repeats a secret */
export async function changed(
  draft: Draft,
  { property, secretEnv, secretStdin, unset }: EditFlags,
  { env, stdin }: Pick<CliIo, 'env' | 'stdin'>,
): Promise<Draft> {
  let next = draft;
  for (const key of unset) next = withProperty(next, propertyNamed(key), '');
  for (const pair of property) {
    const [name, value] = keyAndRest(pair, '--property');
    if (definitionOf(name).kind === 'secret') throw onTheCommandLine(name);
    next = withProperty(next, name, value);
  }
  for (const pair of secretEnv) {
    const [name, variable] = keyAndRest(pair, '--secret-env');
    const value = env[variable] ?? '';
    if (value === '') throw new UsageError(`The environment variable for ${name} is not set.`);
    next = withProperty(next, name, value);
  }
  if (secretStdin !== undefined) {
    const name = propertyNamed(secretStdin);
    next = withProperty(next, name, await readSecret(stdin, name));
  }
  return next;
}

function keyAndRest(pair: string, option: string): [name: PropertyName, rest: string] {
  const at = pair.indexOf('=');
  if (at < 1) throw new UsageError(`Write ${option} Key=Value.`);
  return [propertyNamed(pair.slice(0, at)), pair.slice(at + 1).trim()];
}

function onTheCommandLine(name: PropertyName): UsageError {
  return new UsageError(
    `${name} is a secret, and a command line is seen by others and kept in the history. Use ` +
      `--secret-env ${name}=VARIABLE or --secret-stdin ${name}, and make a new secret at Xero if this ` +
      `one was real.`,
  );
}

async function readSecret(stdin: CliIo['stdin'], name: PropertyName): Promise<string> {
  if (stdin.isTTY === true) {
    throw new UsageError(`Pipe ${name} into standard input; for a form leave the options out.`);
  }
  let text = '';
  for await (const chunk of stdin.setEncoding('utf8')) text += String(chunk);
  const secret = text.replace(/^\uFEFF/, '').trim();
  if (secret === '' || /[\r\n]/.test(secret)) {
    throw new UsageError(`Standard input must hold ${name} in one line.`);
  }
  return secret;
}
