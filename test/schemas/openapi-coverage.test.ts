/**
 * The tables against the facts of Xero's OpenAPI files: every GET endpoint is read and every field
 * of its answers shown, or left out for a reason.
 */
import { describe, expect, it } from 'vitest';
import { resolve, type SchemaFacts } from '../../fixtures/openapi/index.ts';
import {
  coverageOf,
  coverageTotals,
  FACTS,
  factsOfColumn,
  REPORT_COLUMNS,
} from '../../scripts/openapi-coverage.ts';
import { LEFT_OUT } from '../../src/schemas/left-out.ts';
import { tablesOf } from '../../src/schemas/index.ts';
import { SCHEMA_NAMES, type ColumnType } from '../../src/schemas/model.ts';

const all = SCHEMA_NAMES.map((schema) => [schema, coverageOf(schema)] as const);

describe.each(all)('%s', (schema, { reads, endpoints, fields, unused }) => {
  it('reads every GET endpoint, or says why not', () => {
    expect(endpoints.missing).toEqual([]);
    const { operations, contents } = FACTS[schema];
    const gets = Object.keys(operations).length + contents.length;
    expect(endpoints.read.length + endpoints.leftOut.length).toBe(gets);
  });

  it('shows every field of the answers, or says why not', () => {
    expect(fields.missing).toEqual([]);
    expect(fields.shown.length).toBeGreaterThan(20);
  });

  it('leaves nothing out that is shown or does not exist', () => {
    expect(unused).toEqual([]);
  });

  it('gives everything left out a reason, once', () => {
    const entries = [
      ...LEFT_OUT[schema].fields.map(({ field, reason }) => [field, reason] as const),
      ...LEFT_OUT[schema].endpoints.map(({ path, reason }) => [path, reason] as const),
    ];
    for (const [name, reason] of entries) expect(reason, name).toMatch(/\w.*\.$/);
    expect(new Set(entries.map(([name]) => name)).size).toBe(entries.length);
  });

  it('has every table among those compared', () => {
    const compared = new Set(reads.map(({ table }) => table.name));
    // A union has only what its members have.
    const others = tablesOf(schema).filter(
      ({ name, source }) => !compared.has(name) && source.kind !== 'union',
    );
    expect(others.map(({ name }) => name)).toEqual(['Tenants']);
  });
});

describe('the counts', () => {
  const totals = coverageTotals();

  it('cover all of the five APIs', () => {
    console.info(
      totals
        .map(
          ({ schema, endpoints, fields }) =>
            `${schema}: endpoints ${endpoints.read} + ${endpoints.leftOut} left out = ${endpoints.all}; ` +
            `fields ${fields.shown} + ${fields.elsewhere} in the table of their object ` +
            `+ ${fields.leftOut} left out = ${fields.all}`,
        )
        .join('\n'),
    );
    const sum = (of: (entry: (typeof totals)[number]) => number): number =>
      totals.reduce((total, entry) => total + of(entry), 0);
    expect(sum(({ endpoints }) => endpoints.all)).toBe(163);
    expect(sum(({ endpoints }) => endpoints.read)).toBeGreaterThanOrEqual(134);
    expect(sum(({ fields }) => fields.shown)).toBeGreaterThanOrEqual(1_500);
    expect(sum(({ fields }) => fields.leftOut)).toBeLessThanOrEqual(190);
  });
});

describe('reports', () => {
  // The files do not describe the bank statement.
  const reports = tablesOf('ACCOUNTING').filter(
    ({ name, source }) =>
      source.kind === 'endpoint' && source.report !== null && name !== 'BankStatement',
  );

  it.each(reports.map((table) => [table.name, table] as const))(
    '%s shows the kind, place and cells of a line, and the key that a cell carries',
    (_, table) => {
      const names = table.columns.map(({ name }) => name);
      for (const [what, oneOf] of Object.entries(REPORT_COLUMNS)) {
        const excused = (NOT_IN_REPORT[table.name] ?? []).includes(what);
        expect(
          oneOf.some((name) => names.includes(name)),
          what,
        ).toBe(!excused);
      }
    },
  );

  it('are all of those that have rows: all but the list of them', () => {
    const paths = Object.entries(FACTS.ACCOUNTING.operations).filter(
      ([, { response }]) => response === 'ReportWithRows',
    );
    expect(reports.length).toBe(paths.length - 1);
  });
});

