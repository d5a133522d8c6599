import { describe, expect, it } from 'vitest';
import { whereCondition } from '../../../src/engine/plan/calls/where.ts';
import type { ColumnType, FilterOperator } from '../../../src/schemas/model.ts';
import type { SqlValue } from '../../../src/engine/values/types.ts';

type Case = readonly [
  field: string,
  type: ColumnType,
  operator: FilterOperator,
  values: readonly SqlValue[],
  text: string | null,
  exact?: boolean,
];

const ID = '297c2dc5-cc47-4afd-8ec8-74990b8761e9';

describe("conditions in Xero's where language", () => {
  const cases: readonly Case[] = [
    ['Type', 'text', '=', ['ACCREC'], 'Type == "ACCREC"', true],
    ['Type', 'text', 'in', ['A', 'B'], '(Type == "A" OR Type == "B")', true],
    ['Type', 'text', 'in', ['A'], 'Type == "A"', true],
    ['Name', 'text', '<>', ['x'], 'Name != "x"', false],
    ['Name', 'text', '<', ['x'], null],
    ['Contact.ContactID', 'uuid', '=', [ID], `Contact.ContactID == Guid("${ID}")`, true],
    ['Contact.ContactID', 'uuid', '=', ['") OR 1==1 OR ("'], null],
    ['IsReconciled', 'boolean', '=', [true], 'IsReconciled == true', true],
    ['AmountDue', 'integer', '>', [0], 'AmountDue > 0', true],
    ['AmountDue', 'integer', '<>', [0], 'AmountDue != 0', false],
    [
      'Date',
      'date',
      '=',
      ['2026-01-31'],
      'Date >= DateTime(2026,01,31) AND Date < DateTime(2026,02,01)',
      true,
    ],
    ['Date', 'date', '<', ['2026-03-01'], 'Date < DateTime(2026,03,01)', true],
    ['Date', 'date', '<=', ['2024-02-29'], 'Date < DateTime(2024,03,01)', true],
    ['Date', 'date', '>', ['2025-12-31'], 'Date >= DateTime(2026,01,01)', true],
    ['Date', 'date', '>=', ['2025-12-31'], 'Date >= DateTime(2025,12,31)', true],
    ['Date', 'date', '>=', ['0001-01-01'], null],
    ['Date', 'date', '<', ['9999-12-31'], null],
    ['UpdatedDateUTC', 'timestamp', '>', ['2026-01-01T00:00:00.000Z'], null],
    ['Reference', 'text', 'isNull', [], '(Reference == null OR Reference == "")', true],
    ['DueDate', 'date', 'isNull', [], 'DueDate == null', true],
    ['Reference', 'text', 'isNotNull', [], 'Reference != null', false],
    ['Name', 'text', 'startsWith', ['Ab'], '(Name != null AND Name.StartsWith("Ab"))', true],
    ['Name', 'text', 'endsWith', ['Ab'], '(Name != null AND Name.EndsWith("Ab"))', true],
    ['Name', 'text', 'contains', ['Ab'], '(Name != null AND Name.Contains("Ab"))', true],
    ['Name', 'text', '=', ["O'Brien & Söhne 🙂"], `Name == "O'Brien & Söhne 🙂"`, true],
  ];

  for (const [field, type, operator, values, text, exact] of cases) {
    it(`${field} (${type}) ${operator} ${JSON.stringify(values)}`, () => {
      expect(whereCondition(field, type, operator, values)).toEqual(
        text === null ? null : { text, exact },
      );
    });
  }
});

describe('texts whose spelling Xero does not document', () => {
  const cases: readonly Case[] = [
    ['Name', 'text', '=', ['say "hi"'], '(Name != null AND Name.StartsWith("say "))', false],
    ['Name', 'text', '=', ['back\\slash'], '(Name != null AND Name.StartsWith("back"))', false],
    ['Name', 'text', '=', ['"'], null],
    ['Name', 'text', '=', ['\\'], null],
    ['Name', 'text', '=', ['a\nb'], '(Name != null AND Name.StartsWith("a"))', false],
    ['Name', 'text', '<>', ['say "hi"'], null],
    [
      'Name',
      'text',
      'in',
      ['a', 'b"c'],
      '(Name == "a" OR (Name != null AND Name.StartsWith("b")))',
      false,
    ],
    ['Name', 'text', 'in', ['a', '"'], null],
    ['Name', 'text', 'endsWith', ['a"bc'], '(Name != null AND Name.EndsWith("bc"))', false],
    ['Name', 'text', 'contains', ['a"bcd"e'], '(Name != null AND Name.Contains("bcd"))', false],
  ];

  for (const [field, type, operator, values, text, exact] of cases) {
    it(`${field} (${type}) ${operator} ${JSON.stringify(values)} is widened or left to the engine`, () => {
      expect(whereCondition(field, type, operator, values)).toEqual(
        text === null ? null : { text, exact },
      );
    });
  }

  it('never sends a quote or backslash that a user wrote', () => {
    for (const text of ['" OR true OR "', '\\" OR true', 'x"', '\\', 'a\u0000b']) {
      for (const operator of ['=', '<>', 'startsWith', 'endsWith', 'contains'] as const) {
        const condition = whereCondition('Name', 'text', operator, [text]);
        const inside = /"(.*)"/s.exec(condition?.text ?? '')?.[1] ?? '';
        expect(inside).not.toMatch(/["\\\p{Cc}]/u);
      }
    }
  });
});
