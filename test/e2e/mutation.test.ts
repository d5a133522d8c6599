/**
 * The books change while a list is read: between its pages, and while pages are under way side by
 * side. Whatever was in the list from the first call to the last is in the answer, once.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MAIN_TENANT_ID } from '../../fixtures/books/index.ts';
import {
  type Emulator,
  type MutableCollections,
  startEmulator,
} from '../../fixtures/emulator/index.ts';
import type { ClientEvent } from '../../src/xero/index.ts';
import { FakeClock } from '../xero/support.ts';
import { NOW, open } from './support.ts';

type Doc = MutableCollections['CreditNotes'][number];

/** A way in which lists are read to their end. */
interface Style {
  readonly collection: keyof MutableCollections;
  readonly id: string;
  readonly sql: string;
  /** The key's name in the answer. */
  readonly column: string;
  readonly pageSize: string;
  readonly documents: number;
  /** Documents beyond those of the demo books, where it has too few for several pages. */
  readonly grown?: true;
  /**
   * By what it shows that documents left the list. `nothing`: no answer counts it, and Xero keeps
   * what is deleted in it. `counts`: that as many left as entered does not show, but only lists with
   * conditions are left so at Xero.
   */
  readonly told: 'nothing' | 'counts' | 'counts and changes';
  /** Which documents the statement asks for; all by default. */
  readonly asked?: (document: Doc) => boolean;
}

const STYLES: Readonly<Record<string, Style>> = {
  'pages of a size': {
    collection: 'CreditNotes',
    id: 'CreditNoteID',
    sql: 'SELECT CreditNoteID FROM CreditNotes',
    column: 'CreditNoteID',
    pageSize: '20',
    told: 'counts',
    documents: 110,
  },
  'pages under a condition': {
    collection: 'BankTransactions',
    id: 'BankTransactionID',
    sql: "SELECT BankTransactionID FROM BankTransactions WHERE Status = 'AUTHORISED'",
    column: 'BankTransactionID',
    pageSize: '200',
    told: 'counts and changes',
    documents: 902,
    asked: ({ Status }) => Status === 'AUTHORISED',
  },
  'children of documents': {
    collection: 'CreditNotes',
    id: 'CreditNoteID',
    sql: 'SELECT DISTINCT CreditNoteID FROM CreditNoteLineItems',
    column: 'CreditNoteID',
    pageSize: '20',
    told: 'counts',
    documents: 110,
  },
  'pages of a hundred': {
    collection: 'Quotes',
    id: 'QuoteID',
    sql: 'SELECT QuoteID FROM Quotes',
    column: 'QuoteID',
    pageSize: '1000',
    told: 'nothing',
    documents: 450,
    grown: true,
  },
  'payroll pages': {
    collection: 'PayrollEmployees',
    id: 'EmployeeID',
    sql: 'SELECT EmployeeID FROM PAYROLLAUS.Employees',
    column: 'EmployeeID',
    pageSize: '1000',
    told: 'nothing',
    documents: 450,
    grown: true,
  },
  'pages of projects': {
    collection: 'Projects',
    id: 'projectId',
    sql: 'SELECT ProjectId FROM PROJECTS.Projects',
    column: 'ProjectId',
    pageSize: '20',
    told: 'counts',
    documents: 130,
    grown: true,
  },
  'pages of files': {
    collection: 'Files',
    id: 'Id',
    sql: 'SELECT FileId FROM FILES.Files',
    column: 'FileId',
    pageSize: '20',
    told: 'counts',
    documents: 130,
    grown: true,
  },
  'journals by number': {
    collection: 'Journals',
    id: 'JournalID',
    sql: 'SELECT JournalID FROM Journals WHERE JournalNumber > 5300',
    column: 'JournalID',
    pageSize: '1000',
    told: 'nothing',
    documents: 5921,
    asked: ({ JournalNumber }) => Number(JournalNumber) > 5300,
  },
};

const clock = new FakeClock(NOW.getTime());
let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({ clock: () => clock.time, rateLimits: { perDay: 1_000_000 } });
});
beforeEach(() => {
  emulator.clear();
  clock.time += 1000;
});
afterAll(() => emulator.close());

const collectionOf = ({ collection }: Style): readonly Doc[] => {
  let documents: readonly Doc[] = [];
  emulator.mutate(MAIN_TENANT_ID, (collections) => {
    documents = collections[collection];
  });
  return documents;
};

const put = ({ collection }: Style, documents: readonly Doc[]): void => {
  emulator.mutate(MAIN_TENANT_ID, (collections) => {
    collections[collection] = [...documents];
  });
};

function idOf(style: Style, document: Doc): string {
  const id = document[style.id];
  return typeof id === 'string' ? id : '';
}

/** Numbers that are the same in every run. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761 + 1;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const hex = (random: (below: number) => number, digits: number): string =>
  Array.from({ length: digits }, () => random(16).toString(16)).join('');

const newId = (random: (below: number) => number): string =>
  `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-8${hex(random, 3)}-${hex(random, 12)}`;

/** The list as the tests begin with it. */
function initial(style: Style): readonly Doc[] {
  const own = collectionOf(style);
  const [first] = own;
  if (style.grown !== true || first === undefined) return own;
  const random = randomNumbers(7);
  const missing = Math.max(0, style.documents - own.length);
  return [
    ...own,
    ...Array.from({ length: missing }, () => ({ ...first, [style.id]: newId(random) })),
  ];
}

