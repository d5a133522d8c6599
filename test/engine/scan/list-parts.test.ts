import { describe, expect, it } from 'vitest';
import { endpointOf, scope } from '../../../src/schemas/endpoint.ts';
import { halves, isTooLong, whereWithin } from '../../../src/engine/scan/list-parts.ts';
import { ApiError } from '../../../src/errors.ts';
import type { ApiRequest } from '../../../src/engine/plan/plan.ts';

const TODAY = '2026-11-20';
const REQUEST: ApiRequest = {
  path: '/Payments',
  query: { where: 'Amount > 1' },
  modifiedSince: null,
  single: false,
  startOffset: null,
  endOffset: null,
  inputs: {},
  periods: null,
};
const payments = endpointOf('ACCOUNTING', '/Payments', scope('payments'), { splitBy: 'Date' });

const halved = (request: ApiRequest): readonly [ApiRequest, ApiRequest] => {
  const parts = halves(payments, request, TODAY);
  if (parts === null) throw new Error('not divided');
  return parts;
};

describe('parts of a list', () => {
  it('meet at a day, which is in the later one', () => {
    const [before, after] = halved(REQUEST);
    expect(whereWithin(before)).toBe('Amount > 1 AND Date < DateTime(2024,11,20)');
    expect(whereWithin(after)).toBe('Amount > 1 AND Date >= DateTime(2024,11,20)');
    const [, late] = halved(after);
    expect(whereWithin({ ...late, query: {} })).toBe('Date >= DateTime(2025,11,20)');
    const [between] = halved(after);
    expect(whereWithin({ ...between, query: {} })).toBe(
      'Date >= DateTime(2024,11,20) AND Date < DateTime(2025,11,20)',
    );
    expect(whereWithin(REQUEST)).toBe('Amount > 1');
    expect(whereWithin({ ...REQUEST, query: {} })).toBeNull();
  });

  it('come to an end, wherever the documents are', () => {
    for (const side of [0, 1] as const) {
      let request: ApiRequest = REQUEST;
      for (let depth = 0; ; depth += 1) {
        const parts = halves(payments, request, TODAY);
        if (parts === null) break;
        expect(depth).toBeLessThan(1500);
        request = parts[side];
      }
    }
    let request = halved(halved(REQUEST)[1])[0];
    let depth = 0;
    for (let parts = halves(payments, request, TODAY); parts !== null; depth += 1) {
      request = parts[depth % 2 === 0 ? 0 : 1];
      parts = halves(payments, request, TODAY);
    }
    expect(depth).toBeLessThan(12);
  });

  it('are none of a list that cannot be divided by a date, nor of one document', () => {
    expect(halves({ ...payments, splitBy: null }, REQUEST, TODAY)).toBeNull();
    expect(halves(payments, { ...REQUEST, single: true }, TODAY)).toBeNull();
  });

  it('are wanted when Xero says that there are too many', () => {
    expect(isTooLong(new ApiError('HIGH_VOLUME', 'x', { call: 'GET /x' }))).toBe(true);
    expect(isTooLong(new ApiError('BAD_REQUEST', 'x', { call: 'GET /x' }))).toBe(false);
  });
});
