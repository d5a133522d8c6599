export { apiUrlsOf } from './api-urls.ts';
export { checkProperties } from './check.ts';
export { configFolder, FOLDER_VARIABLE } from './config-folder.ts';
export type { PropertyDefinition, PropertyGroup, PropertyKind, UrlForm } from './definition.ts';
export { describeProperties, type PropertyDescription } from './describe.ts';
export {
  draftOf,
  draftString,
  problemWith,
  propertyNamed,
  withProperty,
  type Draft,
} from './draft.ts';
export { formatConnectionString, quote, type FormatOptions } from './format.ts';
export { findKeychain, KEYCHAIN_VARIABLE, type Keychain, type KeychainState } from './keychain.ts';
export { parseConnectionString } from './parse.ts';
export {
  AUTH_SCHEMES,
  definitionOf,
  findProperty,
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
  findConnection,
  resolveConnection,
  type ConnectionFiles,
  type FoundConnection,
} from './resolve.ts';
export {
  connectionBook,
  isConnectionName,
  type ConnectionBook,
  type SavedConnection,
} from './saved.ts';
export type { SavedView, SavedViewColumn } from './saved-views.ts';
export { isSealed, type Sealed } from './seal.ts';
export { Secret } from './secret.ts';
export { readValue, type ValueResult } from './value.ts';
export { createVault, noVault, systemVault, type Vault } from './vault.ts';
