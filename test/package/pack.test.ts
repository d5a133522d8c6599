/** What users get: the files of the package, and that the built program starts. */
import { execFile } from 'node:child_process';
import { access, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from 'esbuild';

const run = promisify(execFile);
const ROOT = resolve(import.meta.dirname, '..', '..');

interface Manifest {
  readonly version: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly man: string;
  readonly exports: { readonly '.': Readonly<Record<string, string>> };
  readonly dependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
}

let manifest: Manifest;
beforeAll(async () => {
  manifest = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as Manifest;
});

const isBuilt = await access(join(ROOT, 'dist', 'cli.js')).then(
  () => true,
  () => false,
);

describe('the package', () => {
  it.skipIf(!isBuilt)(
    'holds what its manifest names, and no source, test or secret',
    async () => {
      const { stdout } = await run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
        cwd: ROOT,
      });
      const [packed] = JSON.parse(stdout) as [{ files: { path: string }[]; size: number }];
      const paths = packed.files.map(({ path }) => path);
      const named = [
        ...Object.values(manifest.bin),
        manifest.man,
        ...Object.values(manifest.exports['.']),
      ].map((path) => path.replace(/^\.\//, ''));
      expect(paths).toEqual(expect.arrayContaining([...named, 'README.md', 'LICENSE']));
      const strays = paths.filter(
        (path) =>
          !/^(?:dist\/|man\/|(?:README|CHANGELOG|THIRD_PARTY_NOTICES)\.md$|LICENSE$|package\.json$)/.test(
            path,
          ),
      );
      expect(strays).toEqual([]);
      expect(packed.size).toBeLessThan(5 * 1024 * 1024);
    },
    60_000,
  );

  it('has exact versions, and no dependency that runs a script when it is installed', async () => {
    const lock = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { dev?: boolean; hasInstallScript?: boolean }>;
    };
    const scripted = Object.entries(lock.packages).filter(
      ([path, { dev, hasInstallScript }]) => path !== '' && dev !== true && hasInstallScript,
    );
    expect(scripted).toEqual([]);
    const versions = { ...manifest.dependencies, ...manifest.optionalDependencies };
    for (const version of Object.values(versions)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });
});

describe('the program, built', () => {
  let folder: string;
  beforeAll(async () => {
    // As scripts/build.mjs has it, apart from what is bundled, into a folder of its own.
    folder = await mkdtemp(join(ROOT, 'node_modules', '.built-'));
    await build({
      absWorkingDir: ROOT,
      entryPoints: { cli: 'src/cli/main.ts' },
      outdir: folder,
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      packages: 'external',
      define: { __VERSION__: JSON.stringify(manifest.version) },
      logLevel: 'silent',
    });
  }, 60_000);
  afterAll(() => rm(folder, { recursive: true }));

  const program = (...argv: readonly string[]): Promise<{ stdout: string }> =>
    run(process.execPath, [join(folder, 'cli.js'), ...argv], {
      env: { ...process.env, XERO_SQL_HOME: join(tmpdir(), 'xero-sql-none') },
    });

  it('starts and runs a statement over the demo organisation', async () => {
    expect((await program('--version')).stdout).toBe(`${manifest.version}\n`);
    const { stdout } = await program(
      '--demo',
      '--format',
      'jsonl',
      'SELECT COUNT(*) AS n FROM Currencies',
    );
    expect(JSON.parse(stdout)).toHaveProperty('n');
  }, 60_000);

  it('asks without loading the prompts, the browser opener, the keychain or DuckDB for a plain query', async () => {
    const entry = await readFile(join(folder, 'cli.js'), 'utf8');
    expect(entry).not.toMatch(/^import .*(?:clack|keyring|duckdb)/m);
  });
});
