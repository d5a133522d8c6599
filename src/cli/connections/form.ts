/** The form that makes or changes a connection, built from the catalogue of properties. */
import {
  definitionOf,
  describeProperties,
  draftString,
  isConnectionName,
  parseConnectionString,
  problemWith,
  withProperty,
  PROPERTIES,
  type AuthScheme,
  type Draft,
  type PropertyName,
} from '../../connection/index.ts';
import { XeroSqlError } from '../../errors.ts';
import { guideOf, helpFor, SCHEME_GUIDES } from './guide.ts';
import type { Choice, Prompter } from './prompter.ts';

export interface FormParts {
  readonly prompter: Prompter;
  /** What is wrong with a name, such as that it is taken; null when nothing is. */
  readonly nameProblem: (name: string) => string | null;
  /** Whether a connection works: the line that `xero-sql test` prints. */
  readonly test: (connectionString: string) => Promise<string>;
}

export interface FilledForm {
  readonly name: string;
  readonly draft: Draft;
}

/** Asks for a new connection. @returns null when the person leaves without creating it */
export async function createForm(parts: FormParts): Promise<FilledForm | null> {
  const { prompter, nameProblem } = parts;
  const name = await prompter.text({
    message: 'Name of the connection',
    placeholder: 'books',
    problem: (text) =>
      isConnectionName(text)
        ? nameProblem(text)
        : 'A name is not blank, has no "=" and does not begin with "@".',
  });
  const scheme = await prompter.select<AuthScheme>({
    message: 'What kind of app do you have, or will you make, at Xero?',
    choices: SCHEME_GUIDES.map(({ scheme: value, app, suits }) => ({
      value,
      label: `${app} (AuthScheme=${value})`,
      hint: suits,
    })),
  });
  const guide = guideOf(scheme);
  prompter.note(
    `If you have no ${guide.app} yet`,
    guide.steps(PROPERTIES.CallbackURL.default).map((step, index) => `${index + 1}. ${step}`),
  );
  let draft = withProperty(new Map(), 'AuthScheme', scheme);
  for (const property of [...guide.needs, 'Tenant', 'Schema'] as const) {
    const isNeeded = guide.needs.includes(property);
    draft = await askFor(prompter, draft, property, isNeeded);
  }
  return menu(parts, { name, draft }, 'Create');
}

/** Asks what to change of a saved connection. @returns null when the person leaves it as it is */
export function editForm(parts: FormParts, form: FilledForm): Promise<FilledForm | null> {
  return menu(parts, form, 'Save');
}

type Step = 'test' | 'save' | 'leave' | `change ${PropertyName}` | 'more';

async function menu(
  parts: FormParts,
  form: FilledForm,
  save: 'Create' | 'Save',
): Promise<FilledForm | null> {
  const { prompter } = parts;
  const { name } = form;
  let { draft } = form;
  for (;;) {
    const step = await prompter.select<Step>({
      message: `Connection ${name}`,
      choices: [
        { value: 'test', label: 'Test', hint: 'signs in and finds the organisation' },
        { value: 'save', label: save },
        ...[...draft.keys()].map((property): Choice<Step> => ({
          value: `change ${property}`,
          label: `Change ${property}`,
          hint: shown(draft, property),
        })),
        {
          value: 'more',
          label: 'Further properties',
          hint: 'refresh token, scopes, proxy, limits, …',
        },
        { value: 'leave', label: save === 'Create' ? 'Leave without creating' : 'Leave unchanged' },
      ],
    });
    switch (step) {
      case 'leave':
        return null;
      case 'test':
      case 'save': {
        const problem = problemOf(draft);
        if (problem !== null) prompter.note('Not complete', [problem]);
        else if (step === 'save') return { name, draft };
        else prompter.note('Test', [await parts.test(draftString(draft))]);
        break;
      }
      case 'more':
        draft = await askFor(prompter, draft, await chooseProperty(prompter, draft), false);
        break;
      default:
        draft = await askFor(prompter, draft, step.slice('change '.length) as PropertyName, false);
    }
  }
}

function problemOf(draft: Draft): string | null {
  try {
    parseConnectionString(draftString(draft));
    return null;
  } catch (error) {
    if (!(error instanceof XeroSqlError)) throw error;
    return error.hint === undefined ? error.message : `${error.message} ${error.hint}`;
  }
}

/** Those that the draft does not have yet; the name is the form's own. */
function chooseProperty(prompter: Prompter, draft: Draft): Promise<PropertyName> {
  const properties = describeProperties().filter(
    ({ name }) => name !== 'ConnectionName' && !draft.has(name),
  );
  return prompter.select<PropertyName>({
    message: 'Which property?',
    choices: properties.map(({ name, group, description }) => ({
      value: name,
      label: `${group}: ${name}`,
      hint: (description.replaceAll('`', '').split('. ')[0] ?? '').slice(0, 100),
    })),
  });
}

/** Asks for one property in the way its kind is given; an empty answer leaves it at its default. */
async function askFor(
  prompter: Prompter,
  draft: Draft,
  name: PropertyName,
  isNeeded: boolean,
): Promise<Draft> {
  const definition = definitionOf(name);
  prompter.note(name, helpFor(name));
  const problem = (text: string): string | null =>
    text === '' && isNeeded ? `${name} is needed.` : problemWith(name, text);
  const before = draft.get(name);
  switch (definition.kind) {
    case 'enum':
    case 'boolean': {
      const values = definition.kind === 'enum' ? definition.values : ['true', 'false'];
      const answer = await prompter.select({
        message: name,
        choices: values.map((value) => ({ value, label: value })),
        initial: before ?? String(definition.default),
      });
      return withProperty(draft, name, answer);
    }
    case 'secret': {
      const kept = before === undefined ? '' : ' (empty keeps it, "-" gives it up)';
      const answer = await prompter.secret({
        message: `${name}${kept}`,
        problem: (text) => (before !== undefined && text === '' ? null : problem(text)),
      });
      if (answer === '' && before !== undefined) return draft;
      return withProperty(draft, name, answer === '-' && before !== undefined ? '' : answer);
    }
    default: {
      const answer = await prompter.text({
        message: name,
        ...(before === undefined ? {} : { initial: before }),
        ...(definition.default === null ? {} : { placeholder: String(definition.default) }),
        problem,
      });
      return withProperty(draft, name, answer);
    }
  }
}

function shown(draft: Draft, name: PropertyName): string {
  return definitionOf(name).kind === 'secret' ? '***' : (draft.get(name) ?? '');
}
