/** Ctrl-R: looks for a text in the history, the newest entry first. */

export interface Search {
  readonly query: string;
  /** Index of the entry found, counted as in the history; null when there is none. */
  readonly found: number | null;
}

/** @param from the newest entry to look at */
export function find(entries: readonly string[], query: string, from: number): Search {
  const wanted = query.toLowerCase();
  const found =
    query === ''
      ? -1
      : entries.findLastIndex(
          (entry, index) => index <= from && entry.toLowerCase().includes(wanted),
        );
  return { query, found: found < 0 ? null : found };
}

/** The next older entry that has the query; the search as it is when there is none. */
export function older(entries: readonly string[], search: Search): Search {
  const next = find(entries, search.query, (search.found ?? entries.length) - 1);
  return next.found === null ? search : next;
}

/** The next newer one. */
export function newer(entries: readonly string[], search: Search): Search {
  const wanted = search.query.toLowerCase();
  const next = entries.findIndex(
    (entry, index) =>
      index > (search.found ?? entries.length) && entry.toLowerCase().includes(wanted),
  );
  return next < 0 ? search : { ...search, found: next };
}
