/**
 * Marks with which chat templates begin and end turns: a runtime reads them as such wherever they stand. By their form, since
 * every family of models has its own; tags of HTML, indices and comparisons are no such marks.
 */
const MARKS: readonly RegExp[] = [
  // <|im_end|>, <｜User｜>, and with one bar: <|turn>, <turn|>.
  /<[|｜][^<>\s]{1,60}>|<[^<>\s]{1,60}[|｜]>/,
  // [INST], [/SYS], [SYSTEM_PROMPT], [AVAILABLE_TOOLS]; in lower case only what is no index of a program.
  /\[\/?(?:INST|SYS)\]/i,
  /\[\/[A-Z][A-Z_]{1,60}\]|\[(?=[A-Z_]{0,60}(?:SYSTEM|PROMPT|USER|ASSISTANT|TOOL))[A-Z_]{1,60}\]/,
  // <<SYS>>, <s>, <start_of_turn>, <bos>.
  /<<\/?SYS>>|<\/?s>|<(?:start|end)_of_[a-z_]{1,60}>|<(?:bos|eos|pad)>/i,
  // <turn:system>, <role:user>, <x:assistant>, <im_start>.
  /<\/?(?:(?:turn|role|im|chat):|im_)[a-z_]{1,60}>|<\/?[a-z]{1,60}:(?:system|user|assistant|human|model|tool)>/i,
];

/** The first mark of a turn in a text: what follows it would stand in another turn. */
export function turnMark(text: string): string | undefined {
  return MARKS.map((mark) => mark.exec(text))
    .filter((found) => found !== null)
    .toSorted((a, b) => a.index - b.index)[0]?.[0];
}
