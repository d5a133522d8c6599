/**
 * The official SDK reads the emulator: what it sends, sends back and understands is Xero's, not ours.
 * Its base path is the documented constructor argument of its API classes.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccountingApi } from 'xero-node';
import {
  generateDemoBooks,
  HARBOUR_UK_TENANT_ID,
  MAIN_TENANT_ID,
  type Doc,
} from '../../fixtures/books/index.ts';
import { endpointOf } from '../../fixtures/emulator/collections.ts';
import { asText } from '../../fixtures/emulator/documents.ts';
import { startEmulator, type Emulator } from '../../fixtures/emulator/index.ts';
import { accessToken } from '../fixtures/emulator/support.ts';

const books = generateDemoBooks({ scale: 0.2 });
const main = books.organisations.find(({ tenantId }) => tenantId === MAIN_TENANT_ID)?.collections;

const T = MAIN_TENANT_ID;
const none = undefined;

let emulator: Emulator;
let api: AccountingApi;

beforeAll(async () => {
  emulator = await startEmulator({ books, rateLimits: { perMinute: 1000 } });
  api = new AccountingApi(`${emulator.url}/api.xro/2.0`);
  api.accessToken = await accessToken(emulator);
});
afterAll(() => emulator.close());

const rows = (name: keyof NonNullable<typeof main>): readonly Doc[] => main?.[name] ?? [];

/** A document of the books that has a field. */
function oneWith(name: keyof NonNullable<typeof main>, field: string): Doc {
  const found = rows(name).find((row) => row[field] !== undefined && row[field] !== '');
  if (found === undefined) throw new Error(`No ${name} with ${field} in the books`);
  return found;
}

const text = (row: Doc, field: string): string => asText(row[field]);

describe('lists', () => {
  it.each([
    ['Organisation', async () => (await api.getOrganisations(T)).body.organisations],
    ['Accounts', async () => (await api.getAccounts(T)).body.accounts],
    ['ContactGroups', async () => (await api.getContactGroups(T)).body.contactGroups],
    ['Items', async () => (await api.getItems(T)).body.items],
    ['TaxRates', async () => (await api.getTaxRates(T)).body.taxRates],
    ['Currencies', async () => (await api.getCurrencies(T)).body.currencies],
    ['Users', async () => (await api.getUsers(T)).body.users],
    ['Actions', async () => (await api.getOrganisationActions(T)).body.actions],
    ['BatchPayments', async () => (await api.getBatchPayments(T)).body.batchPayments],
    ['BrandingThemes', async () => (await api.getBrandingThemes(T)).body.brandingThemes],
    ['Budgets', async () => (await api.getBudgets(T)).body.budgets],
    ['ExpenseClaims', async () => (await api.getExpenseClaims(T)).body.expenseClaims],
    ['InvoiceReminders', async () => (await api.getInvoiceReminders(T)).body.invoiceReminders],
    ['ManualJournals', async () => (await api.getManualJournals(T)).body.manualJournals],
    ['Overpayments', async () => (await api.getOverpayments(T)).body.overpayments],
    ['PaymentServices', async () => (await api.getPaymentServices(T)).body.paymentServices],
    ['Prepayments', async () => (await api.getPrepayments(T)).body.prepayments],
    ['PurchaseOrders', async () => (await api.getPurchaseOrders(T)).body.purchaseOrders],
    ['Quotes', async () => (await api.getQuotes(T)).body.quotes],
    ['Receipts', async () => (await api.getReceipts(T)).body.receipts],
    ['RepeatingInvoices', async () => (await api.getRepeatingInvoices(T)).body.repeatingInvoices],
    [
      'LinkedTransactions',
      async () => (await api.getLinkedTransactions(T)).body.linkedTransactions,
    ],
    [
      'BankTransfers',
      async () => (await api.getBankTransfers(T, none, none, none, true)).body.bankTransfers,
    ],
    ['Invoices', async () => (await api.getInvoices(T)).body.invoices],
    ['CreditNotes', async () => (await api.getCreditNotes(T)).body.creditNotes],
    ['Payments', async () => (await api.getPayments(T)).body.payments],
    ['BankTransactions', async () => (await api.getBankTransactions(T)).body.bankTransactions],
    [
      'TrackingCategories',
      async () => (await api.getTrackingCategories(T, none, none, true)).body.trackingCategories,
    ],
    [
      'Contacts',
      async () => (await api.getContacts(T, none, none, none, none, none, true)).body.contacts,
    ],
  ] as const)('%s come whole', async (name, read) => {
    const got = await read();
    expect(rows(name).length).toBeGreaterThan(0);
    expect(got).toHaveLength(rows(name).length);
  });

  it('journals come by offset until none is left', async () => {
    const seen: (number | undefined)[] = [];
    for (;;) {
      const { body } = await api.getJournals(T, none, seen.at(-1));
      if (body.journals === undefined || body.journals.length === 0) break;
      seen.push(...body.journals.map((journal) => journal.journalNumber));
    }
    expect(seen.length).toBe(rows('Journals').length);
    expect(new Set(seen).size).toBe(seen.length);
  });
});

