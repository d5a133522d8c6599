/** `--help`: the options, the connection properties from their catalogue, examples. */
import { CONNECTION_VARIABLE, describeProperties } from '../connection/index.ts';
import { wrap } from './wrap.ts';

export const EXAMPLES = [
  ['xero-sql demo', 'look around without an account'],
  ['xero-sql --demo "SELECT * FROM Tenants"', 'one statement over the demo organisation'],
  [
    'xero-sql -c @xero.txt "SELECT ContactName, AmountDue FROM Invoices"',
    'a connection from a file',
  ],
  ['xero-sql -c books --format csv -f overdue.sql > overdue.csv', 'a saved connection, a script'],
  ['xero-sql -c books -o invoices.parquet "SELECT * FROM Invoices"', 'a file, by its ending'],
  ['xero-sql test -c @xero.txt', 'does the connection work?'],
  ['xero-sql -c @xero.txt "EXPLAIN SELECT …"', 'the calls a query makes, without making any'],
] as const;

export const EXIT_CODES = [
  ['0', 'done'],
  ['1', 'a statement failed; those after it were not run'],
  ['2', 'the command line is wrong'],
  ['3', 'no connection: wrong properties, no sign-in, no such organisation, Xero out of reach'],
  ['130', 'cancelled with Ctrl-C'],
] as const;

/** @param usage what the argument parser says of itself */
export function helpText(usage: string, width: number): string {
  const columns = Math.min(Math.max(width, 60), 100);
  return [
    usage.trimEnd(),
    '',
    ...connectionLines(columns),
    '',
    'Exit codes:',
    ...EXIT_CODES.map(([code, meaning]) => `  ${code.padEnd(4)} ${meaning}`),
    '',
    'Examples:',
    ...EXAMPLES.flatMap(([command, what]) => [`  ${command}`, `      ${what}`]),
    '',
  ].join('\n');
}

function connectionLines(width: number): readonly string[] {
  const intro = [
    'A connection is "Key=Value;Key=Value", the name of a saved connection, or @file, a file that ' +
      `holds the string. Without -c, ${CONNECTION_VARIABLE} may hold any of the three. Prefer a ` +
      'file or the variable: other users of the machine may see a command line. Case and spaces in ' +
      'keys do not matter.',
  ].flatMap((text) => wrap(text, width));
  const properties = describeProperties();
  const groups = [...new Set(properties.map(({ group }) => group))];
  return [
    'Connections:',
    ...intro.map((line) => `  ${line}`.slice(0, width + 2)),
    ...groups.flatMap((group) => [
      '',
      `${group} properties:`,
      ...properties.filter((property) => property.group === group).flatMap((p) => entry(p, width)),
    ]),
  ];
}

type Property = ReturnType<typeof describeProperties>[number];

function entry(property: Property, width: number): readonly string[] {
  const { name, allowed, default: fallback, description } = property;
  const facts = [
    ...(allowed === '' ? [] : [allowed]),
    ...(fallback === '' ? [] : [`default: ${fallback}`]),
  ];
  const head = facts.length === 0 ? name : `${name}  (${facts.join('; ')})`;
  return [
    ...wrap(head, width - 2).map((line, index) => (index === 0 ? `  ${line}` : `      ${line}`)),
    ...wrap(description.replaceAll('`', ''), width - 6).map((line) => `      ${line}`),
  ];
}
