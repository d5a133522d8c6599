/** Proposals after a backslash: commands and their arguments. */
import { describeProperties } from '../../../connection/index.ts';
import type { ArgumentKind, Completion, Names, Proposal } from './model.ts';
import { matching } from './matching.ts';
import { FUNCTIONS } from './words.ts';

type CompleteSql = (text: string, cursor: number, names: Names) => Completion;

export function completeCommand(
  text: string,
  cursor: number,
  names: Names,
  completeSql: CompleteSql,
): Completion {
  const before = text.slice(0, cursor);
  const [, lead = '', name = '', blank = '', argument = ''] =
    /^(\s*\\)(\S*)(\s*)([^]*)$/.exec(before) ?? [];
  if (blank === '') {
    const words = names.commands.map(({ name: text, help }): Proposal => {
      return { text, kind: 'argument', detail: help };
    });
    return { from: lead.length, to: cursor, proposals: matching(words, name) };
  }
  const takes = names.commands.find((command) => command.name === name)?.takes ?? 'none';
  const start = cursor - argument.length;
  if (takes === 'sql') {
    const rest = completeSql(text.slice(start), argument.length, names);
    return { ...rest, from: rest.from + start, to: rest.to + start };
  }
  const { typed, proposals } = argumentProposals(takes, argument, names);
  return { from: cursor - typed.length, to: cursor, proposals: matching(proposals, typed) };
}

interface Argument {
  /** The end of the argument that the proposals stand for. */
  readonly typed: string;
  readonly proposals: readonly Proposal[];
}

function argumentProposals(
  takes: Exclude<ArgumentKind, 'sql'>,
  argument: string,
  names: Names,
): Argument {
  const lastWord = /\S*$/.exec(argument)?.[0] ?? '';
  switch (takes) {
    case 'none':
      return { typed: argument, proposals: [] };
    case 'table':
      return { typed: argument, proposals: tables(argument, names) };
    case 'schema':
      return { typed: argument, proposals: words(schemas(names)) };
    case 'function':
      return { typed: argument, proposals: functions() };
    case 'format':
      return { typed: argument, proposals: words(names.formats) };
    case 'switch':
      return { typed: argument, proposals: words(['on', 'off']) };
    case 'tenant':
      return { typed: argument, proposals: words([...names.tenants, '*'], 'organisation') };
    case 'variable':
      return { typed: argument, proposals: words(names.variables, 'variable') };
    case 'topic':
      return { typed: argument, proposals: words(names.topics) };
    case 'setting':
      return { typed: argument, proposals: words(names.settings) };
    case 'connection':
      return connection(argument, names);
    case 'file':
      return { typed: lastWord, proposals: files(lastWord, names) };
    case 'chart':
      return chart(argument, lastWord, names);
  }
}

const words = (list: readonly string[], detail = ''): readonly Proposal[] =>
  list.map((text) => ({ text, kind: 'argument', detail }));

const schemas = ({ catalogue }: Names): readonly string[] => [
  ...new Set(catalogue.tables.map(({ schema }) => schema)),
];

const functions = (): readonly Proposal[] =>
  FUNCTIONS.map(({ text, detail }) => ({ text: text.slice(0, -1), kind: 'function', detail }));

function tables(typed: string, { catalogue, defaultSchema }: Names): readonly Proposal[] {
  const isQualified = typed.includes('.');
  return catalogue.tables
    .filter(({ schema }) => isQualified || schema === defaultSchema || schema === 'SYS')
    .map(({ schema, name, description }) => ({
      text: isQualified ? `${schema}.${name}` : name,
      kind: 'table',
      detail: description,
    }));
}

/** Saved connections, or the properties of a connection string. */
function connection(argument: string, { connections }: Names): Argument {
  const typed = /[^;]*$/.exec(argument)?.[0].trimStart() ?? '';
  const properties = describeProperties().map(({ name, description }): Proposal => ({
    text: `${name}=`,
    kind: 'argument',
    detail: description.replaceAll('`', ''),
    goesOn: true,
  }));
  const value = /^([^=]+)=(.*)$/.exec(typed);
  if (value !== null) {
    const [, key = '', begun = ''] = value;
    return { typed: begun, proposals: words(valuesOf(key)) };
  }
  const saved = argument.includes(';') ? [] : words(connections, 'saved connection');
  return { typed, proposals: [...saved, ...properties] };
}

function valuesOf(key: string): readonly string[] {
  const property = describeProperties().find(({ name, aliases }) =>
    [name, ...aliases].some((known) => known.toLowerCase() === key.trim().toLowerCase()),
  );
  const isListed = property?.kind === 'enum' || property?.kind === 'boolean';
  return isListed ? property.allowed.split(', ') : [];
}

function files(typed: string, { listFolder }: Names): readonly Proposal[] {
  const folder = /^.*\//.exec(typed)?.[0] ?? '';
  return listFolder(folder === '' ? '.' : folder).map((name) => ({
    text: folder + name,
    kind: 'argument',
    detail: '',
    ...(name.endsWith('/') ? { goesOn: true as const } : {}),
  }));
}

const CHARTS = ['bar', 'line', 'pie', 'heatmap'];

function chart(argument: string, lastWord: string, names: Names): Argument {
  if (!/\s/.test(argument)) return { typed: argument, proposals: words(CHARTS) };
  const key = /^(x|y|by)=/.exec(lastWord)?.[1];
  const columns = names.resultColumns.map(({ name, type }): Proposal => {
    const text = /[\s"]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
    return { text: key === undefined ? text : `${key}=${text}`, kind: 'column', detail: type };
  });
  if (key !== undefined) return { typed: lastWord, proposals: columns };
  const keys = ['x=', 'y=', 'by='].map((text): Proposal => ({
    text,
    kind: 'argument',
    detail: '',
    goesOn: true,
  }));
  return { typed: lastWord, proposals: [...keys, ...files(lastWord, names)] };
}
