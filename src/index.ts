export { ERROR_CODES, XeroSqlError, type ErrorCode } from './errors.ts';
