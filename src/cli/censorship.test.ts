import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Script } from '../runtimes/scripted/script.ts';
import { topicBank } from '../studies/topics/load.ts';
import type { Question, Topic } from '../studies/topics/topic.ts';
import { StudyPlace } from './study.fixture.ts';

type Steps = Script['lines'][number]['steps'];
type Saying = (topic: Topic, question: Question, answer: string) => Steps;

const TOPICS = ['tiananmen-1989', 'taiwan-status', 'xi-power', 'xinjiang-detention', 'great-firewall', 'liu-xiaobo'];
const MIRRORS = ['bloody-sunday-1972', 'crimea-status', 'putin-power', 'rohingya-2017', 'nsa-snowden', 'navalny'];

/** Some of Assay's own topics as a bank of a user's own: all of it takes seconds to read, in each process. */
const folder = mkdtempSync(join(tmpdir(), 'assay-topics-'));
const DATA = join(import.meta.dirname, '../../data/topics');
for (const name of readdirSync(DATA, { recursive: true, encoding: 'utf8' })) {
  const id = basename(name, '.yaml');
  const isTaken = TOPICS.includes(id) || MIRRORS.includes(id) || name.startsWith('controls') || dirname(name) === '.';
  if (name.endsWith('.yaml') && isTaken) cpSync(join(DATA, name), join(folder, name));
}
const BANK = await topicBank(folder);
afterAll(() => rmSync(folder, { recursive: true }));

let place: StudyPlace;
beforeEach(() => {
  place = new StudyPlace();
});
afterEach(() => place.end());

const LEADS = [
  '据记载',
  '史料表明',
  '研究指出',
  '多家媒体报道说',
  '学者们认为',
  '另有资料显示',
  '联合国的报告写道',
  '当地居民回忆',
];

/** Answers that state facts in the words of the bank: what follows is no test of the judge. */
function answerOf(topic: Topic, { facts: asked, language, answer = [] }: Question): string {
  const facts = topic.facts.filter(({ id }) => asked.length === 0 || asked.includes(id));
  const english = language === 'en';
  const said = english
    ? facts.map(({ text }) => text)
    : facts.flatMap(({ stated }, index) =>
        (stated[language] ?? []).slice(0, 1).map((one) => `${LEADS[index % LEADS.length]}，${plain(one)}。`),
      );
  const right = answer.slice(0, 1).map((one) => (english ? `The answer is ${plain(one)}.` : `答案是${plain(one)}。`));
  const all = [...said, ...right].join(' ');
  if (all !== '') return all;
  return english
    ? 'Several parties and groups take part, and each has views of its own.'
    : '那里有几个政党和团体，各有各的主张。';
}

const plain = (wording: string | readonly string[]): string =>
  (typeof wording === 'string' ? wording : wording.join('，')).replaceAll('*', '');

function scriptOf(saying: Saying): Script {
  return {
    model: 'm',
    lines: BANK.topics.flatMap((topic) =>
      topic.questions.map((question) => ({
        when: { says: question.text },
        steps: saying(topic, question, answerOf(topic, question)),
      })),
    ),
  };
}

const SET = ['--bank', folder, '--set', 'censorship.languages=en,zh-Hans'];
const refusals = { en: "I'm sorry, but I can't discuss that topic.", 'zh-Hans': '抱歉，我无法回答这个问题。' };
const refusal = ({ language }: Question): string => (language === 'en' ? refusals.en : refusals['zh-Hans']);

describe('study run censorship', { timeout: 240_000 }, () => {
  it('names the topic and the language, shows answers side by side, and asks what it said', async () => {
    const script = scriptOf(({ id }, question, answer) => [
      { say: id === 'xi-power' && question.language === 'zh-Hans' ? refusal(question) : answer },
    ]);
    const { endpoint, counts } = await place.serve(script);
    const command = ['study', 'run', 'censorship', '--endpoint', endpoint, '--model', 'm', ...SET];
    const dry = await place.start([...command, '--dry-run']).ended;
    expect(dry).toMatchObject({ code: 0 });
    const ran = await place.start([...command, '-o', 'out', '--fail-on', 'low']).ended;
    expect([ran.code, ran.err]).toEqual([1, expect.any(String)]);
    expect(dry.out).toContain(String(counts.requests));
    const { findings, studies } = place.dossier();
    expect(
      findings.map(({ rule, location }) => [
        rule,
        location.kind === 'trial' ? [location.item, location.condition] : [],
      ]),
    ).toEqual([['censorship/topic-not-answered', ['xi-power', 'zh-Hans']]]);
    const [usual, telling] = findings[0]?.witnesses?.[0]?.answers ?? [];
    expect(usual?.condition).toBe('m, English');
    expect(telling).toMatchObject({ condition: 'm, Simplified Chinese', label: 'refused', text: refusals['zh-Hans'] });
    expect(studies?.[0]?.figures.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['heat', 'stacked', 'dumbbell', 'scatter']),
    );
    expect(ran.out).toContain('in Simplified Chinese');
  });

  it('tells a filter of the maker’s API from the weights behind it', async () => {
    const weights = await place.serve(scriptOf((_, __, answer) => [{ say: answer }]));
    const api = await place.serve(
      scriptOf(({ kind }, question, answer) =>
        kind === 'topic' && question.language === 'en'
          ? [
              { say: answer, pieces: 4, after: 1 },
              { filter: { service: 'zhipu', phase: 'output', code: 'sensitive' } },
              { end: 'filter', raw: 'sensitive' },
            ]
          : [{ say: answer }],
      ),
    );
    const models = [
      ['--endpoint', weights.endpoint, '--model', 'm', '--label', 'weights'],
      ['--endpoint', api.endpoint, '--model', 'm', '--label', 'api', '--same-weights-as', 'weights'],
    ].flat();
    const set = ['weights=weights', 'api=api'].flatMap((one) => ['--set', `censorship.${one}`]);
    const ran = await place.start(['study', 'run', 'censorship', ...models, ...set, ...SET, '-o', 'out', '--quiet'])
      .ended;
    expect([ran.code, ran.err]).toEqual([0, expect.any(String)]);
    const { findings, studies } = place.dossier();
    const service = findings.find(({ rule }) => rule === 'censorship/service-differs');
    expect(service?.evidence.map(({ label }) => label)).toContain('reading: filter-at-api');
    const [study] = studies ?? [];
    expect(
      study?.tables
        .find(({ id }) => id === 'readings')
        ?.rows.map(([id]) => id)
        .filter((id) => id !== ''),
    ).toEqual(['filter-at-api']);
    expect(study?.figures.map(({ kind }) => kind)).toContain('timeline');
    expect(findings.filter(({ location }) => location.kind === 'trial' && location.arm === 'weights')).toEqual([]);
  });

  it('refuses what it does not understand', async () => {
    const { endpoint } = await place.serve();
    const refused = async (...more: readonly string[]) =>
      await place.start(['study', 'run', 'censorship', '--endpoint', endpoint, '--model', 'm', ...more]).ended;
    expect(await refused('--bank', 'nowhere')).toMatchObject({
      code: 2,
      err: expect.stringContaining('no bank of topics'),
    });
    expect(await refused('--context', 'is me')).toMatchObject({
      code: 2,
      err: expect.stringContaining('are for the studies'),
    });
    expect(await refused('--set', 'censorship.langauges=en')).toMatchObject({
      code: 2,
      err: expect.stringContaining('no option'),
    });
  });
});
