/**
 * Builds dist/: the library, the command line and the type declarations.
 *
 * alasql, node-sql-parser and apache-arrow are bundled: installed as packages they would bring over
 * 100 MB and alasql's optional react-native tree to every user. All other dependencies stay packages,
 * as does DuckDB, which users may have or not.
 */
import { execFileSync } from 'node:child_process';
import { chmod, copyFile, mkdir, readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = new URL('..', import.meta.url);
const manifest = JSON.parse(await readFile(new URL('package.json', root), 'utf8'));

const licenses = {
  alasql: 'node_modules/alasql/LICENSE',
  'node-sql-parser': 'node_modules/node-sql-parser/LICENSE',
  'big-integer': 'node_modules/big-integer/LICENSE',
  'apache-arrow': 'node_modules/apache-arrow/LICENSE.txt',
  'apache-arrow-notice': 'node_modules/apache-arrow/NOTICE.txt',
  flatbuffers: 'node_modules/flatbuffers/LICENSE',
  tslib: 'node_modules/tslib/LICENSE.txt',
  'json-with-bigint': 'node_modules/json-with-bigint/LICENSE',
  'xero-openapi': 'fixtures/openapi/LICENSE',
};

await rm(new URL('dist', root), { recursive: true, force: true });
await build({
  absWorkingDir: fileURLToPath(root),
  entryPoints: { index: 'src/index.ts', cli: 'src/cli/main.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  external: [
    ...Object.keys({
      ...manifest.dependencies,
      ...manifest.optionalDependencies,
      ...manifest.peerDependencies,
    }),
    'react-native-fs',
    'react-native-fetch-blob',
  ],
  // The build for browsers: it has none of alasql's readers and writers of files.
  alias: { alasql: fileURLToPath(new URL('node_modules/alasql/dist/alasql.min.js', root)) },
  define: { __VERSION__: JSON.stringify(manifest.version) },
  // The bundled packages are CommonJS and ask for Node's own modules with require.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  legalComments: 'linked',
  logLevel: 'warning',
});
await chmod(new URL('dist/cli.js', root), 0o755);
await mkdir(new URL('dist/licenses', root));
for (const [name, license] of Object.entries(licenses)) {
  await copyFile(new URL(license, root), new URL(`dist/licenses/${name}.txt`, root));
}
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});
