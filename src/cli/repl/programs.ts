/** Other programs at the terminal: the pager and the editor. */
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { CliIo } from '../io.ts';
import { UsageError } from '../exit-codes.ts';

/** `$PAGER`, or less where it is installed; null when there is none or it is turned off by `PAGER=`. */
export function pagerCommand(env: CliIo['env']): string | null {
  const own = env['PAGER']?.trim();
  if (own !== undefined) return own === '' || own === 'cat' ? null : own;
  return isInstalled('less', env) ? 'less' : null;
}

/** Long lines are cut at the edge and scrolled to; what fits one screen stays on it. */
const LESS = '-SRFX';

/** @returns whether the pager could be run */
export async function page(io: CliIo, command: string, text: string): Promise<boolean> {
  const env = { ...io.env, LESS: io.env['LESS'] ?? LESS };
  return (await run(io, command, { env, input: text })) !== null;
}

/**
 * The text as the person leaves it in `$VISUAL` or `$EDITOR`.
 * @throws UsageError when the editor cannot be run
 */
export async function editText(io: CliIo, text: string): Promise<string> {
  const fallback = process.platform === 'win32' ? 'notepad' : 'vi';
  const editor = io.env['VISUAL'] ?? io.env['EDITOR'] ?? fallback;
  // The folder and the file are readable by nobody else, and gone afterwards.
  const folder = await mkdtemp(join(tmpdir(), 'xero-sql-'));
  const file = join(folder, 'statement.sql');
  try {
    await writeFile(file, text, { mode: 0o600 });
    const code = await run(io, `${editor} "${file}"`, { env: io.env });
    if (code !== 0) throw new UsageError(`The editor ${editor} failed: set VISUAL or EDITOR.`);
    return (await readFile(file, 'utf8')).replace(/\r\n?/g, '\n').trimEnd();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Run {
  readonly env: CliIo['env'];
  readonly input?: string;
}

/**
 * Runs a command line of the person's own environment, as their shell would.
 * @returns its exit code; null when it could not be run
 */
async function run(io: CliIo, command: string, { env, input }: Run): Promise<number | null> {
  const isReal = io.stdout === process.stdout;
  const stopListening = ignoreInterrupts(io);
  try {
    return await new Promise((resolve) => {
      const child = spawn(command, {
        shell: true,
        env,
        stdio: [
          input === undefined && isReal ? 'inherit' : 'pipe',
          isReal ? 'inherit' : 'pipe',
          isReal ? 'inherit' : 'pipe',
        ],
      });
      child.stdout?.on('data', (chunk: Buffer) => io.stdout.write(chunk));
      child.on('error', () => resolve(null));
      // Who leaves a pager early closes its input.
      child.stdin?.on('error', () => undefined);
      child.stdin?.end(input ?? '');
      child.on('close', (code) => resolve(code === 127 ? null : (code ?? 1)));
    });
  } finally {
    stopListening();
  }
}

/** Ctrl-C is the other program's. */
function ignoreInterrupts(io: CliIo): () => void {
  let stop = (): void => undefined;
  const listen = (): void => {
    stop = io.onInterrupt(listen);
  };
  listen();
  return () => stop();
}

function isInstalled(program: string, env: CliIo['env']): boolean {
  return (env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return folder !== '';
    } catch {
      return false;
    }
  });
}
