/** Queries over the demo books, answered as DuckDB answers them on the same books. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generateDemoBooks, type Doc, type OrganisationBooks } from '../../fixtures/books/index.ts';
import { difference, oracleAnswer } from './support/answers.ts';
import { readThemes } from './support/cases.ts';
import { startEngine, VARIANTS, type Engine } from './support/engine.ts';
import { loadBooks } from './support/loader.ts';

const books = generateDemoBooks();
const NOW = new Date('2026-11-20T09:00:00.000Z');

interface Setting {
  readonly folder: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly organisations: typeof books.organisations;
}

const isActive = ({ Status }: Doc): boolean => Status !== 'ARCHIVED';

const SETTINGS: readonly Setting[] = [
  {
    folder: 'one-organisation',
    properties: { Tenant: books.organisations[0]?.tenantId ?? '', IncludeArchived: 'true' },
    organisations: books.organisations.slice(0, 1),
  },
  {
    folder: 'every-organisation',
    properties: { Tenant: '*', IncludeArchived: 'true' },
    organisations: books.organisations,
  },
  {
    folder: 'active-only',
    properties: { Tenant: books.organisations[0]?.tenantId ?? '' },
    organisations: books.organisations.slice(0, 1).map(withoutArchived),
  },
];

/** What Xero's lists leave out unless asked. */
function withoutArchived(organisation: OrganisationBooks): OrganisationBooks {
  const { Contacts, TrackingCategories } = organisation.collections;
  return {
    ...organisation,
    collections: {
      ...organisation.collections,
      Contacts: Contacts.filter(({ ContactStatus }) => ContactStatus !== 'ARCHIVED'),
      TrackingCategories: TrackingCategories.filter(isActive).map((category) => ({
        ...category,
        Options: (category.Options as readonly Doc[]).filter(isActive),
      })),
    },
  };
}

describe.each(SETTINGS)('$folder', ({ folder, properties, organisations }) => {
  let engine: Engine;
  let oracle: DuckDBConnection;

  beforeAll(async () => {
    engine = await startEngine({ books, properties, now: NOW });
    oracle = await loadBooks(organisations, books.organisations);
  });

  afterAll(() => engine.close());

  const themes = readThemes(new URL(`./queries/${folder}/`, import.meta.url));

  describe.each(themes)('$name', ({ cases }) => {
    test.each(cases)('$sql', async ({ sql, oracle: theirSql, ordered, empty, fails }) => {
      if (fails !== null) {
        await expect(oracleAnswer(oracle, theirSql)).rejects.toThrow();
        for (const variant of VARIANTS) {
          await expect(engine.ask(sql, variant), variant).rejects.toMatchObject({ code: fails });
        }
        return;
      }
      const theirs = await oracleAnswer(oracle, theirSql);
      for (const variant of VARIANTS) {
        const ours = await engine.ask(sql, variant);
        const found = difference(ours, theirs, ordered);
        expect(found && `${variant}: ${found}`).toBeNull();
      }
      expect(theirs.rows.length === 0, 'has no rows').toBe(empty);
    });
  });
});
