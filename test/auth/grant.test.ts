import { describe, expect, it } from 'vitest';
import {
  emptyState,
  isFresh,
  livePending,
  refreshTokensOf,
  withGrant,
  type Grant,
} from '../../src/auth/grant.ts';
import { readState, writeState } from '../../src/auth/state-file.ts';

const NOW = 1_800_000_000_000;
const MINUTE = 60_000;

function grant(name: string, issuedAt: number): Grant {
  return {
    accessToken: `at-${name}`,
    issuedAt,
    expiresAt: issuedAt + 30 * MINUTE,
    refreshToken: `rt-${name}`,
    scope: null,
  };
}

describe('withGrant', () => {
  it('keeps the token that was replaced for as long as Xero may honour it', () => {
    let state = emptyState('me');
    for (let hour = 0; hour < 3; hour += 1) {
      const now = NOW + hour * 50 * MINUTE;
      state = withGrant(state, grant(String(hour), now), now);
    }
    expect(refreshTokensOf(state)).toEqual(['rt-2', 'rt-1', 'rt-0']);
    const later = NOW + 200 * MINUTE;
    state = withGrant(state, grant('3', later), later);
    expect(refreshTokensOf(state)).toEqual(['rt-3', 'rt-2']);
  });

  it('never puts an older grant in place of a newer one', () => {
    const state = withGrant(emptyState('me'), grant('newer', NOW), NOW);
    const after = withGrant(state, grant('older', NOW - MINUTE), NOW);
    expect(after.grant?.accessToken).toBe('at-newer');
    expect(refreshTokensOf(after)).toEqual(['rt-newer', 'rt-older']);
  });

  it('does not take a time in the future for newer', () => {
    const state = withGrant(emptyState('me'), grant('wrong', NOW + 900 * MINUTE), NOW);
    expect(withGrant(state, grant('right', NOW), NOW).grant?.accessToken).toBe('at-right');
  });

  it('marks the refresh as ended', () => {
    const state = { ...emptyState('me'), refreshingSince: NOW };
    expect(withGrant(state, grant('a', NOW), NOW).refreshingSince).toBeNull();
  });
});

describe('isFresh', () => {
  it.each([
    ['at least 90 seconds of 30 minutes are left', 30 * MINUTE, 28 * MINUTE, true],
    ['less is left', 30 * MINUTE, 29 * MINUTE, false],
    ['a quarter of a short life is left', 10_000, 7_000, true],
    ['less than that is left', 10_000, 8_000, false],
  ])('%s', (_what, lifetime, age, expected) => {
    const token = { ...grant('a', NOW), expiresAt: NOW + lifetime };
    expect(isFresh(token, NOW + age)).toBe(expected);
  });
});

describe('livePending', () => {
  it('forgets a sign-in page after an hour', () => {
    const pending = { state: 's', verifier: null, redirectUri: 'u', scope: 'x', startedAt: NOW };
    const state = { ...emptyState('me'), pending };
    expect(livePending(state, NOW + 59 * MINUTE)).toEqual(pending);
    expect(livePending(state, NOW + 61 * MINUTE)).toBeNull();
  });
});

describe('the token file', () => {
  it('reads back what was written', () => {
    const pending = { state: 's', verifier: 'v', redirectUri: 'u', scope: 'x', startedAt: NOW };
    const state = withGrant(
      { ...withGrant(emptyState('me'), grant('a', NOW), NOW), seed: 'x', pending },
      grant('b', NOW + 1),
      NOW + 1,
    );
    expect(readState(writeState(state))).toMatchObject(state);
  });

  it('has every field of the state checked', () => {
    const text = writeState(withGrant(emptyState('me'), grant('a', NOW), NOW));
    for (const field of Object.keys(emptyState('me'))) {
      const damaged = { ...(JSON.parse(text) as object), [field]: 7 };
      // The one number among them is checked with a text.
      const value = field === 'refreshingSince' ? { ...damaged, refreshingSince: 'x' } : damaged;
      expect(readState(JSON.stringify(value)), field).toBeNull();
    }
  });
});
