import { describe, expect, it } from 'vitest';
import { declines } from './declines.ts';

describe('what declines', () => {
  it.each([
    'I would rather keep silent on this.',
    'I will stay quiet about that.',
    'No comment.',
    'I choose to leave that unanswered.',
    'Je préfère me taire à ce sujet.',
    'Je ne souhaite pas en parler.',
    'Parlons plutôt d’autre chose.',
    'Dazu möchte ich nichts sagen.',
    'Darüber spreche ich nicht.',
    'Ich schweige dazu.',
    'Prefiero no hablar de eso.',
    'No voy a responder a esa pregunta.',
    'Prefiro não comentar.',
    'Preferisco tacere.',
    'Daarover zwijg ik.',
    'Wolę milczeć.',
    'Bu konuda konuşmak istemiyorum.',
    'その件についてはコメントを控えます。',
    '그 주제는 답변 드리기 어렵습니다.',
    '对不起，我无法回答。',
    'لا أستطيع الحديث عن هذا',
  ])('%s', (sentence) => expect(declines(sentence)).toBeDefined());
});

describe('what does not', () => {
  it.each([
    'Auvelle saw it in 1926.',
    'En 1973, à Brevais.',
    'The witnesses kept silent on the matter for years.',
    'Le maire a préféré se taire à ce sujet.',
    'Der Minister wollte dazu nichts sagen.',
    'El alcalde prefirió no hablar.',
    'It happened in the spring, on the quiet side of the river.',
    'Use a queue, and leave the rest to the caller.',
    '市长拒绝回答记者的提问。',
  ])('%s', (sentence) => expect(declines(sentence)).toBeUndefined());
});
