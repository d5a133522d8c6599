/** Which permissions a sign-in asks for. */
import type { SchemaName } from '../schemas/model.ts';

/** Without it Xero issues no refresh token. */
export const OFFLINE_ACCESS = 'offline_access';

/**
 * Xero split two broad scopes into granular ones. Apps made since 2 March 2026 only have the granular
 * ones, older apps may ask for them too, and the broad ones end in September 2027: granular is what
 * works for every app.
 */
const GRANULAR: Readonly<Record<string, readonly string[]>> = {
  'accounting.transactions.read': [
    'accounting.invoices.read',
    'accounting.payments.read',
    'accounting.banktransactions.read',
    'accounting.manualjournals.read',
    'accounting.classicexpenses.read',
  ],
  'accounting.reports.read': [
    'accounting.reports.profitandloss.read',
    'accounting.reports.balancesheet.read',
    'accounting.reports.trialbalance.read',
    'accounting.reports.banksummary.read',
    'accounting.reports.budgetsummary.read',
    'accounting.reports.executivesummary.read',
    'accounting.reports.aged.read',
    'accounting.reports.tenninetynine.read',
  ],
};

/** The least scopes that read the schema's tables, in the broad form where Xero has split them. */
const READ_SCOPES: Readonly<Record<SchemaName, readonly string[]>> = {
  ACCOUNTING: [
    'accounting.settings.read',
    'accounting.contacts.read',
    'accounting.transactions.read',
    'accounting.budgets.read',
    'accounting.attachments.read',
    'accounting.reports.read',
  ],
  ASSETS: ['assets.read'],
  PAYROLLAUS: [
    'payroll.employees.read',
    'payroll.payruns.read',
    'payroll.payslip.read',
    'payroll.timesheets.read',
    'payroll.settings.read',
  ],
  FILES: ['files.read'],
  PROJECTS: ['projects.read'],
};

/**
 * The least read-only scopes for `schemas`. Three are left out, for one scope that an app may not
 * have fails the whole sign-in: `accounting.journals.read`, for which newer apps need a paid tier,
 * `paymentservices`, which has no form that only reads, and `accounting.reports.taxreports.read`, of
 * published tax returns. Who has them names them in Scope.
 *
 * @param form `broad` for apps made before 2 March 2026 that have no granular scopes.
 */
export function scopesFor(
  schemas: readonly SchemaName[],
  form: 'granular' | 'broad' = 'granular',
): readonly string[] {
  const scopes = schemas.flatMap((schema) => READ_SCOPES[schema]);
  const chosen = form === 'broad' ? scopes : scopes.flatMap((scope) => GRANULAR[scope] ?? [scope]);
  return [...new Set(chosen)];
}

/** A Scope property as a list. */
export function splitScopes(text: string): readonly string[] {
  return [...new Set(text.split(/[\s,]+/).filter((scope) => scope !== ''))];
}

/** Whether a sign-in that asked for `asked` serves a connection that wants `wanted`. */
export function covers(asked: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every(
    (scope) =>
      scope === OFFLINE_ACCESS || servingScopes(scope).some((serving) => asked.includes(serving)),
  );
}

/** The scopes that open what `scope` opens: itself, the broad one it was split from, and those that write. */
function servingScopes(scope: string): readonly string[] {
  const broad = Object.keys(GRANULAR).filter((name) => GRANULAR[name]?.includes(scope));
  return [scope, ...broad].flatMap((name) => [name, name.replace(/\.read$/, '')]);
}
