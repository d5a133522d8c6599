import type { ConnectionProperties } from '../connection/index.ts';
import { AuthError } from '../errors.ts';
import type { SchemaName } from '../schemas/model.ts';
import { throwIfAborted } from '../xero/cancel.ts';
import type { Logger } from '../xero/client.ts';
import type { GrantSource } from './grant-source.ts';
import { emptyState, livePending, withGrant, type Grant } from './grant.ts';
import type { Identity } from './identity.ts';
import { covers, OFFLINE_ACCESS, scopesFor, splitScopes } from './scopes.ts';
import { newPending, readPasted, requestOf, signIn, type SignInDesk } from './sign-in.ts';
import { chainEnded, createTokenChain, type TokenChain } from './token-chain.ts';
import { hash, type TokenStore } from './token-store.ts';

export interface CodeFlowOptions {
  readonly properties: ConnectionProperties;
  readonly schemas: readonly SchemaName[];
  readonly identity: Identity;
  readonly store: TokenStore;
  readonly desk: SignInDesk;
  readonly now: () => number;
  readonly log: Logger;
}

/** A sign-in by a person, with refresh tokens that outlive the process. */
export class CodeFlow implements GrantSource {
  readonly #properties: ConnectionProperties;
  readonly #now: () => number;
  readonly #identity: Identity;
  readonly #chain: TokenChain;
  readonly #desk: SignInDesk;
  readonly #wanted: readonly string[];
  readonly #log: Logger;

  constructor({ properties, schemas, identity, store, desk, now, log }: CodeFlowOptions) {
    this.#properties = properties;
    this.#now = now;
    this.#identity = identity;
    this.#log = log;
    this.#desk = desk;
    this.#wanted = properties.Scope === null ? scopesFor(schemas) : splitScopes(properties.Scope);
    this.#chain = createTokenChain({ properties, store, identity, now, log });
  }

  async obtain(rejected: string | null, signal: AbortSignal): Promise<Grant> {
    const state = await this.#chain.read();
    if (this.#isRedeemable(state.redeemed) && livePending(state, this.#now()) !== null) {
      return this.#redeem();
    }
    const maySignIn = this.#properties.InitiateOAuth === 'GETANDREFRESH';
    if (!maySignIn || this.#isConsentEnough(state.grant)) {
      const ready = this.#chain.usable(state, rejected);
      if (ready !== null) return ready;
      const result = await this.#chain.refresh(rejected);
      if (result.kind === 'granted') return result.grant;
      if (this.#isRedeemable(state.redeemed)) return this.#redeem();
      if (!maySignIn) throw chainEnded(result);
      if (result.hadToken) this.#log.log(2, 'signin.again', { reason: chainEnded(result).message });
    }
    return this.#signIn(signal);
  }

  async signOut(): Promise<void> {
    const { grant, owner } = await this.#chain.read();
    const refreshToken = grant?.refreshToken ?? null;
    if (refreshToken !== null) await this.#identity.revoke(refreshToken);
    await this.#chain.update((state) => ({ ...emptyState(owner), seed: state.seed }));
  }

  #isConsentEnough(grant: Grant | null): boolean {
    const asked = grant?.scope ?? null;
    return asked === null || covers(asked.split(' '), this.#wanted);
  }

  /** Whether OAuthVerifier holds a code that has not been exchanged yet. */
  #isRedeemable(redeemed: string | null): boolean {
    const verifier = this.#properties.OAuthVerifier;
    return verifier !== null && hash(verifier.reveal()) !== redeemed;
  }

  /** Completes the sign-in that an earlier run printed, with the code in OAuthVerifier. */
  async #redeem(): Promise<Grant> {
    const code = this.#properties.OAuthVerifier?.reveal() ?? '';
    const kept = livePending(await this.#chain.read(), this.#now());
    if (kept === null && this.#properties.AuthScheme === 'PKCE') {
      throw new AuthError('SIGN_IN_REQUIRED', 'No sign-in waits for the code in OAuthVerifier.', {
        hint:
          'With PKCE a code only works together with the address it came from, which is kept for an ' +
          'hour in OAuthSettingsLocation. Leave OAuthVerifier out to get a new address.',
      });
    }
    const pending = kept ?? newPending(this.#properties, this.#scopes([]), this.#now());
    const request = requestOf(pending);
    const answer = readPasted(code, request.state);
    // Without a page of ours there is no state to compare with; the person vouches for the code.
    if (kept === null) answer.set('state', request.state);
    const grant = await this.#identity.exchangeCode(answer, request);
    return this.#keepSignIn(grant, hash(code));
  }

  async #signIn(signal: AbortSignal): Promise<Grant> {
    throwIfAborted(signal);
    const now = this.#now();
    const { pending } = await this.#chain.update((state) => {
      const asked = state.grant?.scope?.split(' ') ?? [];
      const scopes = this.#scopes(asked);
      // A page that was printed before may be open somewhere: its answer must still be taken.
      const printed = this.#desk.mode === 'print' ? livePending(state, now) : null;
      const isSame =
        printed?.scope === scopes.join(' ') && printed.redirectUri === this.#properties.CallbackURL;
      return { ...state, pending: isSame ? printed : newPending(this.#properties, scopes, now) };
    });
    if (pending === null) throw new AuthError('INTERNAL', 'A sign-in was not begun.');
    const grant = await signIn(this.#identity, this.#desk, pending, signal);
    return this.#keepSignIn(grant, null);
  }

  /** What to ask for: what is wanted, and what was asked for before, so that neither use loses. */
  #scopes(before: readonly string[]): readonly string[] {
    return [...new Set([OFFLINE_ACCESS, ...this.#wanted, ...before])];
  }

  async #keepSignIn(grant: Grant, redeemed: string | null): Promise<Grant> {
    await this.#chain.update((state) => ({
      ...withGrant(state, grant, this.#now()),
      // Tokens of an earlier sign-in are of no use any more.
      spares: [],
      pending: null,
      redeemed: redeemed ?? state.redeemed,
    }));
    this.#log.log(4, 'signin.done', { scheme: this.#properties.AuthScheme });
    return grant;
  }
}
