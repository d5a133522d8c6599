/** Child processes of the bench. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Starts a TypeScript file of this folder, bundled as the package is: a compiler in the process would
 * take time and memory. What it says on standard error is shown.
 */
export async function startChild(
  file: string,
  args: readonly string[] = [],
): Promise<ChildProcessWithoutNullStreams> {
  const outfile = `${root}/node_modules/.cache/xero-sql-bench/${file.replace(/ts$/, 'mjs')}`;
  await build({
    absWorkingDir: root,
    entryPoints: [`bench/child/${file}`],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
  });
  const child = spawn(process.execPath, [outfile, ...args]);
  child.stderr.pipe(process.stderr);
  return child;
}

/** @throws Error when the child ends without a line */
export async function firstLine(child: ChildProcessWithoutNullStreams): Promise<string> {
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error('The child process has said nothing.');
}

export async function stopChild(child: ChildProcessWithoutNullStreams): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.stdin.end();
  await ended;
}
