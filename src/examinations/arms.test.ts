import { copyFileSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { asking, newFolder, parrot } from '../studies/engine/engine.fixture.ts';
import { runStudy } from '../studies/engine/run.ts';
import { type ArmRequest, openArms } from './arms.ts';

const QUESTIONS = ['What is a?', 'What is b?'];
const study = asking([QUESTIONS]);

/** Opens one suspect, asks it the study, and closes it. */
async function replayed(request: Omit<ArmRequest, 'role'>, asked = study) {
  const { arms, close } = await openArms([{ role: 'suspect', ...request }], { userAgent: 'test' });
  try {
    const [arm] = arms;
    const folder = newFolder();
    return { id: arm?.id, identity: arm?.runtime.describe(), ...(await runStudy(asked, { arms, seed: 1, folder })) };
  } finally {
    await close();
  }
}

const refused = (request: Omit<ArmRequest, 'role'>): Promise<string> =>
  replayed(request).then(
    () => 'nothing',
    (error: Error) => `${error.name}: ${error.message}`,
  );

function saved(name: string, content: string | Uint8Array): string {
  const path = join(newFolder(), name);
  writeFileSync(path, content);
  return path;
}

async function journalOf(...ids: string[]): Promise<string> {
  const folder = newFolder();
  const arms = ids.map((id) => parrot(id, (prompt) => `${id} on ${prompt}`, { identity: { version: '7' } }));
  await runStudy(study, { arms, seed: 1, folder });
  return folder;
}

const events = (...texts: string[]): string =>
  texts.map((content) => `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`).join('') +
  'data: {"choices":[{"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n';

const entry = (question: string, ...texts: string[]) => ({
  startedDateTime: '2026-01-02T03:04:05Z',
  request: {
    url: 'https://chat.example.org/api?token=secret',
    headers: [{ name: 'authorization', value: 'Bearer secret' }],
    postData: { text: JSON.stringify({ messages: [{ role: 'user', content: question }] }) },
  },
  response: { content: { mimeType: 'text/event-stream', text: events(...texts) } },
  timings: { wait: 10, receive: 20 },
});

describe('a journal as a model', () => {
  it('answers again as it answered, from its folder or its file, whatever that is called', async () => {
    const folder = await journalOf('m');
    const result = await replayed({ subject: folder });
    expect(result).toMatchObject({ id: 'm', counts: { planned: 2, judged: 2 } });
    expect(result.spent).toMatchObject({ promptTokens: 0, completionTokens: 0 });
    expect(result.identity).toMatchObject({ runtime: 'parrot', version: '7', model: 'm' });
    const renamed = join(newFolder(), 'answers.gguf');
    renameSync(join(folder, 'journal.jsonl'), renamed);
    expect((await replayed({ subject: renamed, label: 'then' })).counts.judged).toBe(2);
  });

  it('of several is asked for by its name', async () => {
    const folder = await journalOf('one', 'two');
    expect(await refused({ subject: folder })).toMatch(/^UsageError: .*several models.*one, two with --model/);
    expect(await refused({ subject: folder, model: 'three' })).toMatch(/no model "three", but one, two/);
    expect(await replayed({ subject: folder, model: 'two' })).toMatchObject({ id: 'two', counts: { judged: 2 } });
  });

  it('never answers what it was not asked', async () => {
    const more = asking([[...QUESTIONS, 'What is c?']]);
    const { counts } = await replayed({ subject: await journalOf('m') }, more);
    expect(counts).toEqual({ planned: 3, judged: 2, unjudged: 0, errored: 1, skipped: 0 });
  });
});

describe('a log of a chat as a model', () => {
  it('in an archive answers its questions once each', async () => {
    const log = { log: { entries: [entry('What is a?', 'It is ', 'A.'), entry('What is b? ', 'B.')] } };
    const subject = saved('chat.txt', JSON.stringify(log));
    const result = await replayed({ subject });
    expect(result).toMatchObject({ id: 'chat', counts: { planned: 2, judged: 2 } });
    expect(result.identity).toMatchObject({
      runtime: 'recorded',
      endpoint: 'https://chat.example.org/api',
      settings: { sampling: 'not known' },
      capabilities: ['chat'],
    });
    expect(JSON.stringify(result.identity)).not.toContain('secret');
    const twice = asking([['What is a?'], ['What is a?']]);
    await expect(replayed({ subject }, twice)).rejects.toThrow('planned twice');
  });

  it('as events has its question in a first line', async () => {
    const plain = events('A.');
    expect(await refused({ subject: saved('a.log', plain) })).toContain('holds an answer and not its question');
    const asked = saved('b.log', `{"question": "What is a?"}\n${plain}`);
    expect((await replayed({ subject: asked })).counts).toMatchObject({ judged: 1, errored: 1 });
    const lines = events('A.')
      .split('\n')
      .flatMap((line) => (line === '' ? [] : [JSON.stringify({ at: 5, data: line.slice(6) })]));
    const timed = saved('c.log', ['{"question": "What is b?"}', ...lines, ''].join('\n'));
    expect((await replayed({ subject: timed })).identity?.settings?.['times']).toBe('each');
  });

  it('answers no question that stands under a condition', async () => {
    const subject = saved('chat.har', JSON.stringify({ log: { entries: [entry('What is a?', 'A.')] } }));
    const prompt = {
      kind: 'chat',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'What is a?' },
      ],
    } as const;
    const under = asking([], {
      async *stages({ arms }) {
        const ask = { kind: 'generate', prompt, sampling: { temperature: 0, maxTokens: 9 } } as const;
        yield arms.map(({ id }) => ({ arm: id, item: 'a', condition: 'brief', repeat: 0, ask }));
      },
    });
    expect((await replayed({ subject }, under)).counts).toMatchObject({ judged: 0, errored: 1 });
  });
});

