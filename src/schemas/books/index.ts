/**
 * The views that come with xero-sql: what is asked of the books every day. Adding one is adding a
 * declaration here; the engine does not change.
 */
import type { TableDefinition } from '../model.ts';
import type { ShippedView } from '../view.ts';
import {
  AgedPayablesDetail,
  AgedPayablesSummary,
  AgedReceivablesDetail,
  AgedReceivablesSummary,
} from './aged.ts';
import { BankReconciliation } from './bank-reconciliation.ts';
import { GeneralLedger } from './general-ledger.ts';
import { ProfitAndLossByMonth } from './profit-and-loss-by-month.ts';
import { SalesByMonth } from './sales-by-month.ts';

/** In the order of their page. */
export const shippedViews: readonly ShippedView[] = [
  GeneralLedger,
  ProfitAndLossByMonth,
  SalesByMonth,
  AgedReceivablesDetail,
  AgedReceivablesSummary,
  AgedPayablesDetail,
  AgedPayablesSummary,
  BankReconciliation,
];

export const booksViews: readonly TableDefinition[] = shippedViews.map(({ table }) => table);
