export type { PropertyDefinition, PropertyGroup, PropertyKind, UrlForm } from './definition.ts';
export { describeProperties, type PropertyDescription } from './describe.ts';
export { formatConnectionString, type FormatOptions } from './format.ts';
export { parseConnectionString } from './parse.ts';
export {
  AUTH_SCHEMES,
  INITIATE_OAUTH,
  PROPERTIES,
  PROPERTY_NAMES,
  type AuthScheme,
  type ConnectionProperties,
  type InitiateOAuth,
  type PropertyName,
} from './properties.ts';
export { proxySettings } from './proxy.ts';
export {
  CONNECTION_VARIABLE,
  connectionFiles,
  resolveConnection,
  type ConnectionFiles,
} from './resolve.ts';
export { configFolder, listConnections, loadConnection, saveConnection } from './saved.ts';
export { Secret } from './secret.ts';
