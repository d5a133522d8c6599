/** What the client tells about its calls while it makes them: for the progress line and the statistics. */
export type ClientEvent =
  | { readonly kind: 'callStarted'; readonly call: string; readonly tenantId: string | null }
  | {
      readonly kind: 'callFinished';
      readonly call: string;
      readonly tenantId: string | null;
      /** null when no complete answer arrived. */
      readonly status: number | null;
      /** Bytes of the body as sent over the wire. */
      readonly bytes: number;
      readonly ms: number;
      /** Calls that this organisation has left, as Xero last said; null when it did not say. */
      readonly minuteRemaining: number | null;
      readonly dayRemaining: number | null;
    }
  | { readonly kind: 'throttled'; readonly reason: ThrottleReason; readonly seconds: number }
  | {
      readonly kind: 'retry';
      readonly call: string;
      /** The retry about to be made, from 1. */
      readonly attempt: number;
      readonly reason: string;
      readonly seconds: number;
    };

/** `minute`: our own count; `retryAfter`: Xero asked all callers to pause; `day`: waiting for the next day's calls. */
export type ThrottleReason = 'minute' | 'retryAfter' | 'day';

export type ClientListener = (event: ClientEvent) => void;