describe('pages', () => {
  it.each([
    [
      'Invoices',
      'invoices',
      async (page: number) =>
        (
          await api.getInvoices(
            T,
            none,
            none,
            none,
            none,
            none,
            none,
            none,
            page,
            none,
            none,
            4,
            none,
            100,
          )
        ).body,
    ],
    [
      'Contacts',
      'contacts',
      async (page: number) =>
        (await api.getContacts(T, none, none, none, none, page, true, none, none, 100)).body,
    ],
    [
      'CreditNotes',
      'creditNotes',
      async (page: number) => (await api.getCreditNotes(T, none, none, none, page, 4, 100)).body,
    ],
    [
      'Payments',
      'payments',
      async (page: number) => (await api.getPayments(T, none, none, none, page, 100)).body,
    ],
    [
      'BankTransactions',
      'bankTransactions',
      async (page: number) =>
        (await api.getBankTransactions(T, none, none, none, page, 4, 100)).body,
    ],
  ] as const)('%s', async (name, property, read) => {
    const total = rows(name).length;
    let got = 0;
    for (let page = 1; page <= Math.ceil(total / 100); page += 1) {
      const body = (await read(page)) as Readonly<Record<string, unknown>>;
      expect(body.pagination).toMatchObject({ page, pageSize: 100, itemCount: total });
      got += (body[property] as unknown[]).length;
    }
    expect(got).toBe(total);
  });

  it('carry lines, money and dates that the SDK reads', async () => {
    const { body } = await api.getInvoices(
      T,
      none,
      none,
      'InvoiceNumber ASC',
      none,
      none,
      none,
      none,
      1,
      none,
      none,
      4,
    );
    const invoice = body.invoices?.find((one) => (one.lineItems?.length ?? 0) > 0);
    const own = rows('Invoices').find((one) => one.InvoiceID === invoice?.invoiceID);
    expect(invoice?.lineItems).toHaveLength((own?.LineItems as Doc[]).length);
    expect(invoice?.total).toBe(own?.Total);
    expect(new Date(invoice?.date ?? '').toISOString().slice(0, 10)).toBe(own?.Date);
    expect(invoice?.updatedDateUTC?.toISOString()).toBe(own?.UpdatedDateUTC);
  });
});

describe('filters', () => {
  it('where and order', async () => {
    const { body } = await api.getInvoices(
      T,
      none,
      'Type=="ACCREC" AND Status=="AUTHORISED" AND Date>=DateTime(2025, 1, 1)',
      'Total DESC',
    );
    const expected = rows('Invoices').filter(
      (row) =>
        row.Type === 'ACCREC' && row.Status === 'AUTHORISED' && text(row, 'Date') >= '2025-01-01',
    );
    expect(expected.length).toBeGreaterThan(0);
    const totals = body.invoices?.map((invoice) => invoice.total ?? 0) ?? [];
    expect(totals).toEqual(
      expected.map((row) => row.Total).toSorted((a, b) => Number(b) - Number(a)),
    );
  });

  it('lists of ids and statuses', async () => {
    const [first, second] = rows('Invoices');
    const ids = [first, second].map((row) => text(row ?? {}, 'InvoiceID'));
    const { body } = await api.getInvoices(T, none, none, none, ids);
    expect(body.invoices?.map((invoice) => invoice.invoiceID).toSorted()).toEqual(ids.toSorted());
    const paid = await api.getInvoices(T, none, none, none, none, none, none, ['PAID', 'VOIDED']);
    const statuses = new Set(paid.body.invoices?.map((invoice) => String(invoice.status)));
    expect([...statuses].every((status) => ['PAID', 'VOIDED'].includes(status))).toBe(true);
    expect(statuses.has('PAID')).toBe(true);
  });

  it('changes since a time', async () => {
    const times = rows('Invoices')
      .map((row) => text(row, 'UpdatedDateUTC'))
      .toSorted();
    const middle = times[Math.floor(times.length / 2)] ?? '';
    const since = new Date(`${middle.slice(0, 19)}.000Z`);
    const { body } = await api.getInvoices(T, since);
    expect(body.invoices).toHaveLength(
      times.filter((time) => Date.parse(time) > since.getTime()).length,
    );
  });

  it('errors reach the caller as the SDK reads them', async () => {
    await expect(api.getInvoices(T, none, 'Foo==1')).rejects.toThrow(/QueryParseException/);
  });
});

