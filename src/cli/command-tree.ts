/** The commands and options of the program as plain data, for what is generated from them. */
import type { Command } from 'commander';

export interface CommandNode {
  /** The words after `xero-sql`, as `['connections', 'create']`; empty for the program itself. */
  readonly path: readonly string[];
  readonly description: string;
  /** As `[name]`. */
  readonly arguments: readonly string[];
  /** The words that the first argument takes; empty when it takes any. */
  readonly words: readonly string[];
  readonly options: readonly OptionNode[];
  readonly children: readonly CommandNode[];
}

export interface OptionNode {
  /** As written: `-c, --connection <string>`. */
  readonly flags: string;
  /** `-c` and `--connection`. */
  readonly names: readonly string[];
  readonly description: string;
  readonly takesValue: boolean;
  readonly choices: readonly string[];
}

export function treeOf(command: Command, path: readonly string[] = []): CommandNode {
  return {
    path,
    description: command.description(),
    arguments: command.registeredArguments.map((argument) =>
      argument.required ? `<${argument.name()}>` : `[${argument.name()}]`,
    ),
    words: command.registeredArguments[0]?.argChoices ?? [],
    options: command.options.map((option) => ({
      flags: option.flags,
      names: [option.short, option.long].filter((name) => typeof name === 'string'),
      description: option.description,
      takesValue: option.required || option.optional,
      choices: option.argChoices ?? [],
    })),
    children: command.commands.map((child) => treeOf(child, [...path, child.name()])),
  };
}

/** The node and all below it. */
export function allNodes(node: CommandNode): readonly CommandNode[] {
  return [node, ...node.children.flatMap(allNodes)];
}
