/**
 * Writes the references of connection properties, error codes, functions and views from their catalogues.
 *
 *     npx tsx scripts/reference-docs.ts
 */
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { describeProperties, type PropertyDescription } from '../src/connection/index.ts';
import { ERROR_CODES } from '../src/errors.ts';
import { functionPage } from './function-docs.ts';
import { viewPage } from './view-docs.ts';

const DOCS = resolve(import.meta.dirname, '..', 'docs');

/** The pages, by file name; formatted as the repository formats Markdown. */
export async function referenceDocs(): Promise<ReadonlyMap<string, string>> {
  const pages = {
    'connection.md': connectionPage(),
    'errors.md': errorPage(),
    'functions.md': functionPage(WRITTEN),
    'views.md': viewPage(),
  };
  const options = (await resolveConfig(join(DOCS, 'errors.md'))) ?? {};
  const formatted = Object.entries(pages).map(
    async ([name, text]) => [name, await format(text, { ...options, parser: 'markdown' })] as const,
  );
  return new Map(await Promise.all(formatted));
}

const WRITTEN = 'This page is written by `npm run docs`; change the source it names instead.';

function connectionPage(): string {
  const properties = describeProperties();
  const groups = [...new Set(properties.map(({ group }) => group))];
  const sections = groups.map((group) => {
    const rows = properties.filter((property) => property.group === group).map(propertyRow);
    const header = ['| property | default | what it does |', '| --- | --- | --- |'];
    return `## ${group}\n\n${[...header, ...rows].join('\n')}`;
  });
  return [
    '# Connection properties',
    `${WRITTEN} Source: \`src/connection/properties.ts\`.`,
    CONNECTION_INTRODUCTION,
    ...sections,
    EMULATORS,
  ].join('\n\n');
}

const CONNECTION_INTRODUCTION = `
A connection string is \`Key=Value;Key=Value\`. Case, spaces and underscores in keys do not matter. A value
that holds \`;\` or quotes stands in quotes: \`"a;b"\` or \`'a;b'\`, a quote inside doubled.

In place of the string itself, so that no secret stands on a command line, you can give \`@file\` (a file
that holds the string) or the name of a saved connection, or set \`XERO_SQL_CONNECTION\` to any of the
three and give nothing.
`;

const EMULATORS = `
## An emulator in place of Xero

One address does where an emulator has Xero's paths (\`/api.xro/2.0\`, \`/connections\`, \`/connect/token\`),
also below a path of its own; sign-in follows it:

\`\`\`
AuthScheme=OAuthClient;OAuthClientId=any;OAuthClientSecret=any;ApiUrl=http://localhost:8080
\`\`\`

Without a sign-in, and without a list of organisations, a token and the organisation's ID do:

\`\`\`
InitiateOAuth=OFF;OAuthAccessToken=any;Tenant=7d1c0f6e-9a1b-4c55-8f2e-0b7a61c3d901;ApiUrl=http://localhost:8080
\`\`\`

What has other addresses gets them one by one, as a mock server for each OpenAPI file:

\`\`\`
…;AccountingUrl=http://localhost:4010;ProjectsUrl=http://localhost:4011;TokenUrl=http://localhost:8080/oauth/token
\`\`\`

\`xero-sql test -c …\` says whether it answers. A certificate of its own is trusted with
\`NODE_EXTRA_CA_CERTS=ca.pem\`. CacheSeconds=0 shows changes of small lists at once. Answers may be plain or
compressed, with or without rate-limit headers, and lists with or without \`pagination\`, in pages of any
size: see [decisions](decisions.md).
`;

function propertyRow(property: PropertyDescription): string {
  const { name, aliases, allowed, description, whereXeroShowsIt } = property;
  const others = aliases.length > 0 ? `<br>also ${aliases.map(code).join(', ')}` : '';
  const said = [
    description,
    allowed === '' || property.kind === 'enum' ? '' : `Takes ${allowed}.`,
    whereXeroShowsIt === null ? '' : `Xero shows it at: ${whereXeroShowsIt}.`,
  ];
  const cells = [
    `${code(name)}${others}`,
    property.default,
    said.filter((sentence) => sentence !== '').join(' '),
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function errorPage(): string {
  const rows = Object.entries(ERROR_CODES).map(([name, text]) => `| ${code(name)} | ${text} |`);
  return [
    '# Errors',
    `${WRITTEN} Source: \`src/errors.ts\`.`,
    ERROR_INTRODUCTION,
    ['| code | when |', '| --- | --- |', ...rows].join('\n'),
  ].join('\n\n');
}

const ERROR_INTRODUCTION = `
Every failure is a \`XeroSqlError\` with a stable \`code\`, a \`message\`, often a \`hint\` that says what to do,
and a \`position\` (line and column) when it is about a place in the statement. Its classes tell what kind
of thing failed: \`ConnectionError\` (the connection string or the choice of organisation), \`AuthError\`
(signing in), \`SqlError\` (the statement), \`ExecutionError\` (a right statement that failed while running)
and \`ApiError\` (a call to Xero, with \`call\`, \`status\` and \`retryAfterSeconds\`).
`;

const code = (text: string): string => `\`${text}\``;

if (process.argv[1] !== undefined && resolve(process.argv[1]) === import.meta.filename) {
  for (const [name, text] of await referenceDocs()) await writeFile(join(DOCS, name), text);
}
