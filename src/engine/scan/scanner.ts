/** Executes scan plans: chooses organisations, makes the calls, turns documents into tuples. */
import { systemClock } from '../../xero/clock.ts';
import { CallMeter, type Outlook } from './call-meter.ts';
import { ListSizes } from './list-sizes.ts';
import type { ScannerOptions } from './options.ts';
import { ScanRun } from './scan-run.ts';
import { SharedAnswers } from './shared-answers.ts';
import type { RowSource } from './source.ts';
import { nothingRead, type ScanStats, total } from './stats.ts';
import { type TenantFailure, TenantFailures } from './tenant-failures.ts';

/** Reads the scans of one statement: make one for each. */
export interface Scanner extends RowSource {
  /** Of all scans so far. */
  stats(): Readonly<ScanStats>;
  /** Of one scan, by `Scan.scanId`. */
  scanStats(scanId: number): Readonly<ScanStats>;
  /** What is known to come. */
  outlook(): Outlook;
  /** Organisations that may not be read: reading failed, and is begun again without them. */
  skipped(): readonly TenantFailure[];
  /** What makes the rows doubtful, in sentences. */
  doubts(): readonly string[];
  /** To be told before the statement is read anew from its start. */
  beginAgain(): void;
}

export function createScanner(options: ScannerOptions): Scanner {
  const plans = [...(options.plans ?? [])];
  let shared = new SharedAnswers(plans);
  const failures = new TenantFailures(options.skipsTenants ?? false);
  const startedAt = (options.clock ?? systemClock).now();
  const { maxCalls: most = null, leftToday = () => null, sizes = new ListSizes() } = options;
  const meter = new CallMeter({ most, leftToday });
  const byScan = new Map<number, ScanStats>();
  const doubts = new Set<string>();
  const statsOf = (scanId: number): ScanStats => {
    const stats = byScan.get(scanId) ?? nothingRead();
    byScan.set(scanId, stats);
    return stats;
  };
  return {
    read(plan, signal, keys) {
      const stats = statsOf(plan.scan.scanId);
      const stop = new AbortController();
      const shares = { options, shared, failures, doubts, meter, sizes, startedAt };
      return new ScanRun({ ...shares, plan, stats, signal, stop }, keys).rows();
    },
    outlook: () => meter.outlook(),
    skipped: () => failures.skipped(),
    doubts: () => [...doubts],
    beginAgain() {
      shared = new SharedAnswers(plans);
      for (const stats of byScan.values()) stats.rowsFetched = 0;
    },
    stats: () => total(byScan.values()),
    scanStats: statsOf,
  };
}
