/** xero-sql: query Xero organisations with SQL. This file is the public API. */
export { connect, query, type ConnectOptions, type SignInOptions } from './database/connect.ts';
export type {
  Database,
  QueryOptions,
  QueryResult,
  QueryStats,
  RowStream,
  Session,
} from './database/database.ts';
export type {
  CallEvent,
  DatabaseEvents,
  EventListener,
  EventListeners,
  EventName,
  PageEvent,
  RetryEvent,
  ThrottleEvent,
} from './database/events.ts';
export { sql, SqlText, Statement, type TemplateValue } from './database/sql.ts';
export type { TokenStorage } from './auth/index.ts';
export type { LocalColumn, LocalColumns, LocalRow, LocalValues } from './database/local-table.ts';
export type { CellValue, Column, ColumnTypeName, Row } from './database/rows.ts';
export type { Parameters, ParameterValue } from './database/statement.ts';
export {
  ApiError,
  AuthError,
  ConnectionError,
  ERROR_CODES,
  ExecutionError,
  SqlError,
  XeroSqlError,
  type ErrorCode,
  type Position,
} from './errors.ts';
export type { ClientEvent, LogEntry, XeroConnection } from './xero/index.ts';
export type { Catalogue, ColumnDefinition, ColumnType, TableDefinition } from './schemas/model.ts';
