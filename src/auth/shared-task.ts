/** Work that several callers wait for and that runs once. */
import { orCancelled } from '../xero/cancel.ts';

export interface SharedTask<T> {
  /**
   * Joins the run in progress, or starts one. A caller whose signal is aborted leaves with CANCELLED;
   * the run itself is told to stop once nobody waits for it any more.
   */
  join(signal: AbortSignal | undefined): Promise<T>;
  /** The run in progress, if any. */
  readonly running: boolean;
}

interface Run<T> {
  readonly result: Promise<T>;
  readonly stop: AbortController;
  waiting: number;
}

export function sharedTask<T>(work: (signal: AbortSignal) => Promise<T>): SharedTask<T> {
  let current: Run<T> | null = null;

  const start = (): Run<T> => {
    const stop = new AbortController();
    const run: Run<T> = { result: work(stop.signal), stop, waiting: 0 };
    const end = (): void => {
      if (current === run) current = null;
    };
    run.result.then(end, end);
    return run;
  };

  return {
    get running() {
      return current !== null;
    },
    async join(signal) {
      const run = (current ??= start());
      run.waiting += 1;
      try {
        return await orCancelled(run.result, signal);
      } finally {
        run.waiting -= 1;
        if (run.waiting === 0 && current === run) {
          // Whoever comes next must not join a run that was told to stop.
          current = null;
          run.stop.abort();
        }
      }
    },
  };
}
