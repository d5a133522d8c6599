/** What properties need from one another. */
import { ConnectionError } from '../errors.ts';
import type { ConnectionProperties, PropertyName } from './properties.ts';

/** @throws ConnectionError PROPERTY_MISSING */
export function checkProperties(properties: ConnectionProperties): void {
  checkSignIn(properties);
  checkProxy(properties);
}

function checkSignIn(properties: ConnectionProperties): void {
  const { AuthScheme, InitiateOAuth, OAuthAccessToken, OAuthRefreshToken } = properties;
  if (InitiateOAuth === 'OFF') {
    if (OAuthAccessToken !== null) return;
    throw missing(
      'InitiateOAuth=OFF needs OAuthAccessToken.',
      'Give an access token, or set InitiateOAuth to REFRESH or GETANDREFRESH.',
    );
  }
  if (OAuthAccessToken !== null && OAuthRefreshToken === null) return;
  const needed: readonly PropertyName[] =
    AuthScheme === 'PKCE' ? ['OAuthClientId'] : ['OAuthClientId', 'OAuthClientSecret'];
  const absent = needed.filter((name) => properties[name] === null);
  if (absent.length > 0) {
    throw missing(`AuthScheme=${AuthScheme} needs ${absent.join(' and ')}.`, HINTS[AuthScheme]);
  }
}

const HINTS = {
  PKCE:
    'Copy the client ID from the app at developer.xero.com. An app with a client secret needs ' +
    'OAuthClientSecret too.',
  OAuth:
    'Copy both from the app at developer.xero.com. An app without a secret uses AuthScheme=PKCE.',
  OAuthClient: 'Copy both from the Custom Connection at developer.xero.com.',
} as const;

function checkProxy(properties: ConnectionProperties): void {
  if (properties.ProxyServer === null) {
    const dependants = ['ProxyPort', 'ProxyUser', 'ProxyPassword'] as const;
    const orphan = dependants.find((name) => properties[name] !== null);
    if (orphan !== undefined) throw missing(`${orphan} needs ProxyServer.`);
  }
  if (properties.ProxyPassword !== null && properties.ProxyUser === null) {
    throw missing('ProxyPassword needs ProxyUser.');
  }
}

function missing(message: string, hint?: string): ConnectionError {
  return new ConnectionError('PROPERTY_MISSING', message, { hint });
}
