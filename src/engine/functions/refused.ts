/** Functions of PostgreSQL and others that cannot be had here, and what to write in their place. */

const REFUSED: Readonly<Record<string, string>> = {
  regexp_matches:
    'Use regexp_match(text, pattern) for the groups of the first match, regexp_substr(text, pattern, 1, n) for the n-th.',
  json_agg: 'There is no JSON type.',
  jsonb_agg: 'There is no JSON type.',
  json_object_agg: 'There is no JSON type.',
  json_build_object: 'There is no JSON type.',
  row_to_json: 'There is no JSON type.',
  random: 'The same query over the same books has the same answer.',
  rand: 'The same query over the same books has the same answer.',
  newid: 'The same query over the same books has the same answer.',
  gen_random_uuid: 'The same query over the same books has the same answer.',
  clock_timestamp: 'Use now(): a statement has one instant.',
  contains: "Use text LIKE '%part%', or strpos(text, part) > 0.",
};

/** What to do without the function `name`; undefined when it is not one that is refused by name. */
export const refusalOf = (name: string): string | undefined =>
  Object.hasOwn(REFUSED, name) ? REFUSED[name] : undefined;
