/**
 * Reads Xero's OpenAPI files and writes the example answer of each GET to
 * `fixtures/openapi/examples.json`, by schema and path. Lists keep a few members, long texts none of
 * their words: what counts is the shape.
 *
 *     npx tsx scripts/openapi-examples.ts <folder with xero_accounting.yaml and the others>
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { SCHEMA_NAMES, type SchemaName } from '../src/schemas/model.ts';

type Yaml = Readonly<Record<string, unknown>>;

const SOURCES: Readonly<Record<SchemaName, string>> = {
  ACCOUNTING: 'xero_accounting.yaml',
  ASSETS: 'xero_assets.yaml',
  PAYROLLAUS: 'xero-payroll-au.yaml',
  FILES: 'xero_files.yaml',
  PROJECTS: 'xero-projects.yaml',
};

const MOST_MEMBERS = 3;
const MOST_LETTERS = 40;

const isYaml = (value: unknown): value is Yaml =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const object = (value: unknown): Yaml => (isYaml(value) ? value : {});

function examplesOf(document: Yaml): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const [path, operations] of Object.entries(object(document.paths))) {
    const example = exampleOf(object(object(operations).get), object(document.components));
    if (example !== undefined) found[path] = shortened(example);
  }
  return found;
}

/** Said in place, by reference, as the first of several, or as text that holds JSON. */
function exampleOf(get: Yaml, components: Yaml): unknown {
  const answers = object(get.responses);
  const answer = object(answers['200'] ?? answers['201']);
  const name = typeof answer.$ref === 'string' ? answer.$ref.split('/').at(-1) : undefined;
  const said = name === undefined ? answer : object(object(components.responses)[name]);
  const content = object(object(said.content)['application/json']);
  const [first] = Object.values(object(content.examples));
  const example = content.example ?? object(first).value;
  return typeof example === 'string' ? (JSON.parse(example) as unknown) : example;
}

function shortened(value: unknown): unknown {
  if (typeof value === 'string')
    return value.length > MOST_LETTERS && /\s/.test(value) ? 'Text' : value;
  if (Array.isArray(value)) return value.slice(0, MOST_MEMBERS).map(shortened);
  if (!isYaml(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, of]) => [name, shortened(of)]));
}

async function main(folder: string | undefined): Promise<void> {
  if (folder === undefined) throw new Error('Give the folder of the OpenAPI files.');
  const examples: Partial<Record<SchemaName, unknown>> = {};
  for (const schema of SCHEMA_NAMES) {
    const document: unknown = parse(await readFile(join(folder, SOURCES[schema]), 'utf8'));
    examples[schema] = examplesOf(object(document));
  }
  const path = fileURLToPath(new URL('../fixtures/openapi/examples.json', import.meta.url));
  await writeFile(path, `${JSON.stringify(examples, null, 1)}\n`);
}

await main(process.argv[2]);
