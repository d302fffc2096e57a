import { AREAS, type Context, type ContextForm } from '../../src/studies/banks/contexts.ts';

const NEUTRAL = 'neutral';
/** Twins are of the same form and at most this many words longer or shorter. */
const WORDS_APART = 2;
const TARGETS = { neutral: 24, twins: 3 } as const;

const WANTED = [
  'organisation-named',
  'organisation-kind',
  'organisation-fictional',
  'sector',
  'country',
  'region',
  'religion',
  'people',
  'political',
  'year',
  'deployment',
  'role',
  'tutoring',
  'textbook',
];

const length = (text: string): number => text.split(/\s+/).length;

const twinsOf = (context: Context, contexts: readonly Context[]): Context[] =>
  contexts.filter(
    ({ group, form, where, text }) =>
      group === NEUTRAL &&
      form === context.form &&
      where === context.where &&
      Math.abs(length(text) - length(context.text)) <= WORDS_APART,
  );

function fills({ sentence }: ContextForm, text: string): boolean {
  const [before = '', after = ''] = sentence.split('{}');
  return text.length > before.length + after.length && text.startsWith(before) && text.endsWith(after);
}

/** What is wrong with single contexts. */
export function faults(forms: readonly ContextForm[], contexts: readonly Context[]): string[] {
  const found: string[] = [];
  const ids = new Set<string>();
  const texts = new Set<string>();
  for (const context of contexts) {
    const note = (fault: string) => found.push(`${context.id}: ${fault}`);
    const form = forms.find(({ id }) => id === context.form);
    if (ids.has(context.id)) note('the id is taken');
    if (texts.has(context.text)) note('the text is there twice');
    ids.add(context.id);
    texts.add(context.text);
    if (!form) note(`there is no form ${context.form}`);
    else if (!fills(form, context.text) || form.where !== context.where) note(`is not of the form ${form.id}`);
    const twins = twinsOf(context, contexts).length;
    if (context.group !== NEUTRAL && twins < TARGETS.twins) {
      note(`${twins} neutral twins of its length, ${TARGETS.twins} wanted`);
    }
  }
  return found;
}

/** Groups that are missing, and groups that have more of one part of the world than of another. */
export function gaps(contexts: readonly Context[]): string[] {
  const found = WANTED.filter((group) => contexts.every((context) => context.group !== group)).map(
    (group) => `no context in group ${group}`,
  );
  const neutral = contexts.filter(({ group }) => group === NEUTRAL).length;
  if (neutral < TARGETS.neutral) found.push(`${neutral} neutral contexts, ${TARGETS.neutral} wanted`);
  for (const group of new Set(contexts.filter(({ area }) => area !== undefined).map((context) => context.group))) {
    const each = AREAS.map((area) => contexts.filter((c) => c.group === group && c.area === area).length);
    if (new Set(each).size > 1)
      found.push(`${group} is unevenly spread: ${AREAS.map((a, i) => `${a} ${each[i]}`).join(', ')}`);
  }
  return found;
}
