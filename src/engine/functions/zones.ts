/** Time zones, and periods that overlap. */
import { toZone, fromZone } from '../values/zones.ts';
import type { SqlValue } from '../values/types.ts';
import type { ScalarDeclaration } from './declare.ts';

/** A period's ends in order, the one that is known first; null where neither is. */
function ordered(
  start: SqlValue,
  end: SqlValue,
): { readonly from: string; readonly to: string | null } | null {
  const [a, b] = [start as string | null, end as string | null];
  if (a === null) return b === null ? null : { from: b, to: null };
  return b !== null && b < a ? { from: b, to: a } : { from: a, to: b };
}

/** As the standard has it: a period without length is its one instant; its end is not part of it. */
function overlap([start1 = null, end1 = null, start2 = null, end2 = null]: readonly SqlValue[]):
  boolean | null {
  const [one, two] = [ordered(start1, end1), ordered(start2, end2)];
  if (one === null || two === null) return null;
  if (one.from === two.from) return one.to === null || two.to === null ? null : true;
  const [earlier, later] = one.from < two.from ? [one, two] : [two, one];
  if (earlier.to === null) return null;
  if (later.from < earlier.to) return true;
  return later.to === null ? null : false;
}

export const ZONE_FUNCTIONS: readonly ScalarDeclaration[] = [
  {
    name: 'timezone',
    description:
      "What the clocks of a zone show at an instant (UTC): timezone('Pacific/Auckland', t), or t AT TIME ZONE 'Pacific/Auckland'.",
    overloads: [
      {
        args: ['text', 'timestamp'],
        returns: 'timestamp',
        evaluate: ([zone, at]) => toZone(at as string, zone as string),
      },
    ],
  },
  {
    name: 'from_timezone',
    description:
      "The instant (UTC) at which the clocks of a zone show a time, as TIMESTAMP '…' AT TIME ZONE zone.",
    overloads: [
      {
        args: ['text', 'timestamp'],
        returns: 'timestamp',
        evaluate: ([zone, at]) => fromZone(at as string, zone as string),
      },
    ],
  },
  {
    name: 'overlaps',
    description:
      'Whether two periods have an instant in common, as (start, end) OVERLAPS (start, end); an end is not part of its period.',
    strict: false,
    overloads: [
      {
        args: ['timestamp', 'timestamp', 'timestamp', 'timestamp'],
        returns: 'boolean',
        evaluate: overlap,
      },
    ],
  },
];
