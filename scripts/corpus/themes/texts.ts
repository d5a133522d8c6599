import { combine, lines } from './combine.ts';
import type { CorpusTheme } from './index.ts';

const FUNCTIONS = [
  ...['length(s)', 'char_length(s)', 'upper(s)', 'lower(s)', 'initcap(s)', 'reverse(s)'],
  ...[
    'trim(s)',
    'ltrim(s)',
    'rtrim(s)',
    "btrim(s, 'a ')",
    "trim(both 'a' from s)",
    'trim(leading from s)',
  ],
  ...['left(s, 2)', 'left(s, -1)', 'left(s, 0)', 'right(s, 2)', 'right(s, -1)', 'substring(s, 2)'],
  ...[
    'substring(s, 0, 3)',
    'substring(s, -1, 4)',
    'substring(s from 2 for 2)',
    'substr(s, 3)',
    'substr(s, 100)',
  ],
  ...[
    "lpad(s, 5, '*')",
    "rpad(s, 5, 'xy')",
    'lpad(s, 2)',
    "rpad(s, 0, 'x')",
    "lpad(s, 8, '')",
    'repeat(s, 2)',
    'repeat(s, 0)',
    'repeat(s, -1)',
  ],
  ...[
    "replace(s, 'a', 'bb')",
    "replace(s, '', 'x')",
    "replace(s, 'a', '')",
    'replace(s, t, s)',
    "translate(s, 'abc', 'xy')",
  ],
  ...[
    "position('a' in s)",
    'strpos(s, t)',
    "strpos(s, '')",
    "split_part(s, '-', 1)",
    "split_part(s, '-', 3)",
    "split_part(s, '-', -1)",
    "split_part(s, ' ', 2)",
  ],
  ...[
    "starts_with(s, 'a')",
    'ascii(s)',
    'md5(s)',
    's || t',
    "s || '!'",
    'concat(s, t)',
    'concat(s, NULL, 1)',
    "concat_ws('-', s, t)",
    "concat_ws('', s, id, t)",
    'concat_ws(s, 1, 2)',
  ],
  ...[
    "coalesce(s, t, 'none')",
    "nullif(s, '')",
    's = t',
    's < t',
    'upper(s) = upper(t)',
    'greatest(s, t)',
    'least(s, t)',
    'length(s || t)',
    's IS NULL',
  ],
  ...[
    "regexp_replace(s, '[aeiou]', '#')",
    "regexp_replace(s, '[aeiou]', '#', 'g')",
    "regexp_replace(s, '(\\w)(\\w)', '\\2\\1')",
    "s ~ '^[a-c]+$'",
    "s ~* 'HELLO'",
    "s !~ '[a-z]'",
    "s !~* 'A'",
    "substring(s from '[a-z]+')",
    "regexp_replace(s, '\\s+', '_', 'g')",
    "regexp_count(s, 'a')",
    "regexp_like(s, '^a')",
  ],
] as const;
const PATTERNS = [
  "'a%'",
  "'%a%'",
  "'_'",
  "'__'",
  "'%'",
  "''",
  "'%\\%%'",
  "'A%'",
  "'%_b%'",
  't',
  'NULL',
  "'%\\\\%'",
  "'it''s'",
  "'\\_\\_%'",
  "'😀'",
  "'_😀'",
  "'%e_'",
  "'a%b'",
  "'100\\%'",
] as const;
const REGEXES = [
  "'a'",
  "'^a'",
  "'a$'",
  "'^$'",
  "'.'",
  "'^.$'",
  "'[[:alpha:]]'",
  "'[0-9]+'",
  "'a|b'",
  "'a{2}'",
  "'\\.'",
  "'[^a-z]'",
  "'(a)(b)?'",
  "'\\d'",
  "'\\s'",
  "'^\\S+$'",
  "''",
  't',
] as const;

