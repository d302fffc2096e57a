/** A fenced block of an answer. */
export interface Block {
  /** What is written behind the opening fence, in lower case, up to the first blank. */
  readonly name: string;
  /** Lines of the answer, from 0: the first of the block, and the closing fence or the end. */
  readonly from: number;
  readonly to: number;
  /** It was never closed. */
  readonly open: boolean;
}

/** The fenced blocks of an answer, in their order. */
export function blocksOf(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  let open: { name: string; from: number } | undefined;
  for (const [i, line] of lines.entries()) {
    const fence = /^```([\w+#-]*)/.exec(line);
    if (fence === null) continue;
    if (open === undefined) open = { name: (fence[1] ?? '').toLowerCase(), from: i + 1 };
    else {
      blocks.push({ ...open, to: i, open: false });
      open = undefined;
    }
  }
  if (open !== undefined) blocks.push({ ...open, to: lines.length, open: true });
  return blocks;
}
