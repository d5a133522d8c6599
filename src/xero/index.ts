export { ASSUMED_LATENCY, timeFor, type CallsLeft } from './budget.ts';
export type { Clock } from './clock.ts';
export type * from './client.ts';
export type { ClientEvent, ClientListener, ThrottleReason } from './events.ts';
export type { ProxySettings } from './exchange.ts';
export { createXeroClient, type HttpXeroClient, type XeroClientOptions } from './http-client.ts';
export {
  createLogger,
  silentLogger,
  type LogEntry,
  type LoggerOptions,
  type Verbosity,
} from './log.ts';
export { networkAdvice } from './network-advice.ts';
export { redact } from './redact.ts';
export { fetchConnections } from './connections.ts';
export {
  createTenantDirectory,
  isTenantId,
  resolveTenant,
  type Tenant,
  type TenantDirectory,
  type TenantDirectoryOptions,
} from './tenants.ts';
