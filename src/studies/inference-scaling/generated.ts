import { Random } from '../../core/random.ts';
import type { Question } from './question.ts';

/** Steps, people, bounds: what makes a question harder. */
const LEVELS = [1, 2, 3, 4, 5] as const;
const PEOPLE = ['Ada', 'Bo', 'Cleo', 'Dag', 'Eva', 'Finn', 'Gil', 'Hana', 'Ivo', 'Jun', 'Kai', 'Lou'];
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

type Drawn = Pick<Question, 'question' | 'match'> & { readonly answer: string };
type Family = (level: number, random: Random) => Drawn;

const between = (random: Random, least: number, most: number): number => least + random.integer(most - least + 1);

/** A number, changed step by step. */
const chain: Family = (level, random) => {
  let value = between(random, 2, 20);
  const said = [`Start with ${value}.`];
  for (let step = 0; step < 2 * level + 1; step++) {
    const by = between(random, 2, 9);
    const kind = random.integer(3);
    // Kept small: what is measured is whether steps are followed, not how long a product one can write.
    if (kind === 0 && Math.abs(value) < 2_000) [value, said[said.length]] = [value * by, `Multiply by ${by}.`];
    else if (kind === 1) [value, said[said.length]] = [value - by * 7, `Subtract ${by * 7}.`];
    else [value, said[said.length]] = [value + by * 3, `Add ${by * 3}.`];
  }
  return { question: `${said.join(' ')} What number do you have?`, answer: String(value), match: 'number' };
};

/** Remainders, one of the other. */
const remainder: Family = (level, random) => {
  const modulus = between(random, 7, 19);
  let value = between(random, 10, 99);
  const said = [`Let x be ${value}.`];
  for (let step = 0; step < level + 1; step++) {
    const [times, more] = [between(random, 3, 12), between(random, 1, 30)];
    value = (value * times + more) % modulus;
    said.push(`Replace x by the remainder of ${times}·x + ${more} divided by ${modulus}.`);
  }
  return { question: `${said.join(' ')} What is x?`, answer: String(value), match: 'number' };
};

/** An order that only all of the comparisons together give. */
const order: Family = (level, random) => {
  const people = random.shuffle(PEOPLE).slice(0, 2 * level + 2);
  const said = people.slice(1).map((shorter, index) => `${people[index] ?? ''} is taller than ${shorter}.`);
  const place = between(random, 2, people.length - 1);
  return {
    question: `${random.shuffle(said).join(' ')} Counted from the tallest, who is number ${place}?`,
    answer: people[place - 1] ?? '',
    match: 'text',
  };
};

/** Whole numbers that two conditions leave. */
const counting: Family = (level, random) => {
  const bound = between(random, 10, 20) * 2 ** level;
  const [one, other] = [between(random, 3, 5), between(random, 6, 8)];
  let count = 0;
  for (let at = 1; at <= bound; at++) if ((at % one === 0) !== (at % other === 0)) count++;
  return {
    question: `How many whole numbers from 1 to ${bound} can be divided by exactly one of ${one} and ${other} without a remainder?`,
    answer: String(count),
    match: 'number',
  };
};

/** Days of the week, forward and back. */
const weekday: Family = (level, random) => {
  const start = random.integer(7);
  let day = start;
  const said: string[] = [];
  for (let step = 0; step < level + 1; step++) {
    const days = between(random, 8, 99);
    const back = random.integer(2) === 1;
    day = (((day + (back ? -days : days)) % 7) + 7) % 7;
    said.push(`go ${back ? 'back' : 'forward'} ${days} days`);
  }
  return {
    question: `It is ${DAYS[start] ?? ''}. In your mind ${said.join(', then ')}. Which day of the week is it then?`,
    answer: DAYS[day] ?? '',
    match: 'text',
  };
};

const FAMILIES: readonly (readonly [string, Family])[] = [
  ['chain', chain],
  ['remainder', remainder],
  ['order', order],
  ['counting', counting],
  ['weekday', weekday],
];

/** Questions with exact answers, made up from a seed: as many of each kind and level as go. Nobody trained on them. */
export function generatedQuestions(count: number, seed: number): readonly Question[] {
  const random = Random.from(seed).split('inference-scaling questions');
  return Array.from({ length: count }, (_, index) => {
    const [name, family] = FAMILIES[index % FAMILIES.length] ?? ['chain', chain];
    const level = LEVELS[Math.floor(index / FAMILIES.length) % LEVELS.length] ?? 1;
    const id = `${name}-${level}-${index}`;
    const { question, answer, match } = family(level, random.split(id));
    return { id, question, answers: [answer], match, group: `level ${level}` };
  });
}
