import type { Severity } from '../../core/finding.ts';
import type { ChatTemplateStructure, Growth } from '../../formats/chat-template/structure.ts';
import type { Draft, Rule } from '../rule.ts';

export const templateExplodingLoopRule: Rule = {
  id: 'template-exploding-loop',
  title: 'The chat template does far more work than its messages need',
  severity: 'high',
  explanation:
    'A loop, a text, a number or a macro in the template grows to a size that the template itself sets, whatever the conversation is. One request can then take all the time or memory of the program that serves the model. Honest templates go through the messages and tools and no further.',
  advice: 'Do not serve the model with this template: take the one of the original publisher.',
  references: ['CWE-400', 'CWE-834', 'CWE-674', 'LLM10:2025'],
  scope: 'part',
  formats: ['chat-template'],
  *check(part): Generator<Draft> {
    const template = part.structure as ChatTemplateStructure | undefined;
    for (const growth of template?.growths ?? []) {
      const severity = severityOf(growth);
      if (severity === undefined) continue;
      const { line, what } = growth;
      yield { severity, confidence: 'high', message: `Line ${line}: ${WHAT[what](growth.size)}.`, line, key: what };
    }
  },
};

const WHAT: Readonly<Record<Growth['what'], (size: number) => string>> = {
  loop: (size) => `loops inside one another run ${many(size)} times`,
  text: (size) => `a text or list grows to ${many(size)} characters or items`,
  number: (size) => `a power has ${many(size)} bits`,
  recursion: (size) =>
    size === Number.MAX_VALUE ? 'a macro calls itself without an end' : `a macro calls itself ${many(size)} times`,
  words: (size) => `${many(size)} words of filler text are made`,
};

/** A prompt of a million tokens has some four million characters. */
function severityOf({ size }: Growth): Severity | undefined {
  if (size >= 1e7) return 'high';
  return size >= 1e6 ? 'medium' : undefined;
}

function many(size: number): string {
  if (size < 1e12) return Math.round(size).toLocaleString('en-US');
  return size < 1e100 ? `about 10^${Math.round(Math.log10(size))}` : 'more than 10^100';
}