describe('parameters of their own', () => {
  it('quotes by days and status', async () => {
    const [from, to] = ['2024-01-01', '2025-12-31'];
    const { body } = await api.getQuotes(T, none, from, to, none, none, none, 'INVOICED');
    const expected = rows('Quotes').filter(
      (row) => row.Status === 'INVOICED' && text(row, 'Date') >= from && text(row, 'Date') <= to,
    );
    expect(expected.length).toBeGreaterThan(0);
    expect(body.quotes?.map((quote) => quote.quoteID).toSorted()).toEqual(
      expected.map((row) => row.QuoteID).toSorted(),
    );
  });

  it('purchase orders by status', async () => {
    const { body } = await api.getPurchaseOrders(T, none, 'BILLED');
    expect(body.purchaseOrders?.map((order) => order.purchaseOrderNumber).toSorted()).toEqual(
      rows('PurchaseOrders')
        .filter((row) => row.Status === 'BILLED')
        .map((row) => row.PurchaseOrderNumber)
        .toSorted(),
    );
  });

  it('linked transactions by source', async () => {
    const source = text(
      oneWith('LinkedTransactions', 'SourceTransactionID'),
      'SourceTransactionID',
    );
    const { body } = await api.getLinkedTransactions(T, 1, none, source);
    expect(body.linkedTransactions).toHaveLength(
      rows('LinkedTransactions').filter((row) => row.SourceTransactionID === source).length,
    );
  });

  it('the months of a budget', async () => {
    const id = text(oneWith('Budgets', 'BudgetID'), 'BudgetID');
    const { body } = await api.getBudget(T, id, '2026-12-31', '2026-07-01');
    const balances = body.budgets?.[0]?.budgetLines?.[0]?.budgetBalances ?? [];
    expect(balances).toHaveLength(6);
    expect(balances.every(({ amount }) => typeof amount === 'number')).toBe(true);
  });

  it('the payment services of a branding theme', async () => {
    const theme = text(
      oneWith('BrandingThemePaymentServices', 'BrandingThemeID'),
      'BrandingThemeID',
    );
    const { body } = await api.getBrandingThemePaymentServices(T, theme);
    expect(body.paymentServices).toHaveLength(
      rows('BrandingThemePaymentServices').filter((row) => row.BrandingThemeID === theme).length,
    );
  });
});

describe('reports', () => {
  const owing = (type: string): string => {
    const open = rows('Invoices').find((row) => row.Type === type && row.Status === 'AUTHORISED');
    return text((open?.Contact ?? {}) as Doc, 'ContactID');
  };
  const [from, to] = ['2026-10-01', '2026-10-31'];

  it.each([
    ['ProfitAndLoss', () => api.getReportProfitAndLoss(T, from, to, 2, 'MONTH')],
    ['BalanceSheet', () => api.getReportBalanceSheet(T, to, 2, 'MONTH')],
    ['TrialBalance', () => api.getReportTrialBalance(T, to, true)],
    ['BankSummary', () => api.getReportBankSummary(T, from, to)],
    ['BudgetSummary', () => api.getReportBudgetSummary(T, to, 4, 3)],
    ['ExecutiveSummary', () => api.getReportExecutiveSummary(T, to)],
    [
      'AgedReceivablesByContact',
      () => api.getReportAgedReceivablesByContact(T, owing('ACCREC'), to),
    ],
    ['AgedPayablesByContact', () => api.getReportAgedPayablesByContact(T, owing('ACCPAY'), to)],
  ] as const)('%s', async (name, read) => {
    const [report] = (await read()).body.reports ?? [];
    expect(report?.reportType).toBe(name);
    expect(report?.updatedDateUTC).toBeInstanceOf(Date);
    const [header, ...sections] = report?.rows ?? [];
    expect(String(header?.rowType)).toBe('Header');
    expect(sections.length).toBeGreaterThan(0);
    const cells = sections.flatMap((section) => section.rows ?? []).map((row) => row.cells?.length);
    expect(new Set(cells)).toEqual(new Set([header?.cells?.length]));
  });

  it('the list and one of it', async () => {
    const { body } = await api.getReportsList(T);
    const id = body.reports?.[0]?.reportID ?? '';
    const found = (await api.getReportFromId(T, id)).body.reports?.[0];
    expect(found?.reportID).toBe(id);
    expect(found?.rows).not.toEqual([]);
  });

  it('1099s', async () => {
    expect((await api.getReportTenNinetyNine(T, '2025')).body.reports).toEqual([]);
  });
});

