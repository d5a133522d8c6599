import { describe, expect, it } from 'vitest';
import { defaultTokenFile } from '../../src/auth/token-store.ts';
import { parseConnectionString } from '../../src/connection/index.ts';

const fileOf = (text: string): string => defaultTokenFile(parseConnectionString(text));

describe('the default token file', () => {
  it('is one per app, scheme and identity host', () => {
    const files = [
      'ClientId=a',
      'ClientId=b',
      'ClientId=a;ClientSecret=s',
      'ClientId=a;IdentityUrl=http://localhost:1',
    ].map(fileOf);
    expect(new Set(files).size).toBe(4);
    expect(files[0]).toMatch(/[/\\]xero-sql[/\\].*tokens[/\\]pkce-[0-9a-f]{16}\.json$/);
  });

  it('does not depend on what is queried, nor on the secret', () => {
    expect(fileOf('ClientId=a;ClientSecret=s;Tenant=x;Schema=FILES')).toBe(
      fileOf('ClientId=a;ClientSecret=t'),
    );
  });

  it('is one per refresh token given: they may be of different people', () => {
    const files = ['', ';RefreshToken=r', ';RefreshToken=q'].map((text) =>
      fileOf(`ClientId=a${text}`),
    );
    expect(new Set(files).size).toBe(3);
  });
});
