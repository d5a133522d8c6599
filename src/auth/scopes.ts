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
  ],
};

/** The least scopes that read the schema's tables, broad ones where Xero has split them. */
const READ_SCOPES: Readonly<Record<SchemaName, readonly string[]>> = {
  ACCOUNTING: [
    'accounting.settings.read',
    'accounting.contacts.read',
    'accounting.transactions.read',
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
 * The least read-only scopes for `schemas`. Journals are left out: Xero refuses the whole sign-in of
 * an app that asks for `accounting.journals.read` without its tier; who may have it names it in Scope.
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

/** What a connection wants of its sign-in. */
export interface WantedScopes {
  /** The Scope property; null when it is not set. */
  readonly explicit: readonly string[] | null;
  readonly schemas: readonly SchemaName[];
}

export function scopesOf(wanted: WantedScopes): readonly string[] {
  return wanted.explicit ?? scopesFor(wanted.schemas);
}

/**
 * Whether a sign-in that asked for `asked` serves a connection that wants `wanted`: each named scope,
 * or, when none is named, at least one scope of each schema's API.
 */
export function covers(asked: readonly string[], wanted: WantedScopes): boolean {
  if (wanted.explicit !== null) {
    return wanted.explicit.every((scope) => scope === OFFLINE_ACCESS || includes(asked, scope));
  }
  return wanted.schemas.every((schema) => {
    const families = READ_SCOPES[schema].map(familyOf);
    return asked.some((scope) => families.includes(familyOf(scope)));
  });
}

/** A scope is also had through the one that writes. */
function includes(asked: readonly string[], scope: string): boolean {
  return asked.includes(scope) || asked.includes(scope.replace(/\.read$/, ''));
}

function familyOf(scope: string): string {
  return scope.split('.')[0] ?? scope;
}
