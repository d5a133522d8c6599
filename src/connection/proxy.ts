import type { ProxySettings } from '../xero/exchange.ts';
import type { ConnectionProperties } from './properties.ts';

/** The proxy that the connection names; undefined leaves it to the environment's variables. */
export function proxySettings(properties: ConnectionProperties): ProxySettings | undefined {
  const { ProxyServer, ProxyPort, ProxyUser, ProxyPassword } = properties;
  if (ProxyServer === null) return undefined;
  const { protocol, hostname, port } = new URL(ProxyServer);
  const isSecure = protocol === 'https:';
  const writtenPort = port === '' ? (isSecure ? 443 : 80) : Number(port);
  return {
    protocol: isSecure ? 'https' : 'http',
    host: hostname,
    port: ProxyPort ?? writtenPort,
    ...(ProxyUser === null ? {} : { user: ProxyUser }),
    ...(ProxyPassword === null ? {} : { password: ProxyPassword.reveal() }),
  };
}
