/** Text that is kept encrypted: AES-256-GCM, with a key that is kept elsewhere. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

export interface Sealed {
  /** Which key opens it: the beginning of the key's hash. */
  readonly key: string;
  readonly iv: string;
  readonly tag: string;
  readonly data: string;
}

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
/** Text sealed for another purpose with the same key does not open. */
const PURPOSE = Buffer.from('xero-sql secrets 1');

export const newKey = (): string => randomBytes(KEY_BYTES).toString('base64url');

/** Whether a text can be a key. */
export const isKey = (text: string): boolean => bytesOf(text).length === KEY_BYTES;

export const keyIdOf = (key: string): string =>
  createHash('sha256').update(key).digest('hex').slice(0, 12);

export function seal(text: string, key: string): Sealed {
  const iv = randomBytes(12);
  const cipher = createCipheriv(CIPHER, bytesOf(key), iv).setAAD(PURPOSE);
  const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return {
    key: keyIdOf(key),
    iv: iv.toString('base64url'),
    tag: cipher.getAuthTag().toString('base64url'),
    data: data.toString('base64url'),
  };
}

/** The text; null when it was sealed with another key or changed since. */
export function unseal({ iv, tag, data }: Sealed, key: string): string | null {
  try {
    const decipher = createDecipheriv(CIPHER, bytesOf(key), bytesOf(iv), { authTagLength: 16 })
      .setAAD(PURPOSE)
      .setAuthTag(bytesOf(tag));
    return Buffer.concat([decipher.update(bytesOf(data)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

export function isSealed(value: unknown): value is Sealed {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['key', 'iv', 'tag', 'data'].every(
      (field) => typeof (value as Readonly<Record<string, unknown>>)[field] === 'string',
    )
  );
}

function bytesOf(text: string): Buffer {
  return Buffer.from(text, 'base64url');
}
