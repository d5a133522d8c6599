/** How the form asks. The prompts come from a library that is loaded only when a form is shown. */
import type { CliIo } from '../io.ts';

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly hint?: string;
}

export interface Prompter {
  /** Text to read, under a title. */
  note(title: string, lines: readonly string[]): void;
  text(question: TextQuestion): Promise<string>;
  /** What is typed is not shown. */
  secret(question: Omit<TextQuestion, 'initial'>): Promise<string>;
  select<Value extends string>(question: SelectQuestion<Value>): Promise<Value>;
}

export interface TextQuestion {
  readonly message: string;
  /** Shown while nothing is typed. */
  readonly placeholder?: string;
  readonly initial?: string;
  /** What is wrong with the text; null when nothing is. */
  readonly problem: (text: string) => string | null;
}

export interface SelectQuestion<Value extends string> {
  readonly message: string;
  readonly choices: readonly Choice<Value>[];
  readonly initial?: Value;
}

/** The person left the form with Ctrl-C or Escape. */
export class FormLeft extends Error {}

/** Prompts on the terminal. They go to stderr: only results go to stdout. */
export async function terminalPrompter({
  stdin: input,
  stderr: output,
}: Pick<CliIo, 'stdin' | 'stderr'>): Promise<Prompter> {
  const clack = await import('@clack/prompts');
  const answered = <T>(answer: T | symbol): T => {
    if (typeof answer === 'symbol') throw new FormLeft('The form was left.');
    return answer;
  };
  const validate =
    (problem: TextQuestion['problem']) =>
    (text: string | undefined): string | undefined =>
      problem((text ?? '').trim()) ?? undefined;
  return {
    note: (title, lines) => clack.note(lines.join('\n'), title, { output }),
    async text({ message, placeholder, initial, problem }) {
      const answer = await clack.text({
        message,
        input,
        output,
        validate: validate(problem),
        ...(placeholder === undefined ? {} : { placeholder }),
        ...(initial === undefined ? {} : { initialValue: initial }),
      });
      // An answer that was left empty comes as undefined.
      return (answered(answer) as string | undefined)?.trim() ?? '';
    },
    async secret({ message, problem }) {
      const answer = await clack.password({ message, input, output, validate: validate(problem) });
      return (answered(answer) as string | undefined)?.trim() ?? '';
    },
    async select({ message, choices, initial }) {
      const answer = await clack.select<string>({
        message,
        input,
        output,
        maxItems: 12,
        options: choices.map(({ value, label, hint }) =>
          hint === undefined ? { value, label } : { value, label, hint },
        ),
        ...(initial === undefined ? {} : { initialValue: initial }),
      });
      const chosen = answered(answer);
      const choice = choices.find(({ value }) => value === chosen);
      if (choice === undefined) throw new FormLeft('The form was left.');
      return choice.value;
    },
  };
}
