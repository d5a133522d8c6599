/** The types of a program's own tables, as people spell them: `NUMERIC(10,2)`, `varchar(30)`. */
import { sqlTypeNamed } from '../engine/bind/types.ts';
import type { ColumnType } from '../schemas/model.ts';

export interface DeclaredType {
  readonly type: ColumnType;
  /** Of NUMERIC(p, s): digits after the point. */
  readonly scale?: number;
}

/** Spellings that CAST does not have, but other databases do. */
const OTHERS: Readonly<Record<string, ColumnType>> = {
  tinyint: 'integer',
  mediumint: 'integer',
  long: 'integer',
  serial: 'integer',
  bigserial: 'integer',
  number: 'decimal',
  varchar2: 'text',
  clob: 'text',
  tinytext: 'text',
  mediumtext: 'text',
  longtext: 'text',
  bit: 'boolean',
};

const SPELLING =
  /^([a-z]\w*(?: [a-z]\w*)*?)(?: ?\( ?(?:\d+|max)(?: ?, ?(\d+))? ?\))?((?: with(?:out)? time zone)?)(?: (?:not )?null| primary key| unique)*$/;

/** undefined when there is no such type. */
export function declaredType(spelling: string): DeclaredType | undefined {
  const [, name, scale, zone = ''] =
    SPELLING.exec(spelling.trim().toLowerCase().replace(/\s+/g, ' ')) ?? [];
  if (name === undefined) return undefined;
  const type = Object.hasOwn(OTHERS, name) ? OTHERS[name] : sqlTypeNamed(name + zone);
  if (type === undefined || type === 'interval') return undefined;
  return type === 'decimal' && scale !== undefined ? { type, scale: Number(scale) } : { type };
}
