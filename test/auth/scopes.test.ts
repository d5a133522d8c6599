import { describe, expect, it } from 'vitest';
import { covers, scopesFor, splitScopes } from '../../src/auth/scopes.ts';
import { tablesOf } from '../../src/schemas/index.ts';
import { SCHEMA_NAMES } from '../../src/schemas/model.ts';

describe('scopesFor', () => {
  it('asks for reading only', () => {
    for (const form of ['granular', 'broad'] as const) {
      expect(scopesFor(SCHEMA_NAMES, form).filter((scope) => !scope.endsWith('.read'))).toEqual([]);
    }
  });

  it('asks for granular scopes, which every app may have', () => {
    expect(scopesFor(['ACCOUNTING'])).not.toContain('accounting.transactions.read');
    expect(scopesFor(['ACCOUNTING'])).toContain('accounting.invoices.read');
    expect(scopesFor(['ACCOUNTING'], 'broad')).toEqual([
      'accounting.settings.read',
      'accounting.contacts.read',
      'accounting.transactions.read',
      'accounting.budgets.read',
      'accounting.attachments.read',
      'accounting.reports.read',
    ]);
  });

  const NOT_BY_DEFAULT: readonly string[] = [
    'accounting.journals.read',
    'paymentservices',
    'accounting.reports.taxreports.read',
    // Only apps that Xero granted it may ask for it.
    'accounting.reports.bankstatement.read',
  ];

  it.each(SCHEMA_NAMES)('asks for what the tables of %s need and nothing else', (schema) => {
    for (const form of ['granular', 'broad'] as const) {
      const needed = tablesOf(schema).flatMap(({ source }) =>
        source.kind === 'endpoint' ? [source.endpoint.scopes[form]] : [],
      );
      const wanted = needed.filter((scope) => !NOT_BY_DEFAULT.includes(scope));
      expect([...scopesFor([schema], form)].sort()).toEqual([...new Set(wanted)].sort());
    }
  });

  it('leaves out only scopes that tables need', () => {
    const needed = tablesOf('ACCOUNTING').flatMap(({ source }) =>
      source.kind === 'endpoint' ? [source.endpoint.scopes.granular] : [],
    );
    for (const scope of NOT_BY_DEFAULT) expect(needed).toContain(scope);
  });

  it('asks for nothing of schemas that are not used', () => {
    expect(scopesFor(['ASSETS', 'PROJECTS'])).toEqual(['assets.read', 'projects.read']);
  });
});

describe('splitScopes', () => {
  it('takes spaces, commas and lines, and each scope once', () => {
    expect(splitScopes(' a  b,c\na ')).toEqual(['a', 'b', 'c']);
  });
});

describe('covers', () => {
  it.each([
    ['what was asked for', ['files.read'], ['files.read'], true],
    ['a reading scope by the writing one', ['files'], ['files.read'], true],
    ['no writing scope by the reading one', ['files.read'], ['files'], false],
    ['no other scope', ['files.read'], ['files.read', 'assets.read'], false],
    ['offline access without naming it', ['files'], ['files', 'offline_access'], true],
    [
      'a granular scope by its broad one',
      ['accounting.transactions.read'],
      ['accounting.invoices.read'],
      true,
    ],
    [
      'a granular scope by its writing broad one',
      ['accounting.transactions'],
      ['accounting.invoices.read'],
      true,
    ],
    [
      'no broad scope by a granular one',
      ['accounting.invoices.read'],
      ['accounting.transactions.read'],
      false,
    ],
  ])('%s', (_what, asked, wanted, expected) => {
    expect(covers(asked, wanted)).toBe(expected);
  });
});
