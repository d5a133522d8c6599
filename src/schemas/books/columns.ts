/** Columns that several views have. */
import { decimal, text, uuid, type ColumnSpecs } from '../define.ts';

/** The columns that every view ends with, as every table does. */
export const TENANT = {
  TenantId: uuid('', 'Key of the organisation; a filter on it chooses.'),
  TenantName: text('', 'Name of the organisation.'),
} as const satisfies ColumnSpecs;

/** Money is exact to the digits that its source has. */
export const money = (description: string) => decimal('', description);

/** What a document amounts to in the base currency, to the cent, as the ledger has it. */
export const inBase = (amount: string): string =>
  `ROUND(${amount} / COALESCE(NULLIF(CurrencyRate, 0), 1), 2)`;
