/** The fixed words of SQL that completion proposes. */
import {
  AGGREGATE_FUNCTIONS,
  SCALAR_FUNCTIONS,
  WINDOW_FUNCTIONS,
} from '../../../engine/functions/index.ts';
import type { Proposal } from './model.ts';

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const SINGLE = words(`
  ALL AND AS ASC BETWEEN BY CASE CAST CROSS CURRENT_DATE CURRENT_TIMESTAMP DATE DESC DISTINCT ELSE
  END EXCEPT EXISTS EXPLAIN EXTRACT FALSE FILTER FIRST FROM FULL GROUP HAVING ILIKE IN INNER
  INTERSECT INTERVAL IS JOIN LAST LATERAL LEFT LIKE LIMIT NOT NULL NULLS OFFSET ON OR ORDER OUTER
  OVER PARTITION QUALIFY RANGE RECURSIVE RIGHT ROWS SELECT THEN TIMESTAMP TRUE UNION USING WHEN WHERE
  WITH`);

const PHRASES = ['GROUP BY', 'ORDER BY', 'LEFT JOIN', 'CROSS JOIN', 'UNION ALL', 'NULLS LAST'];

/** Words that cannot be an alias, so that `FROM a JOIN b` has none. */
const RESERVED: ReadonlySet<string> = new Set(
  words(`
  ALL AND AS ASC BETWEEN CASE CROSS DESC DISTINCT ELSE END EXCEPT FETCH FOR FROM FULL GROUP HAVING
  IN INNER INTERSECT IS JOIN LATERAL LEFT LIKE ILIKE LIMIT NATURAL NOT NULL OFFSET ON OR ORDER OUTER
  RIGHT SELECT THEN UNION USING WHEN WHERE WINDOW WITH`),
);

export const isReserved = (word: string): boolean => RESERVED.has(word.toUpperCase());

export const TYPES: readonly string[] = words(
  'text integer decimal double boolean uuid date timestamp interval',
);

const keyword = (text: string): Proposal => ({ text, kind: 'keyword', detail: '' });

export const BEGINNINGS: readonly Proposal[] = [
  ...words('SELECT WITH EXPLAIN'),
  'CREATE VIEW',
  'DROP VIEW',
].map(keyword);
export const KEYWORDS: readonly Proposal[] = [...SINGLE, ...PHRASES].map(keyword);

/** What can follow a whole table in FROM. */
export const AFTER_TABLE: readonly Proposal[] = [
  ...['WHERE', 'JOIN', 'LEFT JOIN', 'GROUP BY', 'ORDER BY', 'LIMIT', 'UNION ALL'],
].map(keyword);

/** What can follow a whole operand. */
export const AFTER_OPERAND: readonly Proposal[] = [
  ...['AND', 'OR', 'AS', 'FROM', 'WHERE', 'JOIN', 'GROUP BY', 'HAVING', 'ORDER BY', 'LIMIT'],
  ...['IS NULL', 'IN (', 'LIKE', 'BETWEEN', 'DESC'],
].map(keyword);

export const AFTER_EXPLAIN: readonly Proposal[] = words('SELECT WITH ANALYZE').map(keyword);
export const BY: readonly Proposal[] = [keyword('BY')];
export const TRUTHS: readonly Proposal[] = words('TRUE FALSE').map(keyword);

export const TYPE_PROPOSALS: readonly Proposal[] = TYPES.map(keyword);

/** Keywords in the case that the person types. */
export function inCaseOf(typed: string, proposals: readonly Proposal[]): readonly Proposal[] {
  const isLower = typed !== '' && typed === typed.toLowerCase();
  return isLower ? proposals.map((one) => ({ ...one, text: one.text.toLowerCase() })) : proposals;
}

/** Every function that is called by name, with its aliases. */
export const FUNCTIONS: readonly Proposal[] = [
  ...SCALAR_FUNCTIONS,
  ...AGGREGATE_FUNCTIONS,
  ...WINDOW_FUNCTIONS,
].flatMap((declaration) => {
  const { name, aliases = [], overloads } = declaration;
  const [overload] = overloads;
  const args = overload === undefined ? '' : overload.args.join(', ');
  const more = overload !== undefined && 'variadic' in overload ? ', …' : '';
  const detail = `(${args}${more}) → ${overload?.returns ?? ''}`;
  return [name, ...aliases].filter(isFunctionName).map((text): Proposal => {
    return { text: `${text}(`, kind: 'function', detail, goesOn: true };
  });
});

function isFunctionName(name: string): boolean {
  const isOperator = name === 'negate' || !/^[a-z]\w*$/.test(name);
  return !isOperator && !SINGLE.includes(name.toUpperCase());
}
