/** The built command line against Node itself. */
import { execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { atMost, compare, milliseconds, type Part } from '../measure.ts';

const ROUNDS = 15;
const root = fileURLToPath(new URL('../..', import.meta.url));

const NO_CALLS = 'AuthScheme=OAuthClient;OAuthClientId=x;OAuthClientSecret=x';
const RUNS: readonly (readonly [name: string, args: readonly string[]])[] = [
  ['--version', ['--version']],
  ['SELECT 1', ['-c', NO_CALLS, 'SELECT 1']],
  [
    'SELECT of a group, a join and a sort',
    [
      '-c',
      NO_CALLS,
      'SELECT a.x, COUNT(*) AS n FROM (VALUES (1), (2)) a(x) JOIN (VALUES (1), (2)) b(x) ON a.x = b.x GROUP BY a.x ORDER BY a.x',
    ],
  ],
];

const TARGET = atMost(
  6,
  'Parser, catalogue and engine are loaded before the first statement: about a megabyte of JavaScript to read and compile.',
);

export const startup: Part = {
  name: 'startup',
  title: 'Start-up of the command line',
  method:
    'The built bundle (`dist/cli.js`) from its start to its end against `node -e 0`. Statements without a table make no call.',
  async run(tell) {
    tell('building');
    execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: 'inherit' });
    const node = (args: readonly string[]) => (): void => {
      const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
      if (status !== 0) throw new Error(`node ${args.join(' ')} failed: ${stderr}`);
    };
    const { ms, ratios } = await compare(ROUNDS, [
      node(['-e', '0']),
      ...RUNS.map(([, args]) => node(['dist/cli.js', ...args])),
    ]);
    return RUNS.map(([name], index) => ({
      what: name,
      against: 'node -e 0',
      ratio: ratios[index + 1] ?? NaN,
      figures: `${milliseconds(ms[index + 1] ?? NaN)} against ${milliseconds(ms[0] ?? NaN)}`,
      target: TARGET,
    }));
  },
};
