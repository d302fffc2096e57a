import { Buffer } from 'node:buffer';
import type { ByteSource } from '../../sources/byte-source.ts';
import { memorySource } from '../../sources/byte-source.ts';
import type { Format, Probe, ReadContext } from '../format.ts';
import { MOST_INSTRUCTIONS, type ModelfileStructure, TEXT } from './structure.ts';

/** https://docs.ollama.com/modelfile */
export const modelfileFormat: Format<ModelfileStructure> = {
  id: 'modelfile',
  version: 1,
  title: 'Ollama Modelfile',
  extensions: ['.modelfile'],
  identify: ({ name, head }: Probe) =>
    /^modelfile(?:[.-][\w.-]+)?$|\.modelfile$/i.test(name) && !head.includes(0) ? 'name' : undefined,
  read,
};

async function read(source: ByteSource, context: ReadContext): Promise<ModelfileStructure> {
  const most = context.limits['template.bytes'];
  const bytes = await source.read(0, Math.min(source.size, most), context.signal);
  const over = (message: string): void =>
    context.anomaly({ code: 'modelfile.limit', message, offset: most, stops: true });
  if (source.size > most) over(`the file is longer than ${most} bytes (template.bytes)`);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  const instructions: { name: string; value: string }[] = [];
  const said: string[] = [];
  for (const { 1: name = '', 2: block, 3: line = '' } of text.matchAll(INSTRUCTION)) {
    const value = (block ?? line).trim();
    if (instructions.length >= MOST_INSTRUCTIONS) {
      over('the file has more instructions than are kept');
      break;
    }
    const upper = name.toUpperCase();
    instructions.push({ name: upper, value: value.slice(0, TEXT) });
    if (upper === 'MESSAGE') said.push(value);
    else if (upper === 'SYSTEM') emit(context, source, upper, value);
    else if (upper === 'TEMPLATE') emit(context, source, upper, wordsOf(value));
  }
  if (said.length > 0) emit(context, source, 'MESSAGE', said.join('\n'));
  return { format: 'modelfile', instructions };
}

const INSTRUCTION =
  /^[ \t]*(FROM|PARAMETER|TEMPLATE|SYSTEM|ADAPTER|LICENSE|MESSAGE|RENDERER|PARSER)[ \t]+(?:(?:user|assistant|system)[ \t]+)?(?:"""([\s\S]*?)(?:"""|$(?![\s\S]))|(.*))$/gim;

/** What a template of Go puts out by itself: its texts, and the texts in its actions. */
function wordsOf(template: string): string {
  return template.replace(/\{\{([\s\S]*?)\}\}/g, (_, action: string) =>
    [...action.matchAll(/"((?:[^"\\]|\\.)*)"|`([^`]*)`/g)].map(([, quoted, raw]) => quoted ?? raw ?? '').join(' '),
  );
}

/** As a template that holds nothing but these words: no sign of them is Jinja's. */
function emit(context: ReadContext, source: ByteSource, name: string, words: string): void {
  const bytes = new TextEncoder().encode(words.replace(/\{(?=[{%#])/g, '( '));
  context.part({ role: 'chat-template', name, source: memorySource(`${source.id}#${name}`, bytes), offset: 0 });
}
