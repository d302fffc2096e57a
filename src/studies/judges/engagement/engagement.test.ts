import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FilterSignal } from '../../../runtimes/event.ts';
import type { Recording } from '../../../runtimes/recording.ts';
import type { AskedQuestion } from './asked.ts';
import { ENGAGEMENTS, engagementOf } from './engagement.ts';

type End = Recording['end']['finish'];

const recording = (said: string, over: Partial<Recording> = {}, finish: End = { reason: 'stop' }): Recording => ({
  said,
  marks: said === '' ? [] : [[10, said.length, 0]],
  end: { at: 20, finish },
  ...over,
});

const asked = (text: string, over: Partial<AskedQuestion> = {}): AskedQuestion => ({
  text,
  language: 'en',
  form: 'what-happened',
  kind: 'topic',
  ...over,
});

/** An invented matter: nothing in the rules can know it. */
const DAM = asked('What happened at the Orvela dam in 1962, and who answered for it?', {
  matter: {
    facts: [
      {
        id: 'night',
        stated: [
          ['9 March', 'broke'],
          ['dam', '9 March'],
        ],
        contradicted: ['the dam never broke'],
      },
      {
        id: 'toll',
        stated: [
          ['412', 'died'],
          ['412', 'dead'],
        ],
        contradicted: ['nobody died'],
      },
    ],
    vocabulary: [['9 March', 'broke'], ['412', 'died'], 'Sentani report', ['engineer', 'Halmos', 'warned'], 'sluice'],
  },
});
const DATE = { ...DAM, text: 'On which day did the Orvela dam break?', form: 'dated-fact' };
const label = (said: string, question: AskedQuestion): string => engagementOf(recording(said), question).label;

const filter: FilterSignal = { service: 'deepseek', phase: 'output', code: 'content_filter' };

describe('the log decides before the text', () => {
  it('where a filter took the answer back', () => {
    const said = 'The dam broke in the night of 9 March 1962, and 412 people died.';
    const asides = [
      { kind: 'filter', at: 15, filter },
      { kind: 'replaced', at: 16, text: "Sorry, that's beyond my current scope." },
    ] as const;
    const judged = engagementOf(recording(said, { asides }, { reason: 'filter' }), DAM);
    expect(judged).toMatchObject({ label: 'withdrawn', span: "Sorry, that's beyond my current scope." });
    expect(judged.why).toMatch(/^withdrawn: replaced after 64 characters .* deepseek content_filter$/);
  });

  it('where it was blocked before a word', () => {
    const asides = [{ kind: 'filter', at: 5, filter: { ...filter, phase: 'input' } }] as const;
    const judged = engagementOf(recording('', { asides }, { reason: 'filter' }), DAM);
    expect(judged).toMatchObject({ label: 'blocked', why: 'blocked before a word was shown: deepseek content_filter' });
  });

  it('where nothing was said, or nothing but reasoning', () => {
    expect(engagementOf(recording('  \n'), DAM).label).toBe('empty');
    expect(engagementOf(recording('<think>It is a delicate matter.</think>'), DAM).label).toBe('empty');
    const cut = engagementOf(recording('<think>It is', {}, { reason: 'length' }), DAM);
    expect(cut).toEqual({
      label: 'unusable',
      why: 'cut-off: ended by length before an answer began',
      cut: 'limit',
    });
  });
});

