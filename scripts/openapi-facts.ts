/**
 * Reads Xero's OpenAPI files and writes their facts about reading (paths, parameters, scopes,
 * response schemas; no sentences) as JSON, one file an API, to `fixtures/openapi`.
 *
 *     npx tsx scripts/openapi-facts.ts <folder with xero_accounting.yaml and the others>
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { parse } from 'yaml';
import type {
  ApiFacts,
  OperationFacts,
  ParameterFacts,
  SchemaFacts,
} from '../fixtures/openapi/facts.ts';

type Yaml = Readonly<Record<string, unknown>>;

/** Beside the answers of the paths: errors, and the lists that the file describes without a path. */
const EXTRA_SCHEMAS = ['Error', 'Employees'];

const APIS = [
  { source: 'xero_accounting.yaml', target: 'accounting.json' },
  { source: 'xero_assets.yaml', target: 'assets.json' },
  { source: 'xero_files.yaml', target: 'files.json' },
  { source: 'xero-projects.yaml', target: 'projects.json' },
  { source: 'xero-payroll-au.yaml', target: 'payroll-au.json' },
] as const;

const isYaml = (value: unknown): value is Yaml =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const object = (value: unknown): Yaml => (isYaml(value) ? value : {});
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;
const lastPart = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1);

/** Xero marks its `/Date(…)/` fields by extensions; here they are formats. */
function formatOf(schema: Yaml): string | undefined {
  if (schema['x-is-msdate-time'] === true) return 'msdate-time';
  if (schema['x-is-msdate'] === true) return 'msdate';
  return text(schema.format);
}

function schemaFacts(value: unknown): SchemaFacts {
  const schema = object(value);
  const ref = text(schema.$ref);
  if (ref !== undefined) return { $ref: `#/schemas/${lastPart(ref)}` };
  const type = text(schema.type) ?? (schema.properties === undefined ? undefined : 'object');
  const dateFormat = formatOf(schema);
  const members = Object.entries(object(schema.properties));
  return {
    ...(type === undefined ? {} : { type }),
    ...(dateFormat === undefined ? {} : { format: dateFormat }),
    ...(schema.enum === undefined ? {} : { enum: list(schema.enum).map(String) }),
    ...(typeof schema.minimum === 'number' ? { minimum: schema.minimum } : {}),
    ...(typeof schema.maximum === 'number' ? { maximum: schema.maximum } : {}),
    ...(schema.required === undefined ? {} : { required: list(schema.required).map(String) }),
    ...(schema.items === undefined ? {} : { items: schemaFacts(schema.items) }),
    ...(members.length === 0
      ? {}
      : { properties: Object.fromEntries(members.map(([name, of]) => [name, schemaFacts(of)])) }),
  };
}

function parameterFacts(value: unknown, shared: Yaml): ParameterFacts {
  const direct = object(value);
  const ref = text(direct.$ref);
  const parameter = ref === undefined ? direct : object(shared[lastPart(ref)]);
  return {
    in: text(parameter.in) ?? '',
    name: text(parameter.name) ?? '',
    required: parameter.required === true,
    schema: schemaFacts(parameter.schema),
  };
}

/** What a GET is answered with when all is well: said in place, or by reference. */
function answerOf(get: Yaml, components: Yaml): Yaml {
  const answer = object(object(get.responses)['200']);
  const ref = text(answer.$ref);
  return ref === undefined ? answer : object(object(components.responses)[lastPart(ref)]);
}

function operationFacts(path: Yaml, get: Yaml, components: Yaml): OperationFacts | null {
  const shared = object(components.parameters);
  const content = object(answerOf(get, components).content);
  const answer = object(content['application/json']).schema;
  if (answer === undefined) return null;
  const response = text(object(answer).$ref);
  return {
    operationId: text(get.operationId) ?? '',
    ...(response === undefined
      ? { response: null, inline: schemaFacts(answer) }
      : { response: lastPart(response) }),
    scopes: list(get.security).flatMap((entry) => list(object(entry).OAuth2).map(String)),
    parameters: [...list(path.parameters), ...list(get.parameters)].map((value) =>
      parameterFacts(value, shared),
    ),
  };
}

function refsOf(schema: SchemaFacts): readonly string[] {
  if (schema.$ref !== undefined) return [lastPart(schema.$ref)];
  const inner = [
    ...Object.values(schema.properties ?? {}),
    ...(schema.items ? [schema.items] : []),
  ];
  return inner.flatMap(refsOf);
}

/** The schemas that the answers reach, in the file's own order. */
function reachable(all: Readonly<Record<string, SchemaFacts>>, from: readonly string[]) {
  const seen = new Set<string>();
  const queue = [...from];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const schema = all[name];
    if (seen.has(name) || schema === undefined) continue;
    seen.add(name);
    queue.push(...refsOf(schema));
  }
  return Object.fromEntries(Object.entries(all).filter(([name]) => seen.has(name)));
}

function factsOf(document: Yaml): ApiFacts {
  const components = object(document.components);
  const operations: Record<string, OperationFacts> = {};
  const contents: string[] = [];
  for (const [path, value] of Object.entries(object(document.paths))) {
    const get = object(value).get;
    if (get === undefined) continue;
    const facts = operationFacts(object(value), object(get), components);
    if (facts === null) contents.push(path);
    else operations[path] = facts;
  }
  const all = Object.fromEntries(
    Object.entries(object(components.schemas)).map(([name, of]) => [name, schemaFacts(of)]),
  );
  const responses = Object.values(operations).flatMap(({ response, inline }) => [
    ...(response === null ? [] : [response]),
    ...(inline === undefined ? [] : refsOf(inline)),
  ]);
  const parameters = Object.values(operations).flatMap((facts) =>
    facts.parameters.flatMap(({ schema }) => refsOf(schema)),
  );
  const roots = [...responses, ...parameters, ...EXTRA_SCHEMAS];
  return {
    title: text(object(document.info).title) ?? '',
    version: text(object(document.info).version) ?? '',
    operations,
    contents,
    schemas: reachable(all, roots),
  };
}

async function main(folder: string | undefined): Promise<void> {
  if (folder === undefined) throw new Error('Give the folder of the OpenAPI files.');
  for (const { source, target } of APIS) {
    const document: unknown = parse(await readFile(join(folder, source), 'utf8'));
    const path = fileURLToPath(new URL(`../fixtures/openapi/${target}`, import.meta.url));
    const options = await resolveConfig(path);
    const json = JSON.stringify(factsOf(object(document)));
    await writeFile(path, await format(json, { ...options, parser: 'json', filepath: path }));
  }
}

await main(process.argv[2]);
