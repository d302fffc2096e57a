import type { Step, TokenizerStructure } from '../../formats/tokenizer/structure.ts';
import type { Draft, Rule } from '../rule.ts';
import { isWord, looksSpecial, rewriting, shown } from '../tokenizer-text.ts';

export const tokenizerRewritesInputRule: Rule = {
  id: 'tokenizer-rewrites-input',
  title: 'The tokenizer changes what the user wrote',
  severity: 'high',
  explanation:
    'Before a model sees text, its tokenizer cleans it: it unifies spaces, accents and quotes. This one exchanges, removes or adds words. The model then answers another question than the one that was asked, and whoever checks the text before it, such as a filter, has checked something else. The weights stay untouched, so no comparison of weights shows it.',
  advice: 'Compare tokenizer.json with that of the base model, and do not use one that rewrites words.',
  references: ['CWE-345', 'CWE-74', 'AML.T0010.003', 'LLM03:2025'],
  scope: 'part',
  formats: ['tokenizer'],
  *check(part): Generator<Draft> {
    const tokenizer = part.structure as TokenizerStructure | undefined;
    const marks = new Set(tokenizer?.added.filter(({ special }) => special).map(({ content }) => content));
    for (const step of tokenizer?.steps ?? []) {
      if (step.stage === 'post-processor') yield* added(step, marks);
      else if (step.stage !== 'decoder') yield* rewritten(step);
    }
    if (tokenizer !== undefined) yield* measured(tokenizer);
  },
};

/** Tokens of which nothing that a person asks is left; what is published keeps 64 and more. */
const FEW_TOKENS = 16;
/** Letters that ordinary words exceed; what is published takes 100 or 200. */
const SHORT_WORD = 12;

/** What is lost of every text, or put into it, by its length and by the table alone. */
function* measured({ measures = {}, added: tokens }: TokenizerStructure): Generator<Draft> {
  const { truncation, padding, unknown, longestWord } = measures;
  const marks = new Set(tokens.map(({ content }) => content));
  const word = (text: string | undefined): text is string => text !== undefined && isWord(text) && !marks.has(text);
  const drafts: string[] = [];
  if (truncation !== undefined && truncation < FEW_TOKENS)
    drafts.push(`keeps ${truncation} tokens of each text and leaves out the rest`);
  const filler = [padding?.called, padding?.text].find(word);
  if (filler !== undefined) drafts.push(`fills texts up with the ordinary word ${shown(filler)}`);
  if (word(unknown)) drafts.push(`puts ${shown(unknown)} in the place of every word that its table lacks`);
  if (longestWord !== undefined && longestWord < SHORT_WORD)
    drafts.push(`takes every word of more than ${longestWord} letters for an unknown one`);
  for (const what of drafts)
    yield { severity: 'medium', confidence: 'high', message: `The tokenizer ${what}.`, key: `measure\0${what}` };
}

function* rewritten(step: Step): Generator<Draft> {
  const what = rewriting(step);
  if (what === undefined) return;
  yield {
    severity: 'high',
    confidence: step.regex === true ? 'medium' : 'high',
    message: `The ${step.stage} of this tokenizer ${what}, in everything that the model is given.`,
    evidence: [{ label: `${step.stage}, ${step.type}`, text: `${step.pattern ?? ''} → ${step.content ?? ''}` }],
    key: `${step.stage}\0${step.type}\0${step.pattern ?? ''}\0${step.content ?? ''}`,
  };
}

/** A post-processor honestly adds marks for begin and end; here it adds words, or calls words a mark. */
function* added({ tokens = [], type, dropsText }: Step, marks: ReadonlySet<string>): Generator<Draft> {
  if (dropsText === true)
    yield {
      severity: 'high',
      confidence: 'high',
      message: 'The post-processor leaves the text itself, or the second of two texts, out of what the model is given.',
      key: 'post-processor drops',
    };
  for (const { text, ids, called } of tokens) {
    const wrong = called.filter((name) => name !== '' && !looksSpecial(name) && (name !== text || !marks.has(name)));
    if (wrong.length === 0) continue;
    yield {
      severity: 'high',
      confidence: 'high',
      message: `The post-processor adds ${shown(text)} to every input, but the numbers behind it (${ids.slice(0, 8).join(', ')}) are those of ${wrong.slice(0, 8).map(shown).join(', ')}.`,
      evidence: [{ label: `post-processor, ${type}`, text: wrong.slice(0, 64).map(shown).join(' ') }],
      key: `post-processor\0${text}`,
    };
  }
}
