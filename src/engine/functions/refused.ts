/** Functions of PostgreSQL and others that cannot be had here, and what to write in their place. */

const REFUSED: Readonly<Record<string, string>> = {
  encode: 'There is no type for bytes; md5(text) is a text.',
  decode: 'There is no type for bytes.',
  sha256: 'There is no type for bytes; md5(text) is a text.',
  array_fill: 'Write the elements out: ARRAY[0, 0, 0].',
  localtime: "There is no type for a time of day: use to_char(now(), 'HH24:MI:SS').",
  current_time: "There is no type for a time of day: use to_char(now(), 'HH24:MI:SS').",
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
};

/** What to do without the function `name`; undefined when it is not one that is refused by name. */
export const refusalOf = (name: string): string | undefined =>
  Object.hasOwn(REFUSED, name) ? REFUSED[name] : undefined;
