import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { UsageError } from '../../core/errors.ts';
import type { Cue } from './cue.ts';
import { Play } from './cue.ts';
import { type Asked, askedOf } from './server-request.ts';
import { endPart, part, type Protocol, whole } from './server-answer.ts';
import type { Script } from './script.ts';

export interface ServerOptions {
  /** Milliseconds before each answer. */
  readonly latency?: number;
  /** Bytes in which a stream is written, whatever they cut through. */
  readonly split?: number;
  /** Answers that come without it get 401. */
  readonly key?: string;
  /** 0 takes a free one. */
  readonly port?: number;
}

export interface ScriptedServer {
  /** Up to `/v1`. */
  readonly endpoint: string;
  /** Requests for answers so far, and the most at one time. */
  readonly counts: { requests: number; most: number };
  close(): Promise<void>;
}

/**
 * Speaks the OpenAI protocol on this machine by a script, with its faults as a network has them.
 * @throws UsageError for a script that replaces what was shown: the protocol has no word for it
 */
export async function serveScript(script: Script, options: ServerOptions = {}): Promise<ScriptedServer> {
  if (script.lines.some(({ steps }) => steps.some((step) => 'replace' in step)))
    throw new UsageError('the OpenAI protocol has no word for an answer that is replaced');
  const play = new Play(script);
  const counts = { requests: 0, most: 0 };
  let open = 0;
  const server = createServer((request, response) => {
    counts.most = Math.max(counts.most, ++open);
    response.on('close', () => open--);
    answer(play, counts, request, response, options).catch(() => response.destroy());
  });
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(options.port ?? 0, '127.0.0.1', done);
  });
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    counts,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  play: Play,
  counts: ScriptedServer['counts'],
  request: IncomingMessage,
  response: ServerResponse,
  options: ServerOptions,
): Promise<void> {
  const { script } = play;
  if (options.key !== undefined && request.headers.authorization !== `Bearer ${options.key}`)
    return error(response, 401, {
      code: 'invalid_api_key',
      message: `Incorrect key: ${request.headers.authorization}`,
    });
  if (request.url === '/v1/models')
    return json(response, 200, { object: 'list', data: [{ id: script.model, object: 'model' }] });
  const asked = await askedOf(request);
  if (asked === undefined) return error(response, 404, { code: 'not_found', message: 'no such path' });
  counts.requests++;
  if (options.latency !== undefined) await sleep(options.latency);
  const cues = play.answer(asked.request);
  if (cues === undefined) return error(response, 400, { code: 'no_line', message: 'the script has no line' });
  const protocol: Protocol = { model: script.model, chat: asked.chat, request: asked.request };
  if (asked.stream) await stream(cues, response, protocol, asked, options);
  else await once(cues, response, protocol);
}

/** All of it in one body. */
async function once(cues: Iterable<Cue>, response: ServerResponse, protocol: Protocol): Promise<void> {
  const said: Cue[] = [];
  for (const cue of cues) {
    await sleep(cue.after);
    if (cue.kind === 'fault' || (cue.kind === 'filter' && said.length === 0)) return failed(cue, response);
    said.push(cue);
    if (cue.kind === 'end') break;
  }
  json(response, 200, whole(said, protocol));
}

async function stream(
  cues: Iterable<Cue>,
  response: ServerResponse,
  protocol: Protocol,
  asked: Asked,
  options: ServerOptions,
): Promise<void> {
  const write = (data: string): void => {
    if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream' });
    const bytes = Buffer.from(`data: ${data}\n\n`);
    const size = options.split ?? bytes.length;
    for (let at = 0; at < bytes.length; at += size) response.write(bytes.subarray(at, at + size));
  };
  let words = 0;
  for (const cue of cues) {
    if (cue.after > 0) await sleep(cue.after);
    if (cue.kind === 'fault' || (cue.kind === 'filter' && !response.headersSent)) return failed(cue, response);
    if (cue.kind === 'filter') {
      write(JSON.stringify(endPart(cue.filter.code, protocol)));
      break;
    }
    if (cue.kind === 'end') write(JSON.stringify(endPart(cue.finish.raw ?? cue.finish.reason, protocol)));
    else write(JSON.stringify(part(cue, protocol)));
    words++;
  }
  if (asked.usage) write(JSON.stringify({ model: protocol.model, choices: [], usage: { completion_tokens: words } }));
  write('[DONE]');
  response.end();
}

function failed(cue: Extract<Cue, { kind: 'fault' | 'filter' }>, response: ServerResponse): void {
  if (cue.kind === 'filter') {
    const { code, message = code } = cue.filter;
    return error(response, 400, { code, message, type: 'invalid_request_error' });
  }
  const seconds = cue.retryAfter === undefined ? undefined : String(cue.retryAfter);
  switch (cue.fault) {
    case 'busy':
      if (seconds !== undefined) response.setHeader('retry-after', seconds);
      return error(response, 429, { code: 'rate_limit_exceeded', message: 'too many requests' });
    case 'down':
      return error(response, 503, { code: 'unavailable', message: 'the server is down' });
    case 'invalid':
      return error(response, 400, { code: 'invalid', message: 'the server does not take this request' });
    case 'refused':
      return error(response, 403, { code: 'forbidden', message: 'no' });
    case 'garbage':
      if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end(Buffer.from([0xff, 0xfe, 0x00, 0x7b, 0x22, 0x0a, 0x0a, 0xc3]));
      return;
    case 'half-character':
      response.write(Buffer.from('data: {"choices":[{"index":0,"delta":{"content":"€"}}]}\n\n').subarray(0, 49));
      return void setImmediate(() => response.destroy());
    case 'hang':
      return void response.flushHeaders();
    default:
      return void setImmediate(() => response.destroy());
  }
}

function error(response: ServerResponse, status: number, body: Record<string, string>): void {
  json(response, status, { error: body });
}

function json(response: ServerResponse, status: number, body: unknown): void {
  if (response.headersSent) return void response.destroy();
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
