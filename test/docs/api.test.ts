import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Application, type TypeDocOptions } from 'typedoc';
import { expect, it } from 'vitest';
import options from '../../typedoc.json' with { type: 'json' };

it('the reference of the library is that of its code; if not, run `npm run docs`', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'xero-sql-api-'));
  try {
    const { $schema, ...given } = options;
    expect($schema).toContain('typedoc');
    const app = await Application.bootstrapWithPlugins({
      ...(given as TypeDocOptions),
      out: folder,
    });
    const project = await app.convert();
    if (project === undefined) throw new Error('The code does not compile.');
    await app.generateOutputs(project);
    expect(app.logger.warningCount).toBe(0);
    const [written, committed] = await Promise.all(
      [folder, options.out].map((where) => readFile(join(where, 'README.md'), 'utf8')),
    );
    expect(committed).toBe(written);
  } finally {
    await rm(folder, { recursive: true });
  }
}, 300_000);
