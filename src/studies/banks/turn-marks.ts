/** Marks with which chat templates begin and end turns: a runtime reads them as such wherever they stand. */
const MARKS = /<[|｜][^<>\s]{1,60}[|｜]>|\[\/?INST\]|<<\/?SYS>>|<\/?s>|<(?:start|end)_of_turn>|<(?:bos|eos)>/i;

/** The first mark of a turn in a context: what follows it would stand in another turn. */
export const turnMark = (text: string): string | undefined => MARKS.exec(text)?.[0];
