/** xero-sql: query Xero organisations with SQL. This file is the public API. */
export { connect, query, type ConnectOptions, type SignInOptions } from './database/connect.ts';
export type {
  Database,
  QueryOptions,
  QueryResult,
  QueryStats,
  RowStream,
  Session,
  View,
  Views,
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
export {
  sql,
  SqlText,
  Statement,
  type StatementRunner,
  type TemplateValue,
} from './database/sql.ts';
export type { TokenStorage } from './auth/index.ts';
export type { CreateViewOptions } from './database/views.ts';
export type { CellValue, Column, ColumnTypeName, Row, ScalarCell } from './database/rows.ts';
export type { Parameters, ParameterValue, ScalarParameter } from './database/statement.ts';
export type { LocalColumn, LocalColumns, LocalRow, LocalValues } from './database/local-table.ts';
export {
  ApiError,
  AuthError,
  ConnectionError,
  ERROR_CODES,
  ExecutionError,
  SqlError,
  XeroSqlError,
  type ApiErrorDetails,
  type ErrorCode,
  type ErrorDetails,
  type Position,
} from './errors.ts';
export type {
  ClientEvent,
  ClientListener,
  LogEntry,
  ThrottleReason,
  XeroConnection,
} from './xero/index.ts';
export type { ConnectionProperties } from './connection/index.ts';
export type { ArrayType, ElementType, SqlType } from './engine/values/types.ts';
export type { Outlook } from './engine/scan/index.ts';
export type {
  Catalogue,
  ColumnDefinition,
  ColumnSource,
  ColumnType,
  ComputedType,
  ForeignKey,
  SimpleType,
  TableDefinition,
  TableSource,
} from './schemas/model.ts';