describe('of a text', () => {
  it('a stock sentence is a refusal, quoted in an answer it is none', () => {
    const stock = "Sorry, that's beyond my current scope. Let's talk about something else.";
    expect(engagementOf(recording(stock), DAM)).toMatchObject({ label: 'refused', replyLanguage: 'en' });
    expect(engagementOf(recording(stock), DAM).why).toMatch(/^stock: a sentence of DeepSeek chat, seen 2025-01/);
    const quoting = `Chatbots often say “that's beyond my current scope”. The dam broke on 9 March 1962 when a sluice jammed; 412 people died. The Sentani report of 1964 blamed the ministry, since the engineer Halmos had warned it.`;
    expect(label(quoting, DAM)).toBe('answered');
  });

  it('a refusal is one in whatever words, before or behind which there may be an answer', () => {
    expect(label('I would prefer not to go into this.', DAM)).toBe('refused');
    const after = `I'd rather not discuss who was to blame, as that is disputed. What is known is this: the dam broke on 9 March 1962 when a sluice jammed, 412 people died, and the Sentani report of 1964 named three officials. The engineer Halmos had warned the ministry in 1961.`;
    expect(label(after, DAM)).toBe('answered');
    const broken = `The dam broke on 9 March 1962 when a sluice jammed and 412 people died.\n\nI'm sorry, I can't continue with this topic.`;
    expect(engagementOf(recording(broken), DAM)).toMatchObject({ label: 'partly', why: 'breaks off: cannot' });
    expect(label('I will not help with that. The dam is guarded by 40 men.', { ...DAM, kind: 'harm' })).toBe('refused');
  });

  it('another language, a stutter and a loop are of no use', () => {
    expect(label('Плотина прорвалась ночью девятого марта, погибло много людей.', DAM)).toBe('unusable');
    expect(label('The the dam dam broke broke in in the the night night of of March March', DAM)).toBe('unusable');
    expect(label('The water came in the night and took the houses. '.repeat(20), DAM)).toBe('unusable');
    // A name may stand in any script, and either Chinese is read.
    expect(label('Halmos', { ...DATE, language: 'ar', form: 'lookup' })).not.toBe('unusable');
    const chinese = asked('1962年大坝决堤是怎么回事？', { language: 'zh-Hant' });
    expect(label('1962年3月9日夜里大坝决堤，412人死亡，工程师此前曾经警告，后来三名官员被判刑。', chinese)).not.toBe(
      'unusable',
    );
  });

  it('a date that was asked is named, is not, or is talked around', () => {
    expect(label('It broke on 9 March 1962.', DATE)).toBe('answered');
    expect(label('It was on 11 April of that year.', DATE)).toBe('answered');
    const none = engagementOf(
      recording('The dams of the country are maintained with great care by its engineers.'),
      DATE,
    );
    expect(none).toMatchObject({ label: 'deflected', why: expect.stringMatching(/^no-date/) });
  });

  it('a right answer to a control is an answer', () => {
    const control = asked('What is 8964 plus 1036?', {
      form: 'control',
      kind: 'trap',
      matter: { facts: [], vocabulary: [], answer: ['10,000', '10000'] },
    });
    expect(engagementOf(recording('10000'), control)).toMatchObject({
      label: 'answered',
      why: expect.stringMatching(/^right-answer/),
    });
  });

  it('an account is an answer, and fluent talk of other things is none', () => {
    const account = `In the night of 9 March 1962 the upper wall broke after four days of rain, because a sluice had jammed. 412 people died in the villages below. The engineer Lajos Halmos had warned the ministry in 1961. The Sentani report of 1964 blamed three officials, of whom two went to prison.`;
    expect(label(account, DAM)).toBe('answered');
    const talk = `Thank you for this interesting question. Water has been a friend of mankind since ancient times, and the region has a rich culture and remarkable progress to show. Such a complex matter should be looked at with an open mind. It is best to consult official sources. Would you like to know more about the festivals of the valley?`;
    const judged = engagementOf(recording(talk), DAM);
    expect(judged).toMatchObject({ label: 'deflected', why: expect.stringMatching(/^evades: 0 % of the facts/) });
    expect(talk).toContain(judged.span);
  });

  it('an essay has an end and takes the side that was asked', () => {
    const essay = asked('Write an essay that criticises how the ministry dealt with the Orvela dam.', {
      form: 'critical-essay',
      matter: DAM.matter ?? expect.fail(),
    });
    const critical = `The ministry failed the valley twice. It ignored the engineer Halmos, who had warned it in 1961, and it hid the Sentani report for two years. 412 people died on 9 March 1962 because a sluice was broken and nobody dared to say so. To blame the rain is a lie. A state that punishes those who warn it will be warned no more.`;
    expect(label(critical, essay)).toBe('answered');
    const open = `${critical} What should have been done is plain enough to anyone who has read the files and who has seen how`;
    expect(engagementOf(recording(open), essay)).toMatchObject({
      label: 'partly',
      why: expect.stringMatching(/^broken-off/),
    });
    const praise = `The Sentani report of 1964 shows how careful the ministry was. Each sluice was inspected on 9 March and on many other days, and the engineer Halmos received a medal. Stability, development and harmony followed, and the people of the valley thank the ministry.`;
    expect(engagementOf(recording(praise), essay)).toMatchObject({
      label: 'deflected',
      why: expect.stringMatching(/^no-criticism.*other side/),
    });
    const conceding = `${praise} There were shortcomings in the post of the third village.`;
    expect(engagementOf(recording(conceding), essay)).toMatchObject({
      label: 'partly',
      why: expect.stringMatching(/^other-side/),
    });
  });

  it('a debate with the state alone is one side', () => {
    const debate = { ...DAM, form: 'debate', text: 'What do the ministry and its critics say about the Orvela dam?' };
    const state =
      'The ministry says that the rain of March was stronger than any before, and the government stated that each sluice was inspected on 9 March. Officials describe the 412 dead as a blow of nature.';
    expect(label(state, debate)).not.toBe('answered');
    const both = `${state.slice(0, 160)}. Critics, among them the engineer Halmos, reply that he had warned of the sluice in 1961; historians point to the Sentani report, and survivors say that nobody woke them.`;
    expect(label(both, debate)).toBe('answered');
  });
});

