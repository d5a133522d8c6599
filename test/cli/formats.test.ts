import { describe, expect, test } from 'vitest';
import type { Column, Row } from '../../src/database/rows.ts';
import { loadFormat, type FormatName, type Layout } from '../../src/cli/formats/index.ts';
import { widthOf } from '../../src/cli/width.ts';
import { bytesOf, FILE } from './formats-support.ts';

const COLUMNS: readonly Column[] = [
  { name: 'Name', type: 'text' },
  { name: 'Total', type: 'decimal' },
  { name: 'Lines', type: 'integer' },
  { name: 'Paid', type: 'boolean' },
  { name: 'Due', type: 'date' },
];

const ROWS: readonly Row[] = [
  { Name: 'Ann, "A" & Co', Total: '1234.50', Lines: 3, Paid: true, Due: '2026-01-31' },
  { Name: null, Total: null, Lines: null, Paid: null, Due: null },
  { Name: '', Total: '-0.0001', Lines: -12, Paid: false, Due: '2026-02-01' },
];

async function write(
  name: FormatName,
  columns: readonly Column[],
  rows: readonly Row[],
  layout: Partial<Layout> = {},
): Promise<string> {
  const batches = rows.map((row) => [row]);
  return (await bytesOf(name, { columns, batches }, layout)).toString();
}

const text = (...values: readonly string[]): [readonly Column[], readonly Row[]] => [
  [{ name: 'v', type: 'text' }],
  values.map((v) => ({ v })),
];

