import type { ApiUrls } from '../xero/address.ts';
import type { ConnectionProperties } from './properties.ts';

/** The base addresses that the connection gives for single APIs. */
export const apiUrlsOf = (properties: ConnectionProperties): ApiUrls => ({
  ACCOUNTING: properties.AccountingUrl,
  ASSETS: properties.AssetsUrl,
  FILES: properties.FilesUrl,
  PAYROLLAUS: properties.PayrollAuUrl,
  PROJECTS: properties.ProjectsUrl,
});
