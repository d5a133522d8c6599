/** What a connection tells a program about its calls while they are made. */
import type { ClientEvent, Logger, ThrottleReason } from '../xero/index.ts';

/** A call to Xero has ended, retries counted singly. */
export interface CallEvent {
  /** As `GET /api.xro/2.0/Invoices?page=1`. */
  readonly call: string;
  readonly tenantId: string | null;
  /** null when no complete answer arrived. */
  readonly status: number | null;
  /** Of the body as sent over the wire. */
  readonly bytes: number;
  readonly ms: number;
  /** Calls that the organisation has left, as Xero last said; null when it did not say. */
  readonly minuteRemaining: number | null;
  readonly dayRemaining: number | null;
}

/** The rows of one answer are known. */
export interface PageEvent {
  readonly schema: string;
  readonly table: string;
  readonly tenantId: string;
  /** Rows of the table that the answer held: line items, say, and not invoices. */
  readonly rows: number;
  /** Which answer of its list it is, from 1. */
  readonly page: number;
  /** How many answers its list has; null when Xero does not say. */
  readonly pages: number | null;
}

/** A call waits so that Xero's limits are kept. */
export interface ThrottleEvent {
  /** `minute`: our own count; `retryAfter`: Xero asked for a pause; `day`: the day's calls are used up. */
  readonly reason: ThrottleReason;
  readonly seconds: number;
}

/** A call failed for a passing reason and is made again. */
export interface RetryEvent {
  readonly call: string;
  /** From 1. */
  readonly attempt: number;
  /** A code of `ERROR_CODES`. */
  readonly reason: string;
  /** Until it is made. */
  readonly seconds: number;
}

export interface DatabaseEvents {
  readonly call: CallEvent;
  readonly page: PageEvent;
  readonly throttle: ThrottleEvent;
  readonly retry: RetryEvent;
}

export type EventName = keyof DatabaseEvents;
export type EventListener<Name extends EventName> = (event: DatabaseEvents[Name]) => void;
export type EventListeners = { readonly [Name in EventName]?: EventListener<Name> };

export interface EventHub {
  /** @returns a function that ends the listening */
  readonly on: <Name extends EventName>(name: Name, listener: EventListener<Name>) => () => void;
  readonly emit: <Name extends EventName>(name: Name, event: DatabaseEvents[Name]) => void;
  /** Passes on what the client tells. */
  readonly fromClient: (event: ClientEvent) => void;
}

/** A listener that throws is logged: it must not fail a query that is right. */
export function createEvents(log: Logger, initial: EventListeners = {}): EventHub {
  const listeners: { readonly [Name in EventName]: Set<EventListener<Name>> } = {
    call: new Set(initial.call === undefined ? [] : [initial.call]),
    page: new Set(initial.page === undefined ? [] : [initial.page]),
    throttle: new Set(initial.throttle === undefined ? [] : [initial.throttle]),
    retry: new Set(initial.retry === undefined ? [] : [initial.retry]),
  };
  const emit: EventHub['emit'] = (name, event) => {
    for (const listener of listeners[name]) {
      try {
        listener(event);
      } catch (error) {
        log.log(1, 'listener failed', { on: name, error });
      }
    }
  };
  return {
    on(name, listener) {
      listeners[name].add(listener);
      return () => listeners[name].delete(listener);
    },
    emit,
    fromClient({ kind, ...event }) {
      // The rest of each variant is the event that programs get.
      switch (kind) {
        case 'callStarted':
          return;
        case 'callFinished':
          emit('call', event as CallEvent);
          return;
        case 'throttled':
          emit('throttle', event as ThrottleEvent);
          return;
        case 'retry':
          emit('retry', event as RetryEvent);
      }
    },
  };
}