describe('histories', () => {
  it.each([
    ['BankTransactions', (id: string) => api.getBankTransactionsHistory(T, id)],
    ['BankTransfers', (id: string) => api.getBankTransferHistory(T, id)],
    ['BatchPayments', (id: string) => api.getBatchPaymentHistory(T, id)],
    ['Contacts', (id: string) => api.getContactHistory(T, id)],
    ['CreditNotes', (id: string) => api.getCreditNoteHistory(T, id)],
    ['ExpenseClaims', (id: string) => api.getExpenseClaimHistory(T, id)],
    ['Invoices', (id: string) => api.getInvoiceHistory(T, id)],
    ['Items', (id: string) => api.getItemHistory(T, id)],
    ['ManualJournals', (id: string) => api.getManualJournalsHistory(T, id)],
    ['Overpayments', (id: string) => api.getOverpaymentHistory(T, id)],
    ['Payments', (id: string) => api.getPaymentHistory(T, id)],
    ['Prepayments', (id: string) => api.getPrepaymentHistory(T, id)],
    ['PurchaseOrders', (id: string) => api.getPurchaseOrderHistory(T, id)],
    ['Quotes', (id: string) => api.getQuoteHistory(T, id)],
    ['Receipts', (id: string) => api.getReceiptHistory(T, id)],
    ['RepeatingInvoices', (id: string) => api.getRepeatingInvoiceHistory(T, id)],
  ] as const)('%s', async (name, read) => {
    const id = text(oneWith(name, endpointOf(name).id), endpointOf(name).id);
    const records = (await read(id)).body.historyRecords ?? [];
    expect(records.length).toBeGreaterThan(0);
    for (const record of records) {
      expect(record.dateUTC).toBeInstanceOf(Date);
      expect(record.changes).not.toBe('');
    }
  });
});

describe('attachments', () => {
  it.each([
    ['Accounts', (id: string) => api.getAccountAttachments(T, id)],
    ['BankTransactions', (id: string) => api.getBankTransactionAttachments(T, id)],
    ['BankTransfers', (id: string) => api.getBankTransferAttachments(T, id)],
    ['Contacts', (id: string) => api.getContactAttachments(T, id)],
    ['CreditNotes', (id: string) => api.getCreditNoteAttachments(T, id)],
    ['Invoices', (id: string) => api.getInvoiceAttachments(T, id)],
    ['ManualJournals', (id: string) => api.getManualJournalAttachments(T, id)],
    ['PurchaseOrders', (id: string) => api.getPurchaseOrderAttachments(T, id)],
    ['Quotes', (id: string) => api.getQuoteAttachments(T, id)],
    ['Receipts', (id: string) => api.getReceiptAttachments(T, id)],
    ['RepeatingInvoices', (id: string) => api.getRepeatingInvoiceAttachments(T, id)],
  ] as const)('%s', async (name, read) => {
    const all = rows(name);
    const document = all.find((row) => row.HasAttachments === true) ?? all[0] ?? {};
    const files = (await read(text(document, endpointOf(name).id))).body.attachments ?? [];
    if (name !== 'Quotes') expect(files.length > 0).toBe(document.HasAttachments === true);
    for (const file of files) expect(file.url).toContain(`/${name}/`);
  });
});

