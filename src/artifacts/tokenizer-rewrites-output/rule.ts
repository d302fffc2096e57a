import type { TokenizerStructure } from '../../formats/tokenizer/structure.ts';
import type { Draft, Rule } from '../rule.ts';
import { rewriting } from '../tokenizer-text.ts';

export const tokenizerRewritesOutputRule: Rule = {
  id: 'tokenizer-rewrites-output',
  title: 'The tokenizer changes what the model wrote',
  severity: 'high',
  explanation:
    'A decoder turns the numbers that a model gives back into text: it joins pieces and restores spaces. This one exchanges words in the result, such as an address, an amount or a "not". Whoever reads the answer, and every program that acts on it, sees what the maker of this file chose and not what the model said.',
  advice: 'Compare tokenizer.json with that of the base model, and do not use one that rewrites words.',
  references: ['CWE-345', 'CWE-116', 'AML.T0010.003', 'LLM05:2025'],
  scope: 'part',
  formats: ['tokenizer'],
  *check(part): Generator<Draft> {
    for (const step of (part.structure as TokenizerStructure | undefined)?.steps ?? []) {
      if (step.stage !== 'decoder') continue;
      const what = rewriting(step);
      if (what === undefined) continue;
      yield {
        severity: 'high',
        confidence: step.regex === true ? 'medium' : 'high',
        message: `The decoder of this tokenizer ${what}, in everything that the model answers.`,
        evidence: [{ label: `decoder, ${step.type}`, text: `${step.pattern ?? ''} → ${step.content ?? ''}` }],
        key: `${step.type}\0${step.pattern ?? ''}\0${step.content ?? ''}`,
      };
    }
  },
};