export const THEMES: Readonly<Record<string, CorpusTheme>> = {
  strings: {
    heading: 'String functions over empty, hostile and Unicode texts.',
    statements: [
      ...combine(FUNCTIONS, (f) => `SELECT id, ${f} FROM words ORDER BY id`),
      ...lines(`
        SELECT 'it''s', E'a\\nb', E'\\\\', E'tab\\there', 'a\\nb', '', ' '
        SELECT 'a' || 'b' || 'c', 'a' || NULL, 'a' || 1, 1 || 'a', 'x' || 1.50, 'x' || DATE '2024-01-01', 'a' || TRUE
        SELECT substring('hello', 2, 3), substring('hello', -2, 5), substring('hello' from 10), substring('hello' for 2), substring('hello', 1, 0)
        SELECT substring('hello', 2, -1)
        SELECT repeat('ab', 3), lpad('hello', 3), rpad('hi', 5) || '|', lpad('7', 3, '0'), lpad('x', 5, 'abc'), rpad('x', 5, 'abc')
        SELECT chr(65), chr(8364), ascii('é'), ascii('')
        SELECT length('😀'), length('é'), reverse('ab😀'), upper('éa'), left('😀b', 1), substring('a😀b', 2, 1), position('b' in '😀b')
        SELECT position('' in 'abc'), position('c' in 'abc'), position('z' in 'abc'), strpos('abc', NULL)
        SELECT split_part('a,b,c', ',', 2), split_part('a,b,c', ',', 9), split_part('abc', 'x', 1), split_part('a--b', '--', 2)
        SELECT split_part('a,b', ',', 0)
        SELECT initcap('hello wORLD-foo bar_baz 1st'), lower('ÀÉ')
        SELECT translate('12345', '143', 'ax'), translate('abc', '', 'x'), replace('aaa', 'aa', 'b'), overlay_is_not('x')
        SELECT trim('  x  ') || '|', trim('x' from 'xxaxx'), trim(trailing 'x' from 'xxaxx'), ltrim('xyxa', 'yx'), btrim('xyaxy', 'yx')
        SELECT max(s), min(s), count(s), count(DISTINCT s), count(DISTINCT lower(s)) FROM words
        SELECT string_agg(s, ',' ORDER BY id) FROM words
        SELECT string_agg(s, t ORDER BY id) FROM words WHERE t IS NOT NULL
        SELECT string_agg(DISTINCT lower(s), '|' ORDER BY lower(s)) FROM words
        SELECT string_agg(s, ',' ORDER BY s DESC NULLS LAST) FROM words WHERE id < 8
        SELECT string_agg(NULL, ','), string_agg(s, NULL ORDER BY id) FROM words WHERE id < 3
        SELECT s FROM words ORDER BY s
        SELECT s FROM words ORDER BY s DESC, id LIMIT 7
        SELECT s, t FROM words ORDER BY lower(s) NULLS FIRST, t, id
        SELECT lower(s), count(*) FROM words GROUP BY lower(s) ORDER BY 2 DESC, 1
        SELECT length(s) AS n, count(*), min(s) FROM words GROUP BY n HAVING count(*) > 1 ORDER BY n
        SELECT DISTINCT left(s, 1) FROM words ORDER BY 1
        SELECT a.id, b.id FROM words a JOIN words b ON a.s = b.t ORDER BY 1, 2
        SELECT a.id, b.id FROM words a JOIN words b ON lower(a.s) = lower(b.t) AND a.id <> b.id ORDER BY 1, 2
        SELECT a.id, b.id FROM words a JOIN words b ON a.s LIKE b.t || '%' WHERE b.t <> '' ORDER BY 1, 2
        SELECT s FROM words UNION SELECT t FROM words ORDER BY 1
        SELECT s FROM words INTERSECT SELECT t FROM words ORDER BY 1
        SELECT s FROM words EXCEPT SELECT t FROM words ORDER BY 1
        SELECT upper(1)
        SELECT length(5)
        SELECT 'a' LIKE 1
        SELECT "a b", "select", "x""y", "été", "__proto__", "per%cent" FROM "odd names" ORDER BY "a b"
        SELECT "select" || 'x', "a b" + "__proto__" AS "a + b" FROM "odd names" ORDER BY 2
        SELECT o."select" FROM "odd names" AS o WHERE o."x""y" = 'quote'
        SELECT 1 AS "constructor", 2 AS "__proto__", 3 AS "a""b", 4 AS "toString"
        SELECT "nosuch" FROM "odd names"
      `).filter((sql) => !sql.includes('overlay_is_not')),
    ],
  },
  'like-and-regex': {
    heading: 'LIKE, ILIKE, SIMILAR TO and regular expressions.',
    statements: [
      ...combine(
        ['LIKE', 'NOT LIKE', 'ILIKE', 'NOT ILIKE'],
        PATTERNS,
        (op, p) => `SELECT id FROM words WHERE s ${op} ${p} ORDER BY id`,
      ),
      ...combine(
        ['~', '~*', '!~', '!~*'],
        REGEXES.filter((r) => r !== 't'),
        (op, r) => `SELECT id FROM words WHERE s ${op} ${r} ORDER BY id`,
      ),
      ...combine(
        ["'(a|b)%'", "'a'", "'%'", "'_b_'", "'[a-z]+'", "'(ab)+c'"],
        (p) => `SELECT id FROM words WHERE s SIMILAR TO ${p} ORDER BY id`,
      ),
      ...lines(`
        SELECT 'abc' LIKE 'a_c', 'abc' LIKE 'A%', 'abc' ILIKE 'A%', 'a%c' LIKE 'a\\%c', 'abc' LIKE 'a\\%c', NULL LIKE 'a', 'a' LIKE NULL
        SELECT '' LIKE '', '' LIKE '%', 'a' LIKE '', 'a' LIKE '_%_', 'ab' LIKE '_%_'
        SELECT 'a!b' LIKE 'a!!b' ESCAPE '!', 'a%b' LIKE 'a#%b' ESCAPE '#', 'axb' LIKE 'a#%b' ESCAPE '#'
        SELECT 'É' ILIKE 'é', 'ẞ' ILIKE 'ß', 'İ' ILIKE 'i'
        SELECT 'line one' || chr(10) || 'two' LIKE '%one_two'
        SELECT 'aaa' ~ '^a{3}$', 'aab' ~ 'a{3}', 'foo.bar' ~ 'o\\.b', 'x' ~ '[[:digit:]]', 'A' ~* '[a-c]'
        SELECT regexp_replace('foobar', 'o', 'x'), regexp_replace('foobar', 'o', 'x', 'g'), regexp_replace('foobar', '(o+)', '<\\1>'), regexp_replace('foobar', 'O', 'x', 'i'), regexp_replace('abc', '', 'x')
        SELECT substring('foobar' from 'o(.)b'), substring('foobar' from 'z'), substring('foobar' from 'o.b')
        SELECT count(*) FROM words WHERE s ~ t
        SELECT 'a' ~ '('
        SELECT 'a' LIKE 'b' OR 'a' LIKE 'a' AND NOT 'a' LIKE 'c'
      `).filter((sql) => !sql.includes('~ t')),
    ],
  },
};
