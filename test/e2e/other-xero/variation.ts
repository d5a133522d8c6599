/** What services that keep to Xero's documentation may yet do differently. */

export interface Variation {
  readonly pageSize:
    | 'honoured'
    /** 100, whatever is asked for. */
    | 'hundred'
    /** As asked for, but never above 40. */
    | 'capped';
  readonly pagination: 'whole' | 'withoutCount' | 'none';
  readonly dates:
    /** `/Date(ms+0000)/` */
    | 'utc'
    /** The offset of the server, which says nothing: `/Date(ms+1300)/` */
    | 'offset'
    /** Days begin at midnight there. */
    | 'localMidnight'
    /** `/Date(ms)/` */
    | 'bare'
    /** `2026-01-31T00:00:00` */
    | 'iso'
    /** `2026-01-31T00:00:00Z` */
    | 'isoZ';
  /** Beside each day its text, `DateString`; `only` leaves the day itself out. */
  readonly dateStrings: 'none' | 'beside' | 'only';
  readonly numbers: 'plain' | 'fourPlaces' | 'texts' | 'exponents';
  readonly nulls: 'absent' | 'null';
  readonly emptyLists: 'absent' | 'empty' | 'null';
  readonly ids: 'lower' | 'upper';
  /** Parameters, columns of `order` and operators that are not documented for an endpoint. */
  readonly undocumented: 'ignored' | 'refused';
  /** Texts in `where` */
  readonly texts: 'exact' | 'caseless';
  /** Documented filters: a careless service answers as if they were not there. */
  readonly filters: 'heeded' | 'ignored';
  readonly order: 'heeded' | 'ignored';
  /** `where` may be answered with 400 though it is right. */
  readonly where: 'heeded' | 'refused';
  /** Where connections are listed: the OpenAPI file writes them with a capital. */
  readonly connections: '/connections' | '/Connections';
  readonly body: 'plain' | 'gzip' | 'chunked';
  /** What the answers of accounting and payroll say the time is. */
  readonly clock: 'absent' | 'stopped';
  readonly limitHeaders: boolean;
  /** What happens to every third call, before its answer comes on the next try. */
  readonly trouble: Trouble | null;
  /** When nothing has changed since If-Modified-Since. */
  readonly unchanged: 'emptyList' | '304';
}

export type Trouble =
  | 'minute'
  | 'minuteWithoutHeaders'
  | 'concurrent'
  | 'expired'
  | 'html503'
  | 'html500'
  | 'truncated'
  | 'reset'
  | 'slow';

export const PLAIN: Variation = {
  pageSize: 'honoured',
  pagination: 'whole',
  dates: 'utc',
  dateStrings: 'none',
  numbers: 'plain',
  nulls: 'absent',
  emptyLists: 'empty',
  ids: 'lower',
  undocumented: 'ignored',
  texts: 'exact',
  filters: 'heeded',
  order: 'heeded',
  where: 'heeded',
  connections: '/connections',
  body: 'plain',
  clock: 'absent',
  limitHeaders: true,
  trouble: null,
  unchanged: 'emptyList',
};
