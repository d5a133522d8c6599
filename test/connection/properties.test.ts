import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  describeProperties,
  parseConnectionString,
  PROPERTIES,
  PROPERTY_NAMES,
  type ConnectionProperties,
  type PropertyDefinition,
  type Secret,
} from '../../src/connection/index.ts';
import { normaliseName } from '../../src/connection/properties.ts';
import { readValue } from '../../src/connection/value.ts';

const definitions: readonly (readonly [string, PropertyDefinition])[] = Object.entries(PROPERTIES);

describe('the property catalogue', () => {
  it('gives no two properties one name, aliases included', () => {
    const names = definitions.flatMap(([name, { aliases }]) => [name, ...aliases]);
    const normalised = names.map(normaliseName);
    expect(new Set(normalised).size).toBe(normalised.length);
  });

  it('names properties with letters only, as error messages rely on', () => {
    const names = definitions.flatMap(([name, { aliases }]) => [name, ...aliases]);
    expect(names.filter((name) => !/^[A-Za-z]{1,40}$/.test(name))).toEqual([]);
  });

  it.each(definitions)('%s: its default is a value it can take', (_name, definition) => {
    if (definition.default === null) return;
    expect(readValue(definition, String(definition.default))).toEqual({
      ok: true,
      value: definition.default,
    });
  });

  it.each(definitions)('%s: is described in sentences', (_name, { description }) => {
    expect(description).toMatch(/^[A-Z`][\s\S]*\.$/);
  });

  it('is described completely and in order', () => {
    expect(describeProperties().map(({ name }) => name)).toEqual(PROPERTY_NAMES);
    expect(describeProperties().find(({ name }) => name === 'PageSize')).toMatchObject({
      allowed: '1 to 1000',
      kind: 'integer',
      default: '1000, or the most that an endpoint takes',
    });
  });

  it('is told with the values of a connection, secrets masked', () => {
    const connection = parseConnectionString('ClientId=a;ClientSecret=s;PageSize=7');
    const values = new Map(describeProperties(connection).map(({ name, value }) => [name, value]));
    expect(values.get('PageSize')).toBe('7');
    expect(values.get('OAuthClientSecret')).toBe('***');
    expect(values.get('Tenant')).toBeNull();
    expect(describeProperties().every(({ value }) => value === null)).toBe(true);
  });

  it('types what parsing returns', () => {
    expectTypeOf<ConnectionProperties['PageSize']>().toEqualTypeOf<number>();
    expectTypeOf<ConnectionProperties['MaxRows']>().toEqualTypeOf<number | null>();
    expectTypeOf<ConnectionProperties['AuthScheme']>().toEqualTypeOf<
      'OAuth' | 'PKCE' | 'OAuthClient'
    >();
    expectTypeOf<ConnectionProperties['OAuthClientSecret']>().toEqualTypeOf<Secret | null>();
    expectTypeOf<ConnectionProperties['ApiUrl']>().toEqualTypeOf<string>();
  });
});