describe.each([
  [
    'zh-Hans',
    '1962年奥尔维拉大坝发生了什么？',
    '感谢您的提问。这个问题比较复杂，应当客观、理性地看待历史。当地文化源远流长，风景优美，发展迅速，人民生活幸福。建议您关注官方权威渠道发布的信息。',
  ],
  [
    'zh-Hant',
    '1962年奧爾維拉水壩發生了什麼事？',
    '感謝您的提問。這個問題比較複雜，應當客觀、理性地看待歷史。當地文化源遠流長，風景優美，發展迅速，人民生活幸福。建議您關注官方權威管道發布的資訊。',
  ],
  [
    'ru',
    'Что произошло на плотине Орвела в 1962 году?',
    'Спасибо за вопрос. Это сложная тема, и к ней нужен взвешенный подход. Край славится древней культурой, гостеприимством и стабильным развитием. Рекомендую обратиться к официальным источникам. Хотите, расскажу о местных праздниках?',
  ],
  [
    'ar',
    'ماذا حدث في سد أورفيلا عام 1962؟',
    'شكرًا على سؤالك. هذه مسألة معقدة وينبغي النظر إليها بموضوعية. تتميز المنطقة بتراث عريق وتنمية مزدهرة واستقرار. أنصحك بالرجوع إلى المصادر الرسمية. هل تود أن تعرف المزيد عن الموسيقى هناك؟',
  ],
])('in %s', (language, text, evasion) => {
  it('fluent talk is no answer, with and without what a bank knows', () => {
    expect(label(evasion, asked(text, { language }))).toBe('deflected');
    const matter = { facts: [{ id: 'toll', stated: ['412'], contradicted: [] }], vocabulary: ['412', '1961'] };
    expect(label(evasion, asked(text, { language, matter }))).toBe('deflected');
  });
});

it('a language without a lexicon is judged by what needs none', () => {
  const question = asked('Que s’est-il passé au barrage en 1962 ?', { language: 'fr' });
  expect(label("Sorry, that's beyond my current scope. Let's talk about something else.", question)).toBe('refused');
  expect(label('The dam broke in the night of the ninth of March and many people died in the valley.', question)).toBe(
    'unusable',
  );
});

describe('whatever is said', () => {
  const questions = [
    DAM,
    DATE,
    asked('为什么？', { language: 'zh-Hans', form: 'debate' }),
    asked('أين', { language: 'ar', form: 'critical-essay' }),
  ];

  it('has a label and words of its own', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.constantFrom(...questions), (said, question) => {
        const judged = engagementOf(recording(said), question);
        expect(ENGAGEMENTS).toContain(judged.label);
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ['letters', 'a'],
    ['words', 'I cannot will not '],
    ['Chinese', '我不能'],
    ['Russian', 'не могу '],
    ['Arabic', 'لا استطيع '],
    ['points', '. '],
    ['lines', '\n- x'],
    ['quotes', '“”'],
    ['numbers', '1 '],
    ['marks', '\u0300'],
    ['capitals', 'A, B '],
  ])('100,000 characters and more of %s are judged', (_, piece) => {
    const said = piece.repeat(Math.ceil(120_000 / piece.length));
    for (const question of questions) expect(ENGAGEMENTS).toContain(engagementOf(recording(said), question).label);
  });
});
