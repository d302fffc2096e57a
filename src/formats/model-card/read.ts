import { Buffer } from 'node:buffer';
import type { ByteSource } from '../../sources/byte-source.ts';
import type { ReadContext } from '../format.ts';
import { ENTRY_TEXT, type FrontMatter, MOST_ENTRIES, type ModelCardStructure, TEXT } from './structure.ts';

export async function readModelCard(source: ByteSource, context: ReadContext): Promise<ModelCardStructure> {
  const most = context.limits['text.bytes'];
  const bytes = await source.read(0, Math.min(source.size, most), context.signal);
  if (source.size > most) {
    const message = `the card is longer than ${most} bytes (text.bytes)`;
    context.anomaly({ code: 'model-card.limit', message, offset: most, stops: true });
  }
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    .toString('utf8')
    .replace(/^\ufeff/, '');
  const front = frontMatter(whole);
  const rest = whole.slice(front?.end ?? 0);
  return {
    format: 'model-card',
    ...(front === undefined ? {} : { front: { closed: front.closed, entries: front.entries } }),
    text: rest.slice(0, TEXT),
    textLine: front?.lines ?? 1,
    cut: rest.length > TEXT,
  };
}

interface Found extends FrontMatter {
  /** Where the prose begins: offset and line. */
  readonly end: number;
  readonly lines: number;
}

/**
 * Line by line, without a YAML reader: tags, anchors and aliases of a hostile card do nothing, and a megabyte of results in the
 * front matter costs one pass.
 */
function frontMatter(text: string): Found | undefined {
  const first = lineAt(text, 0);
  if (first.line.trimEnd() !== '---') return undefined;
  const entries: { key: string; value: string; line: number }[] = [];
  let number = 2;
  for (let at = first.next; at < text.length; number++) {
    const { line, next } = lineAt(text, at);
    if (line.trimEnd() === '---') return { closed: true, entries, end: next, lines: number + 1 };
    const entry = /^([A-Za-z][\w-]{0,63})[ \t]*:[ \t]+(\S.*)$/.exec(line.slice(0, 2 * ENTRY_TEXT));
    if (entry?.[1] !== undefined && entries.length < MOST_ENTRIES)
      entries.push({ key: entry[1], value: scalar(entry[2] ?? ''), line: number });
    at = next;
  }
  return { closed: false, entries: [], end: 0, lines: 1 };
}

function lineAt(text: string, at: number): { line: string; next: number } {
  const end = text.indexOf('\n', at);
  return end === -1 ? { line: text.slice(at), next: text.length } : { line: text.slice(at, end), next: end + 1 };
}

/** Without quotes or a comment behind it. */
function scalar(text: string): string {
  const trimmed = text.trim();
  const quote = trimmed.charAt(0);
  if (quote === '"' || quote === "'") {
    const end = trimmed.indexOf(quote, 1);
    return trimmed.slice(1, end === -1 ? undefined : end).slice(0, ENTRY_TEXT);
  }
  const comment = trimmed.indexOf(' #');
  return trimmed
    .slice(0, comment === -1 ? undefined : comment)
    .trimEnd()
    .slice(0, ENTRY_TEXT);
}