/** Parts of lines that a report has none of. */
const NOT_IN_REPORT: Readonly<Record<string, readonly string[]>> = {
  AgedReceivablesByContact: ['Title'],
  AgedPayablesByContact: ['Title'],
  ExecutiveSummary: ['Attributes'],
};

// ----------------------------------------------------------------------- types

function typeOf(facts: SchemaFacts): ColumnType {
  if (facts.type === 'boolean') return 'boolean';
  if (facts.type === 'integer') return 'integer';
  if (facts.type === 'number') return 'decimal';
  switch (facts.format) {
    case 'uuid':
      return 'uuid';
    case 'msdate':
    case 'date':
      return 'date';
    case 'msdate-time':
    case 'date-time':
      return 'timestamp';
    default:
      return 'text';
  }
}

/** Columns whose type is not the one of the OpenAPI file, each with its reason. */
const OTHER_TYPES: Readonly<Record<string, string>> = {
  'ASSETS.Assets.BookDepreciationSettingEffectiveLifeYears': 'The service sends 6.67, too.',
  'ASSETS.AssetTypes.BookDepreciationSettingEffectiveLifeYears': 'The service sends 6.67, too.',
  'PAYROLLAUS.EmployeeLeaveBalances.LeaveTypeID': 'A key as every other LeaveTypeID.',
  'PAYROLLAUS.EmployeeOpeningBalances.Tax': 'An amount, sent as text.',
  'PAYROLLAUS.PayItemsEarnings.RatePerUnit': 'An amount, sent as text.',
  'FILES.Files.CreatedDateUtc': 'An instant, of which the file gives no format.',
  'FILES.Files.UpdatedDateUtc': 'An instant, of which the file gives no format.',
};

/** Open lists of codes that Xero adds to: not worth repeating as values. */
const OPEN_LISTS = new Set([
  'BaseCurrency',
  'CurrencyCode',
  'DefaultCurrency',
  'CountryCode',
  'CountryOfResidence',
  'Timezone',
]);

describe('the columns', () => {
  const columns = all.flatMap(([schema, { reads }]) =>
    reads.flatMap((read) =>
      read.table.columns.flatMap((column) => {
        const facts = factsOfColumn(schema, read, column);
        return facts
          ? [{ name: `${schema}.${read.table.name}.${column.name}`, column, facts }]
          : [];
      }),
    ),
  );

  it('stand where the OpenAPI file puts them, with its types', () => {
    const different = columns
      .filter(({ column, facts }) => column.type !== typeOf(facts))
      .map(({ name, column, facts }) => `${name}: ${column.type}, not ${typeOf(facts)}`);
    const names = different.map((line) => line.slice(0, line.indexOf(':')));
    expect(different.filter((_, index) => !((names[index] ?? '') in OTHER_TYPES))).toEqual([]);
    expect(Object.keys(OTHER_TYPES).filter((name) => !names.includes(name))).toEqual([]);
    expect(columns.length).toBeGreaterThan(1_500);
  });

  it('list the values of every enumeration', () => {
    const wrong = columns
      .filter(({ column, facts }) => {
        const open = OPEN_LISTS.has(column.name) || /Currency(Code)?$/.test(column.name);
        const documented = open || column.name === 'Code' ? [] : (facts.enum ?? []).filter(Boolean);
        return documented.join() !== column.values.join();
      })
      .map(({ name, column, facts }) => `${name}: ${column.values.join()} / ${facts.enum?.join()}`);
    expect(wrong).toEqual([]);
  });
});

describe('facts of answers', () => {
  it('resolve', () => {
    for (const [schema, { reads }] of all) {
      for (const { document, table } of reads) {
        expect(resolve(FACTS[schema], document).properties, table.name).toBeDefined();
      }
    }
  });
});
