import type { ClientEvent } from '../../xero/events.ts';

/** What reading took. */
export interface ScanStats {
  /** Calls made, retries included; a shared call counts for the scan that made it. */
  apiCalls: number;
  /** Answers that needed no call, because an earlier statement had made it. */
  cacheHits: number;
  /** Rows delivered. */
  rowsFetched: number;
  /** Bytes of answers as sent over the wire. */
  bytes: number;
}

export const nothingRead = (): ScanStats => ({
  apiCalls: 0,
  cacheHits: 0,
  rowsFetched: 0,
  bytes: 0,
});

export function total(stats: Iterable<Readonly<ScanStats>>): ScanStats {
  return [...stats].reduce(sum, nothingRead());
}

function sum(left: ScanStats, right: ScanStats): ScanStats {
  return {
    apiCalls: left.apiCalls + right.apiCalls,
    cacheHits: left.cacheHits + right.cacheHits,
    rowsFetched: left.rowsFetched + right.rowsFetched,
    bytes: left.bytes + right.bytes,
  };
}

/** Counts a call that was made for a scan. */
export function countCall(stats: ScanStats, event: ClientEvent): void {
  if (event.kind !== 'callFinished') return;
  stats.apiCalls += 1;
  stats.bytes += event.bytes;
}
