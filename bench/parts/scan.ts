/** From the bytes of Xero's answers to typed rows. */
import { startEmulator } from '../../fixtures/emulator/index.ts';
import { readList } from '../../src/engine/scan/answer.ts';
import { compileDecoder } from '../../src/engine/scan/decode.ts';
import { createAccessTokens } from '../../src/auth/index.ts';
import { resolveConnection } from '../../src/connection/index.ts';
import { catalogue } from '../../src/schemas/index.ts';
import type { TableDefinition } from '../../src/schemas/model.ts';
import { parseJson, readText } from '../../src/xero/json.ts';
import { silentLogger } from '../../src/xero/index.ts';
import { MAIN_TENANT_ID } from '../../fixtures/books/index.ts';
import { atLeast, compare, milliseconds, type Measurement, type Part } from '../measure.ts';

const ROUNDS = 25;
const TENANT = { tenantId: MAIN_TENANT_ID, tenantName: null };

interface Scanned {
  readonly table: string;
  readonly list: string;
  /** null for all. */
  readonly columns: readonly string[] | null;
}

const SOME_COLUMNS = [
  'InvoiceID',
  'InvoiceNumber',
  'Type',
  'Status',
  'ContactName',
  'Date',
  'DueDate',
  'Total',
  'AmountDue',
];

const SCANS: readonly Scanned[] = [
  { table: 'Invoices', list: 'Invoices', columns: SOME_COLUMNS },
  { table: 'Invoices', list: 'Invoices', columns: null },
  { table: 'InvoiceLineItems', list: 'Invoices', columns: null },
  { table: 'Payments', list: 'Payments', columns: null },
  { table: 'Contacts', list: 'Contacts', columns: null },
  { table: 'JournalLines', list: 'Journals', columns: null },
];

const TARGET = atLeast(
  0.7,
  'Each column of each row is checked and converted (dates from .NET’s form, money to exact decimals, ids to lower case), which for tables with as many columns as the JSON has fields costs about as much as parsing it.',
);

export const scan: Part = {
  name: 'scan',
  title: 'Reading answers',
  method:
    'One answer of the emulator, as the bytes that Xero sends (unpacked): to text, to JSON, to checked and typed rows with exact decimals; against `JSON.parse` of the same bytes and nothing more. The ratio is of speeds: 1.00 would be a conversion that costs nothing.',
  async run(tell) {
    const emulator = await startEmulator();
    const properties = await resolveConnection(emulator.connectionString());
    const token = await createAccessTokens(properties, { log: silentLogger }).current();
    // All before the first measurement, which leaves a server in this process no time to answer.
    const answers = new Map<string, Buffer>();
    for (const list of new Set(SCANS.map((scanned) => scanned.list))) {
      const response = await fetch(`${emulator.url}/api.xro/2.0/${list}?page=1&pageSize=1000`, {
        headers: {
          Accept: 'application/json',
          Authorization: `Bearer ${token}`,
          'xero-tenant-id': MAIN_TENANT_ID,
        },
      });
      answers.set(list, Buffer.from(await response.arrayBuffer()));
    }
    await emulator.close();
    const measurements: Measurement[] = [];
    for (const { table: name, list, columns } of SCANS) {
      const table = catalogue.find('ACCOUNTING', name, 'ACCOUNTING');
      if (table === null) throw new Error(`There is no table ${name}.`);
      const wanted = columns ?? table.columns.map((column) => column.name);
      const measured = await measureScan(table, wanted, answers.get(list) ?? Buffer.alloc(0));
      tell(`${measured.what}: ${measured.ratio.toFixed(2)}; ${measured.figures}`);
      measurements.push(measured);
    }
    return measurements;
  },
};

async function measureScan(
  table: TableDefinition,
  columns: readonly string[],
  bytes: Buffer,
): Promise<Measurement> {
  if (table.source.kind !== 'endpoint') throw new Error(`${table.name} has no endpoint.`);
  const { endpoint } = table.source;
  const decode = compileDecoder(table, columns, endpoint.path);
  const toRows = (): number => {
    const body = parseJson(readText(bytes));
    const { documents } = readList({ status: 200, body, bytes: bytes.length }, endpoint, '');
    return decode(documents, TENANT).length;
  };
  const rows = toRows();
  const { ms, ratios } = await compare(ROUNDS, [
    (): unknown => JSON.parse(bytes.toString('utf8')),
    toRows,
  ]);
  const [parseMs = 0, ourMs = 0] = ms;
  return {
    what: `${table.name}, ${columns.length} columns`,
    against: 'JSON.parse',
    ratio: 1 / (ratios[1] ?? NaN),
    figures: `${Math.round((rows / ourMs) * 1000).toLocaleString('en')} rows/s; ${milliseconds(ourMs)} against ${milliseconds(parseMs)}, ${(bytes.length / 1e6).toFixed(1)} MB`,
    target: TARGET,
  };
}
