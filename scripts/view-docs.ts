/** The page of views, from the declarations of those that come with xero-sql. Written by `reference-docs.ts`. */
import { shippedViews } from '../src/schemas/books/index.ts';
import type { ColumnDefinition } from '../src/schemas/model.ts';
import type { ShippedView } from '../src/schemas/view.ts';

const INTRODUCTION = `
This page is written from \`src/schemas/books\` by \`npm run docs\`; change those instead.

A view is a query with a name. It keeps no rows: where a statement reads it, its query takes its place, so
that conditions, limits and the columns you ask for reach Xero as if you had written them inside.
\`EXPLAIN\` shows the calls.

## Views of your own

\`\`\`sql
CREATE VIEW unpaid AS
SELECT InvoiceNumber, ContactName, DueDate, AmountDue FROM Invoices
WHERE Type = 'ACCREC' AND Status = 'AUTHORISED';

SELECT * FROM unpaid WHERE ContactName = 'Salamanca Brew Bar';   -- both conditions go to Xero

CREATE OR REPLACE VIEW unpaid (Number, Due) AS SELECT …;         -- names its columns
DROP VIEW IF EXISTS unpaid;
\`\`\`

These are statements of \`query()\`, scripts and the prompt; \`db.views\` does the same in a program. They
change nothing in Xero. Views are in the schema LOCAL beside local tables: \`unpaid\` or \`LOCAL.unpaid\`. Where
a table of Xero has the name too, the schema must be written.

- **How long.** Made over a saved connection (\`xero-sql -c books\`), a view is kept with it and is there at
  the next start; \`xero-sql connections edit\` leaves it, \`remove\` takes it away. Over a connection string
  it goes with the session.
- **Checked when made.** Names and types must be right then. What a view reads may go later (another view, a
  local table): then the statement that reads it fails, and says in which view and where.
- **Columns are those of the day it was made**, as in PostgreSQL: \`SELECT *\` in a view gives no column that
  a table got later.
- **Parameters** cannot stand in a view; conditions on it do what they would. What a report is asked with is
  asked through it: a view of ProfitAndLoss takes \`WHERE FromDate = … AND ToDate = …\` if these are among its
  columns.
- \`ORDER BY\` and \`LIMIT\` in a view hold, and keep conditions from passing through a \`LIMIT\`.
- \`\\\\dv\` lists views, \`\\\\d+ unpaid\` shows the query of one; so does \`sys_views\`.
`;

export function viewPage(): string {
  const contents = shippedViews.map(
    ({ table }) => `- [${table.name}](#${table.name.toLowerCase()}): ${escape(table.description)}`,
  );
  return [
    '# Views',
    INTRODUCTION.replaceAll('\\\\', '\\'),
    '## Views that come with xero-sql',
    'They are in the schema BOOKS; the bare name does. Each is tested against the reports of Xero, to the cent.',
    contents.join('\n'),
    ...shippedViews.map(section),
  ].join('\n\n');
}

function section({ table, notes, examples }: ShippedView): string {
  const key = table.primaryKey.length === 0 ? '' : `Key: ${table.primaryKey.join(', ')}.`;
  return [
    `### ${table.name}`,
    [escape(table.description), key].filter(Boolean).join(' '),
    notes,
    ['| column | type | what it holds |', '| --- | --- | --- |', ...table.columns.map(row)].join(
      '\n',
    ),
    ...examples.map(({ title, sql }) => `${title}:\n\n\`\`\`sql\n${sql};\n\`\`\``),
    `<details><summary>Its query</summary>\n\n\`\`\`sql\n${table.source.sql}\n\`\`\`\n\n</details>`,
  ].join('\n\n');
}

const MOST_VALUES = 8;

function row({ name, type, description, values }: ColumnDefinition): string {
  const shown = values.slice(0, MOST_VALUES).map((value) => `\`${value}\``);
  const all =
    shown.length === 0 ? '' : ` ${shown.join(', ')}${values.length > MOST_VALUES ? ', …' : ''}`;
  return `| ${name} | ${type} | ${escape(description)}${all} |`;
}

const escape = (text: string): string => text.replace(/[\\`*_<>|]/g, '\\$&');
