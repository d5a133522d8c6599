import type { ScanPlan } from '../plan/plan.ts';
import type { CallMeter } from './call-meter.ts';
import type { ListSizes } from './list-sizes.ts';
import type { ScannerOptions } from './options.ts';
import type { SharedAnswers } from './shared-answers.ts';
import type { ScanStats } from './stats.ts';
import type { TenantFailures } from './tenant-failures.ts';

/** What everything shares that takes part in one reading of one scan. */
export interface ScanContext {
  readonly options: ScannerOptions;
  readonly shared: SharedAnswers;
  readonly failures: TenantFailures;
  readonly doubts: Set<string>;
  readonly meter: CallMeter;
  readonly sizes: ListSizes;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly plan: ScanPlan;
  readonly stats: ScanStats;
  /** The statement's. */
  readonly signal: AbortSignal;
  /** This scan's own, which ends its look-ahead when nobody reads on. */
  readonly stop: AbortController;
}
