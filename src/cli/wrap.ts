import { widthOf } from './width.ts';

/** `text` in lines of at most `width` characters, broken at blanks. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** `text` in lines of at most `width` characters; all but the first are indented below its beginning. */
export function hanging(text: string, width: number): readonly string[] {
  if (widthOf(text) <= width) return [text];
  const indent = /^ */.exec(text)?.[0] ?? '';
  const deeper = `${indent.slice(0, Math.floor(width / 2))}    `;
  return wrap(text.trim(), width - deeper.length).map((line, index) =>
    index === 0 ? indent + line : deeper + line,
  );
}
