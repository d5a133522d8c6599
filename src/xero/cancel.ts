/** Cancellation: an aborted signal becomes one typed error, wherever the work was. */
import { XeroSqlError } from '../errors.ts';

/** The error that `signal` was aborted with when it is one of ours (a query's time-out), else CANCELLED. */
export function cancellation(signal: AbortSignal): XeroSqlError {
  if (signal.reason instanceof XeroSqlError) return signal.reason;
  return new XeroSqlError('CANCELLED', 'The query was cancelled.');
}

export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw cancellation(signal);
}

/** `work`, unless `signal` is aborted first. The work itself goes on. */
export function orCancelled<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(cancellation(signal));
    if (signal.aborted) {
      work.catch(() => undefined);
      stop();
      return;
    }
    signal.addEventListener('abort', stop, { once: true });
    const done = (): void => signal.removeEventListener('abort', stop);
    work.then(resolve, reject).finally(done);
  });
}