type Change = 'enters' | 'changes' | 'leaves';

/** Documents enter, change and leave at places of the random numbers' choice. */
function change(style: Style, kinds: readonly Change[], random: (below: number) => number): void {
  const now = new Date(clock.time).toISOString();
  const documents = [...collectionOf(style)];
  for (const kind of kinds) {
    const at = random(documents.length);
    const document = documents[at];
    if (document === undefined) continue;
    const touched = { ...document, UpdatedDateUTC: now };
    const { asked } = style;
    if (kind === 'enters') {
      const last = documents.at(-1);
      documents.push({
        ...documents.find((one) => asked?.(one) ?? true),
        [style.id]: newId(random),
        UpdatedDateUTC: now,
        ...(style.collection === 'Journals'
          ? { JournalNumber: Number(last?.['JournalNumber']) + 1 }
          : {}),
      });
    } else if (kind === 'changes') documents[at] = { ...touched, Reference: 'changed meanwhile' };
    else if (asked === undefined) documents.splice(at, 1);
    else documents[at] = { ...touched, Status: 'DELETED' };
  }
  put(style, documents);
}

interface Reading {
  readonly ids: readonly string[];
  /** Ids of what was in the list throughout. */
  readonly throughout: ReadonlySet<string>;
}

/** Reads while `meanwhile` is called as each call is answered, from 1. */
async function read(style: Style, meanwhile: (call: number) => void): Promise<Reading> {
  const asked = (): string[] =>
    collectionOf(style)
      .filter((document) => style.asked?.(document) ?? true)
      .map((document) => idOf(style, document));
  let throughout = new Set(asked());
  let call = 0;
  const onEvent = (event: ClientEvent): void => {
    if (event.kind !== 'callFinished' || event.tenantId === null) return;
    call += 1;
    meanwhile(call);
    const still = new Set(asked());
    throughout = new Set([...throughout].filter((id) => still.has(id)));
  };
  const database = await open(emulator, {
    clock,
    onEvent,
    properties: { PageSize: style.pageSize },
  });
  const { rows } = await database.query(style.sql);
  await database.close();
  // a statement that ended before anything changed would prove nothing
  expect(call).toBeGreaterThan(4);
  return { ids: rows.map((row) => String(row[style.column])), throughout };
}

function expectWhole({ ids, throughout }: Reading): void {
  const found = new Set(ids);
  expect([...throughout].filter((id) => !found.has(id))).toEqual([]);
  expect(ids).toHaveLength(found.size);
}

/** The page of that number is answered only after the changes, and later ones before them. */
function holdPage(page: number): () => void {
  let release = (): void => undefined;
  const until = new Promise<void>((resolve) => {
    release = resolve;
  });
  emulator.fault({ kind: 'hold', until, match: { page } });
  return release;
}

const CHANGES: readonly (readonly Change[])[] = [
  ['enters'],
  ['changes'],
  ['leaves'],
  ['leaves', 'enters'],
  ['enters', 'enters', 'changes'],
  ['leaves', 'changes', 'enters', 'leaves'],
];

for (const [name, style] of Object.entries(STYLES)) {
  describe(name, () => {
    let begun: readonly Doc[] = [];
    beforeAll(() => {
      begun = initial(style);
      put(style, begun);
    });
    beforeEach(() => put(style, begun));

    const possible = CHANGES.filter((kinds) => {
      const leave = kinds.filter((kind) => kind === 'leaves').length;
      const enter = kinds.filter((kind) => kind === 'enters').length;
      if (style.told === 'counts and changes' || leave === 0) return true;
      return style.told === 'counts' && leave > enter;
    });

    it('is read in several pages, each document once', async () => {
      const reading = await read(style, () => undefined);
      expectWhole(reading);
      expect(reading.ids).toHaveLength(reading.throughout.size);
    });

    it.each(possible.map((kinds) => kinds.join(', ')))(
      'between calls a document %s',
      async (text) => {
        const kinds = text.split(', ') as Change[];
        for (let seed = 1; seed <= 4; seed += 1) {
          put(style, begun);
          const random = randomNumbers(seed);
          const reading = await read(style, (call) => {
            if (call === 1 + (seed % 4)) change(style, kinds, random);
          });
          expectWhole(reading);
        }
      },
    );

    it.skipIf(style.collection === 'Journals')(
      'while a page is late that stands before others already answered',
      async () => {
        for (const kinds of possible) {
          for (let seed = 1; seed <= 3; seed += 1) {
            put(style, begun);
            emulator.clear();
            const random = randomNumbers(100 + seed);
            const release = holdPage(2);
            const reading = await read(style, (call) => {
              // the first page and all that are read beside the late one
              if (style.told === 'nothing') release();
              if (call !== 4) return;
              change(style, kinds, random);
              release();
            });
            expectWhole(reading);
          }
        }
      },
    );

    it('at every call', async () => {
      for (const kinds of possible.slice(0, 2)) {
        put(style, begun);
        const random = randomNumbers(11);
        let left = 40;
        const reading = await read(style, () => {
          if ((left -= 1) > 0) change(style, kinds, random);
        });
        expectWhole(reading);
      }
    });
  });
}
