/**
 * `xero-sql completion`: scripts for shells, generated from the program. They know commands and options
 * only: no script runs xero-sql, reads its files or sees a secret.
 */
import { programOf } from './command-line.ts';
import { allNodes, treeOf, type CommandNode, type OptionNode } from './command-tree.ts';
import type { CommandContext, Shell } from './commands.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';

export async function completion({ screen }: CommandContext, shell: Shell): Promise<ExitCode> {
  await screen.result(completionScript(shell));
  return EXIT.done;
}

export function completionScript(shell: Shell): string {
  const tree = treeOf(programOf());
  switch (shell) {
    case 'bash':
      return bash(tree);
    case 'zsh':
      return zsh(tree);
    case 'fish':
      return fish(tree);
    case 'powershell':
      return powershell(tree);
  }
}

/** What may follow a command: its own commands, words and options, and the program's options. */
function wordsAfter(node: CommandNode, root: CommandNode): readonly string[] {
  const options = node === root ? root.options : [...node.options, ...root.options];
  return [
    ...node.children.map(({ path }) => path.at(-1) ?? ''),
    ...node.words,
    ...options.flatMap(({ names }) => names.filter((name) => name.startsWith('--'))),
  ];
}

const withChoices = (root: CommandNode): readonly OptionNode[] =>
  allNodes(root)
    .flatMap(({ options }) => options)
    .filter(({ choices }) => choices.length > 0);

const withFiles = (root: CommandNode): readonly OptionNode[] =>
  root.options.filter(({ flags }) => /<(path|file)>/.test(flags));

const parents = (root: CommandNode): readonly CommandNode[] =>
  allNodes(root).filter(({ path }) => path.length > 0);

/** Bourne shells and PowerShell quote alike as long as there is no quote in the text. */
const quoted = (text: string): string => `'${text.replaceAll("'", '')}'`;

function bash(root: CommandNode): string {
  const steps = parents(root).map(
    ({ path }) =>
      `      ${quoted([path.slice(0, -1).join(' '), path.at(-1)].join('/'))}) path=${quoted(path.join(' '))} ;;`,
  );
  const values = withChoices(root).map(
    ({ names, choices }) =>
      `    ${names.join('|')}) COMPREPLY=($(compgen -W ${quoted(choices.join(' '))} -- "$cur")); return ;;`,
  );
  const files = withFiles(root).map(
    ({ names }) => `    ${names.join('|')}) COMPREPLY=($(compgen -f -- "$cur")); return ;;`,
  );
  const words = allNodes(root).map(
    (node) =>
      `    ${quoted(node.path.join(' '))}) words=${quoted(wordsAfter(node, root).join(' '))} ;;`,
  );
  return `# xero-sql completion bash > ~/.local/share/bash-completion/completions/xero-sql
_xero_sql() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" path='' word words=''
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$path/$word" in
${steps.join('\n')}
    esac
  done
  case "$prev" in
${[...values, ...files].join('\n')}
  esac
  case "$path" in
${words.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -F _xero_sql xero-sql
`;
}

function zsh(root: CommandNode): string {
  const steps = parents(root).map(
    ({ path }) =>
      `      ${quoted([path.slice(0, -1).join(' '), path.at(-1)].join('/'))}) at=${quoted(path.join(' '))} ;;`,
  );
  const values = withChoices(root).map(
    ({ names, choices }) => `    ${names.join('|')}) compadd -- ${choices.join(' ')}; return ;;`,
  );
  const files = withFiles(root).map(({ names }) => `    ${names.join('|')}) _files; return ;;`);
  const words = allNodes(root).map(
    (node) =>
      `    ${quoted(node.path.join(' '))}) compadd -- ${wordsAfter(node, root).join(' ')} ;;`,
  );
  return `#compdef xero-sql
# xero-sql completion zsh > "\${fpath[1]}/_xero-sql"
_xero_sql() {
  local at='' word
  for word in "\${words[@]:1:$((CURRENT - 2))}"; do
    case "$at/$word" in
${steps.join('\n')}
    esac
  done
  case "\${words[CURRENT-1]}" in
${[...values, ...files].join('\n')}
  esac
  case "$at" in
${words.join('\n')}
  esac
}
if [ "$funcstack[1]" = "_xero-sql" ]; then _xero_sql "$@"; else compdef _xero_sql xero-sql; fi
`;
}

function fish(root: CommandNode): string {
  const lines = allNodes(root).flatMap((node) => {
    const here = node.path.length === 0 ? '' : ` -n ${quoted(fishCondition(node, root))}`;
    const first = node === root ? ' -n __fish_use_subcommand' : here;
    return [
      ...node.children.map(
        ({ path, description }) =>
          `complete -c xero-sql -f${first} -a ${path.at(-1) ?? ''} -d ${quoted(description)}`,
      ),
      ...node.words.map((word) => `complete -c xero-sql -f${here} -a ${word}`),
      ...node.options.map((option) => `complete -c xero-sql${here}${fishOption(option)}`),
    ];
  });
  return `# xero-sql completion fish > ~/.config/fish/completions/xero-sql.fish
${lines.join('\n')}
`;
}

function fishCondition({ path, children }: CommandNode, root: CommandNode): string {
  const below = children.map((child) => child.path.at(-1) ?? '').join(' ');
  const seen = path.map((word) => `__fish_seen_subcommand_from ${word}`);
  const none =
    below === '' || root.path === path ? [] : [`not __fish_seen_subcommand_from ${below}`];
  return [...seen, ...none].join('; and ');
}

function fishOption({ names, description, takesValue, choices, flags }: OptionNode): string {
  const spelt = names.map((name) =>
    name.startsWith('--') ? ` -l ${name.slice(2)}` : ` -s ${name.slice(1)}`,
  );
  const value =
    choices.length > 0
      ? ` -x -a ${quoted(choices.join(' '))}`
      : !takesValue
        ? ''
        : /<(path|file)>/.test(flags)
          ? ' -r'
          : ' -x';
  return `${spelt.join('')}${value} -d ${quoted(description)}`;
}

function powershell(root: CommandNode): string {
  const list = (words: readonly string[]): string => `@(${words.map(quoted).join(', ')})`;
  const words = allNodes(root).map(
    (node) => `    ${quoted(node.path.join(' '))} = ${list(wordsAfter(node, root))}`,
  );
  const values = withChoices(root).flatMap(({ names, choices }) =>
    names.map((name) => `    ${quoted(name)} = ${list(choices)}`),
  );
  return `# xero-sql completion powershell >> $PROFILE
Register-ArgumentCompleter -Native -CommandName xero-sql -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @{
${words.join('\n')}
  }
  $values = @{
${values.join('\n')}
  }
  $given = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
  if ($wordToComplete -ne '' -and $given.Count -gt 0) { $given = @($given | Select-Object -SkipLast 1) }
  $path = ''
  foreach ($word in $given) {
    $next = ("$path $word").Trim()
    if ($words.ContainsKey($next)) { $path = $next }
  }
  $choices = $words[$path]
  if ($given.Count -gt 0 -and $values.ContainsKey($given[-1])) { $choices = $values[$given[-1]] }
  $choices | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`;
}