describe('facts at paths of their own', () => {
  it('the address of an online invoice', async () => {
    const invoice = rows('Invoices').find((row) => row.Type === 'ACCREC' && row.Status === 'PAID');
    const { body } = await api.getOnlineInvoice(T, text(invoice ?? {}, 'InvoiceID'));
    expect(body.onlineInvoices?.[0]?.onlineInvoiceUrl).toMatch(/^https:/);
  });

  it('the construction scheme', async () => {
    const british = books.organisations.find(({ tenantId }) => tenantId === HARBOUR_UK_TENANT_ID);
    const contact = text(british?.collections.Contacts[0] ?? {}, 'ContactID');
    const U = HARBOUR_UK_TENANT_ID;
    const own = (await api.getContactCISSettings(U, contact)).body.cISSettings?.[0];
    expect(typeof own?.cISEnabled).toBe('boolean');
    const all = (await api.getOrganisationCISSettings(U, U)).body.cISSettings?.[0];
    expect(all?.rate).toBe(20);
  });
});

describe('single documents', () => {
  it.each([
    ['Accounts', 'AccountID', (id: string) => api.getAccount(T, id)],
    ['Contacts', 'ContactID', (id: string) => api.getContact(T, id)],
    ['Contacts', 'ContactNumber', (id: string) => api.getContactByContactNumber(T, id)],
    ['ContactGroups', 'ContactGroupID', (id: string) => api.getContactGroup(T, id)],
    ['Invoices', 'InvoiceID', (id: string) => api.getInvoice(T, id)],
    ['Invoices', 'InvoiceNumber', (id: string) => api.getInvoice(T, id)],
    ['CreditNotes', 'CreditNoteID', (id: string) => api.getCreditNote(T, id)],
    ['Payments', 'PaymentID', (id: string) => api.getPayment(T, id)],
    ['BankTransactions', 'BankTransactionID', (id: string) => api.getBankTransaction(T, id)],
    ['Items', 'ItemID', (id: string) => api.getItem(T, id)],
    ['TaxRates', 'TaxType', (id: string) => api.getTaxRateByTaxType(T, id)],
    ['TrackingCategories', 'TrackingCategoryID', (id: string) => api.getTrackingCategory(T, id)],
    ['Users', 'UserID', (id: string) => api.getUser(T, id)],
    ['BankTransfers', 'BankTransferID', (id: string) => api.getBankTransfer(T, id)],
    ['BatchPayments', 'BatchPaymentID', (id: string) => api.getBatchPayment(T, id)],
    ['BrandingThemes', 'BrandingThemeID', (id: string) => api.getBrandingTheme(T, id)],
    ['Budgets', 'BudgetID', (id: string) => api.getBudget(T, id)],
    ['ExpenseClaims', 'ExpenseClaimID', (id: string) => api.getExpenseClaim(T, id)],
    ['LinkedTransactions', 'LinkedTransactionID', (id: string) => api.getLinkedTransaction(T, id)],
    ['ManualJournals', 'ManualJournalID', (id: string) => api.getManualJournal(T, id)],
    ['Overpayments', 'OverpaymentID', (id: string) => api.getOverpayment(T, id)],
    ['Prepayments', 'PrepaymentID', (id: string) => api.getPrepayment(T, id)],
    ['PurchaseOrders', 'PurchaseOrderID', (id: string) => api.getPurchaseOrder(T, id)],
    ['PurchaseOrders', 'PurchaseOrderNumber', (id: string) => api.getPurchaseOrderByNumber(T, id)],
    ['Quotes', 'QuoteID', (id: string) => api.getQuote(T, id)],
    ['Receipts', 'ReceiptID', (id: string) => api.getReceipt(T, id)],
    ['RepeatingInvoices', 'RepeatingInvoiceID', (id: string) => api.getRepeatingInvoice(T, id)],
    ['Journals', 'JournalID', (id: string) => api.getJournal(T, id)],
    ['Journals', 'JournalNumber', (id: string) => api.getJournalByNumber(T, Number(id))],
  ] as const)('%s by %s', async (name, field, read) => {
    const wanted = text(oneWith(name, field), field);
    const { body } = await read(wanted);
    const [found] = Object.values(body).find(Array.isArray) as Readonly<Record<string, unknown>>[];
    const sdkName = field.charAt(0).toLowerCase() + field.slice(1);
    expect(String(found?.[sdkName])).toBe(wanted);
  });
});
