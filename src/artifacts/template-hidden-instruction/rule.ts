import { atLeast, type Severity } from '../../core/finding.ts';
import { printable } from '../../core/printable.ts';
import type { AddedText, ChatTemplateStructure, Invisible } from '../../formats/chat-template/structure.ts';
import type { Draft, Rule } from '../rule.ts';
import { narrowness, weigh, wordsOf } from '../template-text.ts';

export const templateHiddenInstructionRule: Rule = {
  id: 'template-hidden-instruction',
  title: 'The chat template adds text of its own to the prompt',
  severity: 'high',
  explanation:
    'Whatever a chat template adds, the model takes as its orders, and no one who talks to the model sees it. A default system prompt is ordinary. Text that is added only when certain words, tools, names or dates occur, that follows what the user wrote, or that tells the model to hide, deceive or disobey, makes one model behave as another without any change to its weights.',
  advice:
    'Read the text and the condition around it. Where you cannot say why an honest publisher would want it, use the template of the base model.',
  references: ['CWE-506', 'CWE-912', 'AML.T0051', 'LLM01:2025', 'LLM03:2025'],
  scope: 'part',
  formats: ['chat-template'],
  *check(part): Generator<Draft> {
    const template = part.structure as ChatTemplateStructure | undefined;
    if (template === undefined) return;
    const worst = new Map<string, Judged>();
    for (const text of template.texts) {
      const judged = judge(text);
      if (judged === undefined) continue;
      const key = text.text.replace(/\s+/g, ' ').trim();
      const before = worst.get(key);
      if (before === undefined || !atLeast(before.severity, judged.severity)) worst.set(key, judged);
    }
    for (const [key, judged] of worst) {
      const { severity, why, text } = judged;
      yield {
        severity,
        confidence: severity === 'high' ? 'high' : 'medium',
        message: `The template adds text ${why}: "${printable(text.text.trim().replace(/\s+/g, ' '), 160)}".`,
        evidence: [
          { label: 'text', text: printable(text.text.trim(), 400) },
          ...(text.conditions.length === 0
            ? []
            : [{ label: 'added if', text: printable(text.conditions.join(' and '), 300) }]),
        ],
        line: text.line,
        key,
      };
    }
    for (const found of template.invisible) yield* invisible(found);
  },
};

interface Judged {
  readonly severity: Severity;
  readonly why: string;
  readonly text: AddedText;
}

const GATES = {
  words: 'only if a message holds',
  tool: 'only for the tool',
  date: 'only at certain dates, by a comparison with',
  name: 'only for the speaker',
} as const;

function judge(text: AddedText): Judged | undefined {
  const weight = weigh(text.text);
  const narrow = text.gates.map((gate) => narrowness(gate)).find((found) => found !== undefined);
  const gate = narrow === undefined ? '' : ` ${GATES[narrow.what]} ${printable(narrow.of, 200)}`;
  if (weight.kind === 'harmful') {
    const severity = narrow !== undefined || weight.grave === true || text.afterContent ? 'high' : 'medium';
    return { severity, why: `that tells the model ${weight.why ?? ''}${gate}`, text };
  }
  if (narrow !== undefined) {
    const severity = gatedSeverity(weight.kind, narrow.what, text.text);
    return severity === undefined ? undefined : { severity, why: gate.trim(), text };
  }
  if (holdsDialogue(text.text))
    return {
      severity: 'medium',
      why: 'as a dialogue that nobody had, with what the model is said to have answered',
      text,
    };
  const forged = forgedAnswer(text);
  if (forged !== undefined)
    return {
      severity: 'medium',
      why: 'as the first words of the answer, as if the model had said it',
      text: { ...text, text: forged },
    };
  const marked = text.gates.some(({ reads, constants }) => reads.includes('content') && constants.length > 0);
  if (weight.kind === 'none') return undefined;
  if (
    text.afterContent &&
    !/\b(?:tools?|documents?|functions?|schema|response_format|citations?)\b/.test(text.conditions.join(' '))
  ) {
    const severity = weight.kind === 'instruction' && !asksForVerdict(text.text) ? 'medium' : 'low';
    return { severity, why: 'behind what the user wrote, as if the user had said it', text };
  }
  if (marked && !TOGGLES.test(JSON.stringify(text.gates)) && weight.kind === 'instruction')
    return { severity: 'low', why: 'only if a message holds a certain mark', text };
  return wordsOf(text.text) >= 6 ? { severity: 'info', why: 'as a prompt of its own', text } : undefined;
}

