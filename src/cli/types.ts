/** `xero-sql types`: an interface for each table, for programs whose rows are typed. */
import { catalogue } from '../schemas/index.ts';
import { isNullable } from '../schemas/describe.ts';
import type { ColumnDefinition, TableDefinition, SimpleType } from '../schemas/model.ts';
import { VERSION } from '../version.ts';
import type { CommandContext } from './commands.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';

export async function types({ screen }: CommandContext): Promise<ExitCode> {
  await screen.result(typesText());
  return EXIT.done;
}

const HEADER = `/**
 * The rows of the tables of xero-sql ${VERSION}, as \`SELECT *\` gives them: decimals are strings, dates
 * \`2026-01-31\`, timestamps ISO 8601 in UTC. Written by \`xero-sql types\`.
 */
`;

export function typesText(): string {
  const schemas = [...new Set(catalogue.tables.map(({ schema }) => schema))];
  const spaces = schemas.map((schema) => {
    const tables = catalogue.tables.filter((table) => table.schema === schema);
    return `export namespace ${schema} {\n${tables.map(interfaceOf).join('\n')}}\n`;
  });
  return [HEADER, ...spaces].join('\n');
}

function interfaceOf(table: TableDefinition): string {
  const columns = table.columns.map((column) => [
    `    /** ${comment(column.description)} */`,
    `    readonly ${column.name}: ${typeOf(table, column)};`,
  ]);
  return [
    `  /** ${comment(table.description)} */`,
    `  interface ${table.name} {`,
    ...columns.flat(),
    '  }',
    '',
  ].join('\n');
}

const TYPES: Readonly<Record<SimpleType, string>> = {
  uuid: 'string',
  text: 'string',
  boolean: 'boolean',
  integer: 'number',
  decimal: 'string',
  double: 'number',
  date: 'string',
  timestamp: 'string',
  interval: 'string',
};

/** Documented values are no union: Xero adds to them without notice. */
function typeOf(table: TableDefinition, column: ColumnDefinition): string {
  const { type } = column;
  const said = isArray(type) ? `readonly (${TYPES[elementOf(type)]} | null)[]` : TYPES[type];
  return isNullable(table, column) ? `${said} | null` : said;
}

type ListType = Exclude<ColumnDefinition['type'], SimpleType>;

const isArray = (type: ColumnDefinition['type']): type is ListType => type.endsWith('[]');

const elementOf = (type: ListType): SimpleType => type.slice(0, -2) as SimpleType;

const comment = (text: string): string => text.replaceAll('*/', '* /');
