export {
  createAccessTokens,
  type AuthDependencies,
  type ConnectionTokens,
  type SignInSession,
} from './access-tokens.ts';
export { createIdentityFetch, type IdentityFetch } from './identity-fetch.ts';
export { covers, scopesFor } from './scopes.ts';
export type { SignInMode } from './sign-in.ts';
export {
  fileTokenStore,
  memoryTokenStore,
  ownerOf,
  storageTokenStore,
  tokenFileOf,
  type TokenStorage,
  type TokenStore,
} from './token-store.ts';
