/** What planning a statement costs, before the first call. */
import parserModule from 'node-sql-parser/build/postgresql.js';
import { bind } from '../../src/engine/bind/index.ts';
import { parse } from '../../src/engine/parse/index.ts';
import { compileStatement } from '../../src/database/statement.ts';
import { catalogue } from '../../src/schemas/index.ts';
import { compare, milliseconds, type Measurement, type Part } from '../measure.ts';
import { TODAY } from '../offline.ts';
import { QUERY_SET } from '../query-set.ts';

const ROUNDS = 25;

export const planning: Part = {
  name: 'planning',
  title: 'Planning',
  method: `The ${QUERY_SET.length} statements of the calls above: from text to plan, against node-sql-parser alone, which makes a tree and nothing else. Milliseconds are for one statement on average.`,
  async run() {
    const parser = new parserModule.Parser();
    const texts = QUERY_SET.map(({ sql }) => sql);
    const options = {
      catalogue,
      defaultSchema: 'ACCOUNTING',
      parameters: [],
      pageSize: 1000,
      maxRows: null,
      oneTenant: true,
      now: TODAY,
    } as const;
    const each = (work: (sql: string) => unknown) => (): void => texts.forEach((sql) => work(sql));
    const stages: readonly (readonly [name: string, work: (sql: string) => unknown])[] = [
      ['node-sql-parser', (sql) => parser.astify(sql)],
      ['parse', (sql) => parse(sql)],
      ['parse and bind', (sql) => bind(parse(sql).query, { sql, ...options })],
      ['parse, bind and plan', (sql) => compileStatement(sql, options)],
    ];
    const { ms, ratios } = await compare(
      ROUNDS,
      stages.map(([, work]) => each(work)),
    );
    return stages.slice(1).map(([name], index): Measurement => ({
      what: name,
      against: 'node-sql-parser',
      ratio: ratios[index + 1] ?? NaN,
      figures: `${milliseconds((ms[index + 1] ?? NaN) / texts.length)} against ${milliseconds((ms[0] ?? NaN) / texts.length)}`,
    }));
  },
};
