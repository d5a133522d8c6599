import type { Endpoint, Paging, SchemaName } from './model.ts';

/** A list that comes whole, unless `differences` say otherwise. */
export function endpointOf(
  schema: SchemaName,
  path: string,
  scopes: Endpoint['scopes'],
  differences: Partial<Endpoint> = {},
): Endpoint {
  return {
    schema,
    path,
    items: null,
    paging: { kind: 'whole' },
    idField: null,
    stableOrder: null,
    fixedParams: {},
    summaryParam: null,
    archivedParam: null,
    splitBy: null,
    cacheable: false,
    scopes,
    ...differences,
  };
}

/** Pages whose size can be asked for, up to `maxSize`. */
export const pagesOf = (maxSize: number, sizeParam = 'pageSize'): Paging => ({
  kind: 'page',
  sizeParam,
  maxSize,
});

export const SINGLE: Paging = { kind: 'single' };

/** Scopes that are the same for older and newer apps. */
export const scope = (name: string): Endpoint['scopes'] => ({ broad: name, granular: name });