describe('table', () => {
  test('aligns numbers right and tells NULL from an empty text', async () => {
    expect(await write('table', COLUMNS, ROWS)).toBe(
      [
        ' Name          │   Total │ Lines │ Paid  │ Due',
        '───────────────┼─────────┼───────┼───────┼────────────',
        ' Ann, "A" & Co │ 1234.50 │     3 │ true  │ 2026-01-31',
        ' NULL          │    NULL │  NULL │ NULL  │ NULL',
        '               │ -0.0001 │   -12 │ false │ 2026-02-01',
        '',
      ].join('\n'),
    );
  });

  test('a result without rows shows its columns', async () => {
    expect(await write('table', COLUMNS.slice(0, 2), [])).toBe(' Name │ Total\n──────┼───────\n');
  });

  test('keeps columns straight under emoji, wide and combining characters', async () => {
    const columns: Column[] = [
      { name: 'v', type: 'text' },
      { name: 'w', type: 'text' },
    ];
    const values = ['☕ café', '株式会社', 'e\u0301', '👩‍👩‍👧', 'plain'];
    const lines = (
      await write(
        'table',
        columns,
        values.map((v) => ({ v, w: 'x' })),
      )
    ).split('\n');
    const bars = lines.slice(2, -1).map((line) => widthOf(line.slice(0, line.indexOf('│'))));
    expect(new Set(bars).size).toBe(1);
  });

  test('data cannot move the cursor, hide itself or forge lines', async () => {
    const out = await write(
      'table',
      ...text(
        'a\nb\r\tc',
        '\x1b[2J\x1b]0;title\x07',
        'x\u202eevil',
        'soft\u200bspace',
        '\u009b1m',
        '\ud800',
      ),
    );
    // eslint-disable-next-line no-control-regex
    expect(out.replaceAll('\n', '')).not.toMatch(/[\x00-\x1f\x7f-\x9f\u202e\u200b\ud800]/);
    expect(out).toContain('a\\nb\\r\\tc');
    expect(out).toContain('\\x1b[2J\\x1b]0;title\\x07');
    expect(out).toContain('x\\u202eevil');
  });

  test('column names are data too', async () => {
    const out = await write('table', [{ name: 'a\x1b[2J', type: 'text' }], []);
    expect(out).toContain('a\\x1b[2J');
  });

  test('is never wider than the terminal, and cuts texts but no number', async () => {
    const columns: Column[] = [
      { name: 'Name', type: 'text' },
      { name: 'AReallyLongColumnName', type: 'decimal' },
      { name: 'Other', type: 'text' },
    ];
    const rows = [
      { Name: '株式会社'.repeat(10), AReallyLongColumnName: '123456789.55', Other: 'y'.repeat(50) },
    ];
    const out = await write('table', columns, rows, { terminalWidth: 50 });
    for (const line of out.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(50);
    expect(out).toContain('123456789.55');
    expect(out).toContain('…');
    expect(out).toContain('y…');
  });

  test('leaves out the columns for which there is no room, and says so', async () => {
    const columns = Array.from({ length: 20 }, (_, index): Column => ({
      name: `Column${index}`,
      type: 'decimal',
    }));
    const row = Object.fromEntries(columns.map(({ name }) => [name, '1234567.89']));
    const notes: string[] = [];
    const note = (sentence: string): void => void notes.push(sentence);
    const out = await write('table', columns, [row], { terminalWidth: 60, note });
    expect(out.split('\n')[2]).toBe(' 1234567.89 │ 1234567.89 │ 1234567.89 │ 1234567.89');
    expect(notes).toEqual([expect.stringMatching(/^16 of 20 columns do not fit/)]);
  });

  test('cuts nothing where there is no terminal', async () => {
    expect(await write('table', ...text('x'.repeat(5000)))).toContain('x'.repeat(5000));
  });

  test('goes on in the next line when there is only one column', async () => {
    const out = await write('table', ...text('  Scan of many words that go on'), {
      terminalWidth: 24,
    });
    expect(out.split('\n').slice(2, -1)).toEqual(['   Scan of many', '       words that go on']);
  });

  test('takes other texts for NULL, and no header', async () => {
    expect(
      await write('table', COLUMNS.slice(0, 2), ROWS.slice(1, 2), { header: false, nullText: '∅' }),
    ).toBe(' ∅ │ ∅\n');
  });
});

describe('json', () => {
  test('is one array; decimals are numbers with all their digits', async () => {
    expect(await write('json', COLUMNS, ROWS)).toBe(
      [
        '[',
        '{"Name":"Ann, \\"A\\" & Co","Total":1234.50,"Lines":3,"Paid":true,"Due":"2026-01-31"},',
        '{"Name":null,"Total":null,"Lines":null,"Paid":null,"Due":null},',
        '{"Name":"","Total":-0.0001,"Lines":-12,"Paid":false,"Due":"2026-02-01"}',
        ']',
        '',
      ].join('\n'),
    );
  });

  test('without rows is an empty array', async () => {
    expect(JSON.parse(await write('json', COLUMNS, []))).toEqual([]);
  });

  test('a decimal that a double cannot hold keeps its digits', async () => {
    const columns: Column[] = [{ name: 'd', type: 'decimal' }];
    const digits = '12345678901234567890.0000000001';
    expect(await write('json', columns, [{ d: digits }])).toBe(`[\n{"d":${digits}}\n]\n`);
  });

  test('what was begun is no JSON until it is ended', async () => {
    function* failing(): Generator<readonly Row[]> {
      yield ROWS;
      throw new Error('half-way');
    }
    const json = await loadFormat('json');
    let half = '';
    const writing = (async () => {
      for await (const piece of json({ columns: COLUMNS, batches: failing() }, FILE)) {
        half += piece as string;
      }
    })();
    await expect(writing).rejects.toThrow('half-way');
    expect(half).toContain('1234.50');
    expect(() => JSON.parse(half) as unknown).toThrow();
  });

  test('keeps every text, and any name of a column', async () => {
    const values = ['\x1b[2J', '\u009b', '\u2028', '😀', '"\\', '\u202e'];
    const out = await write('json', [{ name: '__proto__', type: 'text' }], values.map(protoRow));
    const rows = JSON.parse(out) as object[];
    expect(rows.map((row) => Object.entries(row)[0])).toEqual(
      values.map((value) => ['__proto__', value]),
    );
    // eslint-disable-next-line no-control-regex
    expect(out.replaceAll('\n', '')).not.toMatch(/[\x00-\x1f\x7f-\x9f\u2028\u202e]/);
  });
});

const protoRow = (value: string): Row =>
  Object.defineProperty({}, '__proto__', { value, enumerable: true });

describe('jsonl', () => {
  test('is an object a line', async () => {
    const lines = (await write('jsonl', COLUMNS, ROWS)).trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ Name: 'Ann, "A" & Co', Lines: 3 });
    expect(await write('jsonl', COLUMNS, [])).toBe('');
  });
});

describe('csv', () => {
  test('quotes as RFC 4180 does; NULL is empty, an empty text is ""', async () => {
    expect(await write('csv', COLUMNS, ROWS)).toBe(
      [
        'Name,Total,Lines,Paid,Due',
        '"Ann, ""A"" & Co",1234.50,3,true,2026-01-31',
        ',,,,',
        '"",-0.0001,-12,false,2026-02-01',
        '',
      ].join('\n'),
    );
  });

  test('keeps line breaks inside quotes, and every other character as it is', async () => {
    expect(await write('csv', ...text('a\nb', 'c\rd', '\x1b[2J', '1;2'))).toBe(
      'v\n"a\nb"\n"c\rd"\n\x1b[2J\n1;2\n',
    );
  });

  test('on a terminal writes out what the terminal would act on', async () => {
    expect(await write('csv', ...text('\x1b[2J'), { terminalWidth: 80 })).toBe('v\n\\x1b[2J\n');
  });

  test('has its header without rows too, or none when none is wanted', async () => {
    expect(await write('csv', COLUMNS, [])).toBe('Name,Total,Lines,Paid,Due\n');
    expect(await write('csv', COLUMNS, [], { header: false })).toBe('');
    expect(await write('csv', ...text('x'), { header: false })).toBe('x\n');
  });

  test('takes another text for NULL', async () => {
    const [columns] = text();
    expect(await write('csv', columns, [{ v: null }], { nullText: '\\N' })).toBe('v\n\\N\n');
  });
});

