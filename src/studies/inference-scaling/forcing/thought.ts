/** How thought is cut off and urged on, as text that the model goes on from (N. Muennighoff et al., arXiv:2501.19393, section 3). */

/** What s1 appends where a model would stop. */
const WAIT = 'Wait';
/** What the forced answer begins with; the model says the rest. */
export const FORCED = 'Answer:';

const OPEN = /^\s*<(think|thinking|thought)>/;
const CLOSE = /<\/(?:think|thinking|thought)>/;
const ANSWER = /^[\s*_#>]*(?:the )?(?:final )?answer(?: is)?\s*[*_]*\s*[:=]|\\boxed\{/iu;

/** The thought alone: without the answer that followed it. */
function thoughtOf(text: string): string {
  const closed = CLOSE.exec(text);
  if (closed !== null) return text.slice(0, closed.index).trimEnd();
  const lines = text.split('\n');
  const at = lines.findLastIndex((line) => ANSWER.test(line.slice(0, 2_000)));
  return (at < 0 ? lines : lines.slice(0, at)).join('\n').trimEnd();
}

/** As if it had not stopped: its answer taken back, and “Wait” said for it. */
export const urgedOn = (text: string): string => `${thoughtOf(text)}\n\n${WAIT}`;

/** Cut off here, and made to answer. */
export function cutOff(text: string): string {
  const tag = OPEN.exec(text)?.[1];
  return `${thoughtOf(text)}${tag === undefined ? '' : `\n</${tag}>`}\n\n${FORCED}`;
}
