import { createHash } from 'node:crypto';
import { isUtf8 } from 'node:buffer';
import type { ByteSource } from '../../sources/byte-source.ts';
import type { ReadContext } from '../format.ts';
import { Notes } from '../notes.ts';
import type { Facts } from './facts.ts';
import { invisibleIn } from './invisible.ts';
import { parseTemplate } from './parse.ts';
import { State } from './state.ts';
import type { ChatTemplateStructure } from './structure.ts';
import { lex, type Piece } from './tokens.ts';
import { walk } from './walk.ts';

/** Reads a Jinja template without running it: its syntax tree, its constants folded, what it does in a summary. */
export async function readChatTemplate(
  source: ByteSource,
  context: ReadContext,
  use: (name: string) => ChatTemplateStructure['use'],
): Promise<ChatTemplateStructure> {
  const { limits } = context;
  const notes = new Notes(context);
  const most = limits['template.bytes'];
  if (source.size > most) {
    const message = () => `the template has ${source.size} bytes: what lies behind the first ${most} is not read`;
    notes.note('chat-template.limit', message, { offset: most, stops: true });
  }
  const bytes = await source.read(0, Math.min(source.size, most), context.signal);
  if (!isUtf8(bytes) && source.size <= most) notes.note('chat-template.utf8', () => 'the template is not valid UTF-8');
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');

  const { pieces, faults, limited } = lex(text, limits['template.tokens']);
  const parsed = parseTemplate(text, pieces, limits['template.depth']);
  const state = new State(limits['template.facts'], limits['template.steps']);
  walk(state, parsed.body);
  const all = [...faults, ...parsed.faults];
  if (all.length > 0) scan(state.facts, pieces, text);
  for (const { message, line } of all) {
    notes.note('chat-template.malformed', () => `line ${line}: ${message}; Jinja refuses the template`, {
      stops: true,
    });
  }
  if (limited || parsed.limited || state.limited || state.facts.overflowed) {
    const message = () => 'the template is too large or too deep to be followed to its end';
    notes.note('chat-template.limit', message, { stops: true });
    scan(state.facts, pieces, text);
  }
  notes.finish();
  return {
    format: 'chat-template',
    use: use(context.name),
    digest: createHash('sha256').update(bytes).digest('hex'),
    tokenDigest: tokenDigest(pieces),
    characters: text.length,
    statements: pieces.length,
    ...state.facts.all(),
    invisible: invisibleIn(text),
  };
}

/** Of a template that could not be followed: every private name in its tokens, so that bad syntax hides none. */
function scan(facts: Facts, pieces: readonly Piece[], text: string): void {
  const note = (name: string, line: number) =>
    facts.access({ name, how: 'text', folded: false, base: 'unknown', fragments: [], printed: false, line });
  for (const piece of pieces) {
    if (piece.kind === 'data') continue;
    for (const token of piece.tokens) {
      for (const [name] of token.text.matchAll(PRIVATE)) note(name, token.line);
    }
  }
  for (const [name] of text.matchAll(PRIVATE)) note(name, 1);
}

const PRIVATE = /(?<!\w)__[a-zA-Z]\w{0,60}__(?!\w)/g;

/** The same for two templates that differ in white space and comments alone. */
function tokenDigest(pieces: readonly Piece[]): string {
  const hash = createHash('sha256');
  let data = '';
  const flush = () => {
    const text = data.replace(/\s+/g, ' ').trim();
    if (text !== '') hash.update(`d${JSON.stringify(text)}`);
    data = '';
  };
  for (const piece of pieces) {
    if (piece.kind === 'data') {
      data += piece.text;
      continue;
    }
    flush();
    hash.update(piece.kind);
    for (const { kind, text } of piece.tokens) hash.update(`${kind}${JSON.stringify(text)}`);
  }
  flush();
  return hash.digest('hex');
}
