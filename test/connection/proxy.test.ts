import { describe, expect, it } from 'vitest';
import { parseConnectionString, proxySettings } from '../../src/connection/index.ts';

describe('proxySettings', () => {
  it.each([
    ['', undefined],
    ['ProxyServer=proxy.example', { protocol: 'http', host: 'proxy.example', port: 80 }],
    ['ProxyServer=http://p:3128', { protocol: 'http', host: 'p', port: 3128 }],
    ['ProxyServer=https://p', { protocol: 'https', host: 'p', port: 443 }],
    ['ProxyServer=http://p:1;ProxyPort=2', { protocol: 'http', host: 'p', port: 2 }],
    [
      'ProxyServer=p;ProxyUser=u;ProxyPassword=w',
      { protocol: 'http', host: 'p', port: 80, user: 'u', password: 'w' },
    ],
  ])('%s', (text, expected) => {
    expect(proxySettings(parseConnectionString(`ClientId=a;${text}`))).toEqual(expected);
  });
});
