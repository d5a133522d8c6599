import envPaths from 'env-paths';

/** The environment variable that names another folder for all of xero-sql's files. */
export const FOLDER_VARIABLE = 'XERO_SQL_HOME';

/** Where xero-sql keeps its files when no property says otherwise. */
export function configFolder(): string {
  const chosen = process.env[FOLDER_VARIABLE] ?? '';
  return chosen === '' ? envPaths('xero-sql', { suffix: '' }).config : chosen;
}
