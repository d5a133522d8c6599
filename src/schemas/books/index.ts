/** The views that come with xero-sql: what is asked of the books every day. */
import type { TableDefinition } from '../model.ts';
import type { ShippedView } from '../view.ts';

/** In the order of their page. */
export const shippedViews: readonly ShippedView[] = [];

export const booksViews: readonly TableDefinition[] = shippedViews.map(({ table }) => table);
