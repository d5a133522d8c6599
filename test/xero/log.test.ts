import { describe, expect, it } from 'vitest';
import { ApiError } from '../../src/errors.ts';
import { createLogger, type LoggerOptions } from '../../src/xero/log.ts';
import { clientFor, INVOICES, serve, TOKEN } from './support.ts';

const SECRET = 'pa$$ word/ü+very-secret';

function logged(
  fields: Record<string, unknown>,
  { verbosity = 5, secrets = [SECRET] }: Partial<LoggerOptions> = {},
): string {
  let text = '';
  const log = createLogger({
    verbosity,
    secrets,
    write: (line) => (text += line),
    now: () => new Date(0),
  });
  log.log(3, 'event', fields);
  return text;
}

describe('the log', () => {
  it('is one JSON object a line', () => {
    expect(logged({ call: 'GET /x', ms: 12, ok: true, none: null })).toBe(
      '{"time":"1970-01-01T00:00:00.000Z","level":3,"event":"event","call":"GET /x","ms":12,"ok":true,"none":null}\n',
    );
  });

  it('holds nothing above its verbosity', () => {
    expect(logged({}, { verbosity: 2 })).toBe('');
    expect(logged({}, { verbosity: 3 })).not.toBe('');
  });

  it.each<[string, Record<string, unknown>]>([
    ['a known secret in text', { message: `a ${SECRET} b` }],
    ['a known secret, escaped for a URL', { url: `http://x/?s=${encodeURIComponent(SECRET)}` }],
    ['a known secret deep inside', { a: { b: [{ c: SECRET }] } }],
    ['a known secret as a field name', { [SECRET]: 1 }],
    [
      'a field that is named like a secret',
      { access_token: 'very-secret', Authorization: 'very-secret' },
    ],
    [
      'a field that is named like a secret, with an object',
      { clientSecret: { value: 'very-secret' } },
    ],
    ['a bearer token', { headers: ['Authorization: Bearer very-secret'] }],
    ['basic authorisation', { text: 'Basic very-secret-and-longer==' }],
    ['a JWT', { text: `x eyJhbGciOi.very-secret.sig y` }],
    ['a form', { body: 'grant_type=refresh_token&refresh_token=very-secret' }],
    ['JSON in text', { body: '{"refresh_token":"very-secret"}' }],
    ['a callback address', { url: 'http://localhost:33333/?code=very-secret&state=1' }],
    ['an error', { error: new Error(`failed with ${SECRET}`) }],
    [
      'an error with more on it',
      { error: Object.assign(new Error('x'), { config: { auth: 'very-secret' } }) },
    ],
    [
      'a foreign object',
      {
        request: new (class Request {
          header = 'very-secret';
        })(),
      },
    ],
  ])('never shows %s', (_, fields) => {
    expect(logged(fields)).not.toContain('very-secret');
  });

  it('leaves ordinary words alone', () => {
    const text = 'The Bearer token of a Basic subscription; Code: 200';
    expect(logged({ text })).toContain(text);
  });

  it('shows an error by name, code and message', () => {
    const error = new ApiError('NOT_FOUND', 'No such thing.', { call: 'GET /x' });
    expect(JSON.parse(logged({ error }))).toMatchObject({
      error: { name: 'ApiError', code: 'NOT_FOUND', message: 'No such thing.' },
    });
  });

  it('of a client at its most talkative holds no token', async () => {
    const server = await serve((request, response, call) => {
      const echo = JSON.stringify({ sent: request.headers.authorization, plain: TOKEN });
      response.writeHead(call === 1 ? 401 : call === 2 ? 500 : 200).end(echo);
    });
    let text = '';
    const log = createLogger({ verbosity: 5, write: (line) => (text += line) });
    await clientFor(server.url, { log }).get(INVOICES);
    await server.close();
    expect(text.split('\n').length).toBeGreaterThan(5);
    expect(text).toContain('GET /api.xro/2.0/Invoices');
    expect(text).not.toContain('secret-access-token');
  });
});
