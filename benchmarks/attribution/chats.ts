import type { Random } from '../../src/core/random.ts';
import { drawn, type Outcome } from './outcome.ts';
import { ANSWERS, GARBLED, REFUSALS, STOCK } from './wordings.ts';
import type { ArmPlan, PromptPlan, Variation } from './worlds.ts';

const among = <T>(random: Random, all: readonly T[]): T => all[random.integer(all.length)] as T;

/** Events of one answer of a chat, as its service sends them. */
type Form = (outcome: Exclude<Outcome, 'missing'>, arm: ArmPlan, random: Random) => readonly unknown[];

const text = (outcome: 'answered' | 'refused' | 'garbled', random: Random): string =>
  among(random, { answered: ANSWERS, refused: REFUSALS, garbled: GARBLED }[outcome]);

const pieces = (whole: string, n: number): string[] => {
  const size = Math.ceil(whole.length / n);
  return Array.from({ length: n }, (_, index) => whole.slice(index * size, (index + 1) * size)).filter(Boolean);
};

/** DeepSeek's own chat: patches of one message, in the forms that its status was seen in. */
const patches: Form = (outcome, { convention }, random) => {
  const began = { v: { response: { message_id: 2, status: 'WIP', fragments: [] } } };
  const fragment = (type: string, content: string) => ({
    p: 'response/fragments',
    o: 'APPEND',
    v: [{ id: 3, type, content }],
  });
  const said = (whole: string) => {
    const [first = '', ...rest] = pieces(whole, 4);
    return [fragment('RESPONSE', first), ...rest.map((v) => ({ p: 'response/fragments/-1/content', v }))];
  };
  const finished = { p: 'response/status', o: 'SET', v: 'FINISHED' };
  if (outcome !== 'filtered' && outcome !== 'filtered refusal')
    return [began, ...said(text(outcome, random)), finished];
  if (convention.when === 'wordless') return [began, ...said(among(random, STOCK)), finished];
  const status = among(random, ['status', 'quasi_status']);
  const batch = {
    p: 'response',
    o: 'BATCH',
    v: [
      { p: 'ban_regenerate', v: true },
      { p: status, v: 'CONTENT_FILTER' },
    ],
  };
  const set = { p: 'response/status', o: 'SET', v: 'CONTENT_FILTER' };
  const stock = fragment('TEMPLATE_RESPONSE', among(random, STOCK));
  const after = among(random, [[], [finished], [stock], [stock, finished]]);
  const begun = outcome === 'filtered' ? ANSWERS : REFUSALS;
  const shown = convention.when === 'before' ? [] : said(among(random, begun)).slice(0, 1 + random.integer(4));
  return [began, ...shown, among(random, [batch, set]), ...after];
};

/** A chat that speaks the OpenAI protocol, with the words and fields of those that copy it. */
const protocol: Form = (outcome, { convention }, random) => {
  const part = (content: string, more: object = {}, finish: string | null = null) => ({
    model: 'chat-model',
    choices: [{ index: 0, delta: { content }, finish_reason: finish }],
    ...more,
  });
  const said = (whole: string) => pieces(whole, 4).map((piece) => part(piece));
  if (outcome !== 'filtered' && outcome !== 'filtered refusal')
    return [...said(text(outcome, random)), part('', {}, 'stop')];
  if (convention.when === 'wordless') return [...said(among(random, STOCK)), part('', {}, 'stop')];
  if (convention.when === 'before')
    return among(random, [
      [part('换个话题吧', { need_clear_history: true, ban_round: -1 }, 'stop')],
      [part('', { input_sensitive: true, input_sensitive_type: 1 }, 'stop')],
      [part('', {}, 'content_filter')],
    ]);
  const begun = outcome === 'filtered' ? ANSWERS : REFUSALS;
  const shown = said(among(random, begun)).slice(0, 1 + random.integer(3));
  return [
    ...shown,
    among(random, [
      part('', { output_sensitive: true, output_sensitive_type: 2 }, 'stop'),
      part('', {}, convention.filter?.code ?? 'content_filter'),
      { error: { code: 'data_inspection_failed', message: 'Output data may contain inappropriate content.' } },
    ]),
  ];
};

/** The log of a chat as a browser saves it: an archive of answers with their questions, some with the time of each event. */
export function archiveOf(arm: ArmPlan, { prompts, samples }: Variation, random: Random): string {
  const form = among(random, [patches, protocol]);
  const entries = prompts.flatMap((prompt) => {
    if (random.uniform() < arm.unasked) return [];
    return Array.from({ length: samples }, () => drawn(arm, prompt, random)).flatMap((outcome) =>
      outcome === 'missing' ? [] : [entryOf(prompt, form(outcome, arm, random), arm, random)],
    );
  });
  return JSON.stringify({ log: { version: '1.2', entries } });
}

function entryOf(
  { text: question }: PromptPlan,
  events: readonly unknown[],
  { timed }: ArmPlan,
  random: Random,
): object {
  const began = Date.UTC(2026, 0, 2);
  const about = {
    startedDateTime: new Date(began).toISOString(),
    request: { url: 'https://chat.example/completion', postData: { text: JSON.stringify({ prompt: question }) } },
    timings: { wait: 80 + random.integer(200), receive: 900 },
  };
  if (!timed) {
    const body = events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('');
    return { ...about, response: { content: { mimeType: 'text/event-stream', text: body } } };
  }
  let time = began / 1000 + 0.05 + random.uniform() / 4;
  const messages = events.map((event) => {
    time += 0.01 + random.uniform() / 10;
    return { type: 'receive', time, data: JSON.stringify(event) };
  });
  return { ...about, response: {}, _webSocketMessages: messages };
}