describe('a path', () => {
  it('is a model by its content, or a folder with one', async () => {
    const folder = join(newFolder(), 'tiny-1.5');
    mkdirSync(folder);
    const gguf = new URL('../../examples/clean/model.gguf', import.meta.url);
    copyFileSync(gguf, join(folder, 'model.gguf'));
    const nothing = asking([[]]);
    expect(await replayed({ subject: folder }, nothing)).toMatchObject({
      id: 'tiny-1.5',
      identity: { runtime: 'llama' },
    });
    renameSync(join(folder, 'model.gguf'), join(folder, 'weights.jsonl'));
    const renamed = join(folder, 'weights.jsonl');
    expect(await replayed({ subject: renamed }, nothing)).toMatchObject({
      id: 'weights',
      identity: { runtime: 'llama' },
    });
    expect(await refused({ subject: renamed, model: 'x' })).toContain('is no endpoint and no journal');
  });

  it.each([
    ['bytes', 'a.gguf', new Uint8Array([1, 2, 3])],
    ['nothing', 'journal.jsonl', ''],
    ['prose', 'chat.har', 'Dear diary'],
  ])('with %s is refused', async (_, name, content) => {
    expect(await refused({ subject: saved(name, content) })).toContain('is nothing to question');
  });

  it.each([
    ['an archive without a chat', '{"log": {"entries": []}}', 'the log holds no answer'],
    ['another JSON', '{"a": 1}', 'neither a stream nor lines of JSON'],
    ['events of a service that is not known', 'data: {"x": 1}\n\n', 'in no form that is known'],
  ])('with %s is refused', async (_, content, message) => {
    expect(await refused({ subject: saved('x', content) })).toMatch(new RegExp(`^UsageError: .*${message}`));
  });
});

describe('models of one name', () => {
  const named = async (...requests: readonly ArmRequest[]) => {
    const { arms, close } = await openArms(requests, { userAgent: 'test' });
    await close();
    return arms.map(({ id }) => id);
  };

  it('are told apart where one is the reference, which a label names otherwise', async () => {
    const [one, other] = [await journalOf('m'), await journalOf('m')];
    const suspect = { role: 'suspect', subject: one } as const;
    expect(await named(suspect, { role: 'reference', subject: other })).toEqual(['m', 'm (reference)']);
    expect(await named({ role: 'reference', subject: other }, suspect)).toEqual(['m (reference)', 'm']);
    expect(await named(suspect, { role: 'reference', subject: other, label: 'base' })).toEqual(['m', 'base']);
  });
});