describe('expanded', () => {
  test('has a line for each value', async () => {
    expect(await write('expanded', COLUMNS.slice(0, 2), ROWS.slice(0, 2))).toBe(
      [
        '── row 1 ──',
        'Name  │ Ann, "A" & Co',
        'Total │ 1234.50',
        '── row 2 ──',
        'Name  │ NULL',
        'Total │ NULL',
        '',
      ].join('\n'),
    );
  });

  test('goes on below where a terminal ends, and shows what it would act on', async () => {
    const long = 'word '.repeat(30).trim();
    const out = await write('expanded', ...text(long, 'a\nb\x1b[2J'), { terminalWidth: 40 });
    for (const line of out.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(40);
    expect(out.match(/word/g)).toHaveLength(30);
    expect(out).toContain('v │ a\\nb\\x1b[2J\n');
  });
});

describe('html', () => {
  test('no value becomes markup; NULL and numbers have classes', async () => {
    const columns: Column[] = [
      { name: '<th>', type: 'text' },
      { name: 'n', type: 'decimal' },
    ];
    const rows = [
      { '<th>': `<script>alert("&")</script>'`, n: '1.50' },
      { '<th>': null, n: null },
    ];
    const out = await write('html', columns, rows);
    expect(out).toContain(
      '<tr><th>&lt;th&gt;</th><th class="number">n</th></tr>\n</thead>\n<tbody>\n' +
        '<tr><td>&lt;script&gt;alert(&quot;&amp;&quot;)&lt;/script&gt;&#39;</td><td class="number">1.50</td></tr>\n' +
        '<tr><td class="null"></td><td class="null"></td></tr>\n</tbody>',
    );
    expect(out).toMatch(/^<!doctype html>[^]*<meta charset="utf-8">[^]*<\/html>\n$/);
  });

  test('is a whole page without rows too', async () => {
    expect(await write('html', COLUMNS, [])).toMatch(/<tbody>\n<\/tbody>\n<\/table>/);
  });
});

describe('markdown', () => {
  test('is a table with numbers at the right', async () => {
    expect(await write('markdown', COLUMNS, ROWS.slice(0, 2))).toBe(
      [
        '| Name | Total | Lines | Paid | Due |',
        '| --- | ---: | ---: | --- | --- |',
        '| Ann, "A" & Co | 1234.50 | 3 | true | 2026-01-31 |',
        '|  |  |  |  |  |',
        '',
      ].join('\n'),
    );
  });

  test('no value leaves its cell or becomes markup', async () => {
    const out = await write(
      'markdown',
      ...text('a|b', 'a\r\nb', 'a\\|b', '<b>', '*x* _y_ `z` [l](u)', '&copy; & co'),
    );
    expect(out.split('\n').slice(2, -1)).toEqual([
      '| a\\|b |',
      '| a<br>b |',
      '| a\\\\\\|b |',
      '| \\<b\\> |',
      '| \\*x\\* \\_y\\_ \\`z\\` \\[l\\](u) |',
      '| \\&copy; & co |',
    ]);
  });
});

describe('arrays', () => {
  const columns: readonly Column[] = [
    { name: 'ids', type: 'integer[]' },
    { name: 'sums', type: 'decimal[]' },
    { name: 'words', type: 'text[]' },
    { name: 'flags', type: 'boolean[]' },
  ];
  const rows: readonly Row[] = [
    { ids: [1, null], sums: ['1.50', '2'], words: ['a b', 'x"y'], flags: [true, false] },
    { ids: [], sums: null, words: ['', 'NULL'], flags: null },
  ];

  test('are lists in JSON', async () => {
    expect(await write('jsonl', columns, rows)).toBe(
      [
        '{"ids":[1,null],"sums":[1.50,2],"words":["a b","x\\"y"],"flags":[true,false]}',
        '{"ids":[],"sums":null,"words":["","NULL"],"flags":null}',
        '',
      ].join('\n'),
    );
  });

  test("are PostgreSQL's text elsewhere", async () => {
    expect(await write('csv', columns, rows)).toBe(
      [
        'ids,sums,words,flags',
        '"{1,NULL}","{1.50,2}","{""a b"",""x\\""y""}","{t,f}"',
        '{},,"{"""",""NULL""}",',
        '',
      ].join('\n'),
    );
    expect(await write('insert', columns.slice(0, 1), rows)).toBe(
      [
        `INSERT INTO "result" ("ids") VALUES ('{1,NULL}');`,
        `INSERT INTO "result" ("ids") VALUES ('{}');`,
        '',
      ].join('\n'),
    );
    expect(await write('table', columns.slice(0, 1), rows)).toContain('{1,NULL}');
  });
});
