import type { Answer } from '../../../runtimes/answer.ts';
import type { Finish } from '../../../runtimes/event.ts';
import type { Judge, JudgedItem } from '../judge.ts';
import { type CodeCheck, codeOf, compileCheck, type CompiledCheck } from './code.ts';
import type { Pattern } from './pattern.ts';
import { includes, includesWord, normal } from './phrases.ts';

/** A label and what must hold of an answer to be given it: everything that is said here. */
export interface LabelRule {
  readonly label: string;
  /** One of these phrases stands in it. */
  readonly any?: readonly string[];
  readonly all?: readonly string[];
  readonly none?: readonly string[];
  /** It is one of these, but for case, white space and a full stop. */
  readonly equals?: readonly string[];
  /** RE2, case-insensitive, `^` and `$` at lines. */
  readonly regex?: string;
  /** One of the item's right answers stands in it as a word, or none does. */
  readonly answers?: boolean;
  readonly empty?: boolean;
  readonly finish?: readonly Finish['reason'][];
  /** The service's moderation spoke. */
  readonly filtered?: boolean;
  readonly code?: CodeCheck;
  /** What is looked at. */
  readonly in?: 'answer' | 'reasoning';
}

interface Seen {
  readonly answer: Answer;
  readonly item: JudgedItem;
  /** The text that is looked at, as it is and in normal form. */
  readonly raw: string;
  readonly text: string;
}

/** True, with what was matched where there is something to show. */
type Test = (seen: Seen) => { readonly holds: boolean; readonly why?: string };

/**
 * The first rule that holds gives the label; `otherwise` is given where none does.
 * @throws Error where a pattern or query is wrong
 */
export async function rulesJudge(rules: readonly LabelRule[], otherwise: string, version = '1'): Promise<Judge> {
  const compiled = await Promise.all(rules.map(async (rule) => ({ rule, tests: await testsOf(rule) })));
  return {
    id: 'rules',
    version,
    labels: [...new Set([...rules.map(({ label }) => label), otherwise])],
    judge: (answer, item) => {
      for (const { rule, tests } of compiled) {
        const raw = rule.in === 'reasoning' ? answer.reasoning.text : answer.text;
        const seen: Seen = { answer, item, raw, text: normal(raw) };
        const results = tests.map((test) => test(seen));
        if (!results.every(({ holds }) => holds)) continue;
        const why = results.find((result) => result.why !== undefined)?.why;
        return Promise.resolve({ label: rule.label, ...(why === undefined ? {} : { why: why.slice(0, 200) }) });
      }
      return Promise.resolve({ label: otherwise });
    },
  };
}

async function testsOf(rule: LabelRule): Promise<readonly Test[]> {
  const { any, all, none, equals, regex, answers, empty, finish, filtered, code } = rule;
  return [
    ...(any === undefined ? [] : [found(any)]),
    ...(all === undefined ? [] : [told(({ text }) => all.every((phrase) => includes(text, phrase)))]),
    ...(none === undefined ? [] : [told(({ text }) => !none.some((phrase) => includes(text, phrase)))]),
    ...(equals === undefined ? [] : [told(({ text }) => equals.some((one) => bare(text) === bare(normal(one))))]),
    ...(regex === undefined ? [] : [matching(await patternOf(regex))]),
    ...(answers === undefined ? [] : [answering(answers)]),
    ...(empty === undefined ? [] : [told(({ text }) => (text === '') === empty)]),
    ...(finish === undefined ? [] : [told(({ answer }) => finish.includes(answer.finish.reason))]),
    ...(filtered === undefined ? [] : [told(({ answer }) => answer.filters.length > 0 === filtered)]),
    ...(code === undefined ? [] : [checking(await compileCheck(code))]),
  ];
}

/** RE2 in JavaScript is large, and few studies need it. */
async function patternOf(source: string): Promise<Pattern> {
  return (await import('./pattern.ts')).pattern(source);
}

const told =
  (holds: (seen: Seen) => boolean): Test =>
  (seen) => ({ holds: holds(seen) });

const shown = (why: string | undefined): ReturnType<Test> =>
  why === undefined ? { holds: false } : { holds: true, why };

const found =
  (phrases: readonly string[]): Test =>
  ({ text }) =>
    shown(phrases.find((phrase) => includes(text, phrase)));

const matching =
  (wanted: Pattern): Test =>
  ({ raw }) =>
    shown(wanted.find(raw));

const checking =
  (check: CompiledCheck): Test =>
  ({ raw }) =>
    shown(check.holds(codeOf(raw)));

const answering =
  (wanted: boolean): Test =>
  ({ text, item }) => {
    const right = item.answers.find((one) => includesWord(text, one));
    return wanted ? shown(right) : { holds: right === undefined };
  };

const bare = (text: string): string => text.replace(/[.!。！]$/u, '');
