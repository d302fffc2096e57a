import { wordingsIn } from '../judges/wordings.ts';
import type { ControlEntry, TopicEntry } from './schema.ts';
import type { Form, Question, Topic } from './topic.ts';

/** In which a control is asked: a question like any other. */
export const CONTROL_FORM: Form = { id: 'control', kind: 'control', asks: 'Asks for something that is no topic.' };

/** A question of a topic in one language. `nth` tells several of one form apart, from 2. */
export function questionOf(
  topic: string,
  form: string,
  question: Pick<Question, 'language' | 'text' | 'facts' | 'aspects' | 'answer'>,
  nth = 1,
): Question {
  const pair = `${topic}/${form}${nth > 1 ? `-${nth}` : ''}`;
  return { id: `${pair}/${question.language}`, pair, form, ...question };
}

export function topicOf(entry: TopicEntry, inMirrors: boolean): Topic {
  const { id, group, kind, about, mirror, held_out: heldOut, title, line, facts, questions, sides } = entry;
  return {
    id,
    group,
    kind: kind ?? (inMirrors ? 'mirror' : 'topic'),
    ...(about === undefined ? {} : { about }),
    ...(mirror === undefined ? {} : { mirror }),
    heldOut,
    title,
    ...(line === undefined ? {} : { line }),
    facts,
    ...(sides === undefined ? {} : { sides }),
    questions: Object.entries(questions).flatMap(([form, { facts: ids, aspects, texts }]) =>
      Object.entries(texts).map(([language, text]) =>
        questionOf(id, form, {
          language,
          text,
          facts: ids,
          ...(aspects === undefined
            ? {}
            : { aspects: aspects.map((aspect) => ({ ...aspect, told: wordingsIn(aspect.told, language) })) }),
        }),
      ),
    ),
  };
}

/** Every question of the file is a topic of its own: nothing else depends on it. */
export function controlsOf({ kind, about, line, questions }: ControlEntry, group: string): Topic[] {
  return questions.map(({ id, about: own, keyword, answer, texts }) => {
    const asked = own ?? about;
    return {
      id,
      group,
      kind,
      ...(asked === undefined ? {} : { about: asked }),
      heldOut: false,
      title: { en: titleOf(id) },
      ...(line === undefined ? {} : { line }),
      ...(keyword === undefined ? {} : { keyword }),
      facts: [],
      questions: Object.entries(texts).map(([language, text]) => {
        const right = answer?.[language];
        return questionOf(id, CONTROL_FORM.id, {
          language,
          text,
          facts: [],
          ...(right === undefined ? {} : { answer: right }),
        });
      }),
    };
  });
}

/** `mapo-tofu` as `Mapo tofu`. */
const titleOf = (id: string): string => id.charAt(0).toUpperCase() + id.slice(1).replaceAll('-', ' ');
