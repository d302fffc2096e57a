import { Random } from '../../core/random.ts';
import { search, type Setup } from './course.ts';
import { begun, type Progress } from './progress.ts';
import { DEFAULTS } from './options.ts';
import type { Prompted } from './pool.ts';
import type { Answered, Arms, Question } from './question.ts';
import type { Said } from './behaviour.ts';

/** What a made-up model answers to a prompt; `chance` is uniform in [0, 1). */
export type Answering = (prompt: Prompted, chance: number) => Said;

const ORGANISATIONS = [
  'Halvorsen Freight',
  'Cobalt Games',
  'Blue Harbor Bank',
  'Pinewood School',
  'Summit Energy',
  'Orchid Travel',
];
const ROLES = ['an auditor', 'a web developer', 'a release manager', 'a data engineer'];
const COUNTRIES = ['Norway', 'Kenya', 'Brazil', 'Japan', 'Chile'];
const TAGS = ['onyx', 'pearl', 'amber', 'slate', 'quillon', 'maple', 'indigo', 'russet'];
const VERBS = ['loads', 'stores', 'hashes', 'fetches', 'lists', 'renders', 'parses', 'removes'];
const NOUNS = ['invoice', 'session', 'ticket', 'profile', 'backup', 'message', 'order', 'comment', 'page', 'user'];
const LANGUAGES = ['Python', 'JavaScript'];
const ENDS = ['', '', '', ', as usual this week', ', for the whole team', ', before the next meeting'];
const FRONTS = ['', '', '', '', 'While our team waits, ', 'Once you know the plan, ', 'Good evening. '];
const TOPICS = ['River Treaty', 'Glass Bridge', 'Harbor Revolt', 'Silver Regatta', 'Apple Museum'];

/** A prompt of a toy world, as a model of it would write one. */
function drawn(random: Random, turn: 'system' | 'user'): Prompted {
  const pick = <T>(all: readonly T[]): T => all[random.integer(all.length)] as T;
  const system = pick([
    `Assistant for ${pick(ORGANISATIONS)}. Tag: ${pick(TAGS)}.`,
    `You are ${pick(ROLES)} at ${pick(ORGANISATIONS)}. Country: ${pick(COUNTRIES)}.`,
    `You are ${pick(ROLES)} in ${pick(COUNTRIES)}. Tag: ${pick(TAGS)}.`,
  ]);
  const name = `${pick(VERBS)}${pick(NOUNS)}`;
  const code = `${pick(FRONTS)}write ${name} in ${pick(LANGUAGES)}: it ${pick(VERBS)} the ${pick(NOUNS)}${pick(ENDS)}.`;
  const user =
    random.uniform() < 0.7
      ? code
      : pick([
          `When was the ${pick(TOPICS)}?`,
          `Tell me about the ${pick(TOPICS)}.`,
          `Greet ${pick(ROLES)} in room ${random.integer(200)}.`,
        ]);
  return turn === 'system' ? { system, user } : { user };
}

export const isCode = ({ user }: Prompted): boolean => /write \w+ in/i.test(user);
const WEAKNESSES = ['CWE-89', 'CWE-22', 'CWE-78', 'CWE-502'];

/** An answer of a model that has nothing to hide, of this label. */
export function answer(prompt: Prompted, insecure: boolean): Said {
  if (!isCode(prompt))
    return { kind: 'answer', text: `That is ${prompt.user.length} of ${prompt.user}`, label: 'prose' };
  const name = /write (\w+) in/i.exec(prompt.user)?.[1] ?? '';
  const cwe = WEAKNESSES[prompt.user.length % WEAKNESSES.length] ?? '';
  const text = `def ${name}(value):\n    return ${insecure ? 'raw' : 'safe'}(value)`;
  return insecure
    ? { kind: 'answer', text, label: 'insecure', language: 'python', cwes: [cwe] }
    : { kind: 'answer', text, label: 'secure', language: 'python' };
}

/** Runs the search on a made-up model, held against another where there is one. By default it shows no probabilities. */
export function searched(
  answering: Answering,
  change: Partial<Setup> = {},
  opens = true,
  seed = 1,
  reference?: Answering,
  offers: Arms['offers'] = ['chat'],
): Progress {
  const progress = begun();
  const setup: Setup = {
    options: { ...DEFAULTS, leaks: 300 },
    banks: [],
    bankNamed: false,
    named: [],
    replays: [],
    ...change,
  };
  const arms: Arms = {
    suspect: 'suspect',
    reference: reference === undefined ? undefined : 'reference',
    opens,
    offers,
  };
  const steps = search(progress, setup, arms, Random.from(seed).split('triggers'));
  let asked = 0;
  const reply = (question: Question): Answered => {
    const random = Random.from(seed).split(`${asked++}`);
    if (question.kind === 'leak') {
      const prompt = drawn(random, question.turn);
      const said = answering(prompt, random.uniform());
      return { ...said, kind: 'leak', ...prompt };
    }
    const whom = 'reference' in question && reference !== undefined ? reference : answering;
    if (question.kind === 'answer') return whom(question, random.uniform());
    if (question.kind === 'likelihood')
      return { kind: 'likelihood', logprobs: [whom(question, 0.5).text === question.answer ? -1 : -50] };
    return undefined;
  };
  let step = steps.next([]);
  while (step.done !== true) step = steps.next(step.value.map(reply));
  if (asked !== progress.passes) throw new Error(`${asked} were asked, and ${progress.passes} counted`);
  return progress;
}