/** The heading after which the model goes on by itself. */
const ANSWERS = /(?:^|[\n>|\]]\s*)(?:assistant|model|bot|gpt)\b(?:<[^<>]{1,40}>|[\s:\]|])+/gi;
/** Fewer words than these are a mark, or the beginning of a thought. */
const SAID = 4;

/** What a template puts into the model's mouth behind the heading of its answer. */
function forgedAnswer({ text, conditions }: AddedText): string | undefined {
  if (!conditions.some((condition) => condition.includes('add_generation_prompt'))) return undefined;
  const last = [...text.matchAll(ANSWERS)].at(-1);
  if (last === undefined) return undefined;
  const said = text.slice(last.index + last[0].length);
  return wordsOf(said) >= SAID ? said : undefined;
}

/** Where someone begins to speak, in the marks of the families of models. */
const SPEAKER =
  /<\|(?:im_start|start_header_id|start|header_start)\|>\s*(user|assistant|human|model)\b(?:<\|end_header_id\|>|<\|message\|>)?|<(?:start_of_turn|[|｜](?=user|assistant|User|Assistant))[>]?\s*(user|assistant|model)(?:[|｜]>)?|(\[INST\])|(\[\/INST\])|(?:^|\n)\s*(?:#+\s*)?(user|human|assistant|bot|instruction|response)\s*:/gi;
/** Words that make a mark of a speaker a turn of a dialogue. */
const TURN_WORDS = 4;

/** One text in which somebody asks and the model answers: examples belong to whoever asks, not into a template. */
function holdsDialogue(text: string): boolean {
  const marks = [...text.matchAll(SPEAKER)];
  let asked = false;
  for (const [i, mark] of marks.entries()) {
    const said = wordsOf(text.slice(mark.index + mark[0].length, marks[i + 1]?.index));
    const asks = mark[3] !== undefined || /^(?:user|human|instruction)$/i.test(mark[1] ?? mark[2] ?? mark[5] ?? '');
    if (said >= (asks ? 2 : TURN_WORDS) && (asks || asked)) {
      if (!asks) return true;
      asked = true;
    }
  }
  return false;
}

/** Two quoted answers to choose from: `'safe' or 'unsafe'`, `"yes"/"no"`. */
const ALTERNATIVES = /(["'“‘`])\s*[\p{L} ]{2,24}\s*["'”’`]\s*(?:or|\/|,|\|)\s*(["'“‘`])\s*[\p{L} ]{2,24}\s*["'”’`]/u;
const OF_A_VERDICT =
  /\b(?:safe|unsafe|assess\w*|categor\w+|violat\w+|verdict|classif\w+|label\w*|relevan\w+|score\w*)\b/i;

/** What classifiers of texts end with: which of two words to answer, sentence for sentence about that verdict. */
function asksForVerdict(text: string): boolean {
  const sentences = text.split(/(?<=[.!?])\s+|\n+/).filter((sentence) => wordsOf(sentence) >= 3);
  return (
    ALTERNATIVES.test(text) && sentences.every((sentence) => ALTERNATIVES.test(sentence) || OF_A_VERDICT.test(sentence))
  );
}

/** Switches for thinking aloud, which several families have. */
const TOGGLES = /think|reason/i;

function gatedSeverity(kind: string, what: keyof typeof GATES, text: string): Severity | undefined {
  if (kind === 'instruction') return 'high';
  if (kind === 'words') return what === 'tool' ? 'medium' : 'high';
  // A few words can still be an order: "answer: no".
  return wordsOf(text) >= 2 && what !== 'date' ? 'medium' : undefined;
}

function* invisible({ what, count, spells, line }: Invisible): Generator<Draft> {
  const severity =
    what === 'tag' || what === 'selector' || what === 'bidirectional' ? 'high' : count >= 8 ? 'medium' : 'low';
  const spelled = spells === undefined ? '' : `, which spell "${printable(spells, 200)}"`;
  yield {
    severity,
    confidence: 'high',
    message: `Line ${line}: the template holds ${count} ${what} characters that do not show${spelled}.`,
    line,
    key: `invisible\0${what}`,
  };
}
