import { existsSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { UsageError } from '../core/errors.ts';
import { resolveLimits } from '../core/limits.ts';
import type { Runtime } from '../runtimes/runtime.ts';
import { systemReason } from '../sources/file-source.ts';
import { JOURNAL } from '../studies/engine/journal-row.ts';
import { JOURNAL_NAME } from '../studies/engine/run.ts';
import { modelOf } from './subject-model.ts';

/** What a path holds: the content decides, never the name. */
type Kind = 'model' | 'journal' | 'chat';

/** Of a file that is looked at to see what it is. */
const LOOK = 4096;

/**
 * Opens what lies at a path: a GGUF file, or a folder with one; a journal, or the folder of an earlier study; a HAR file or
 * a log of events.
 * @param arm of a journal: whose answers; needed where it holds those of several models
 * @returns the runtime, and what to call it
 * @throws UsageError, InputError or RuntimeFault where it cannot be opened
 */
export async function openLocal(
  path: string,
  options: { readonly jobs?: number; readonly arm?: string; readonly gpu?: boolean; readonly context?: number },
): Promise<{ readonly runtime: Runtime; readonly name: string }> {
  const file = await fileOf(path);
  const kind = await kindOf(file);
  if (kind === 'journal') {
    const { openJournal } = await import('./journal-arms.ts');
    return openJournal(file, options.arm);
  }
  if (options.arm !== undefined)
    throw new UsageError(`--model ${options.arm}: ${JSON.stringify(path)} is no endpoint and no journal`);
  if (kind === 'chat') {
    const { openChatLog } = await import('../runtimes/recorded/chat-log.ts');
    return { runtime: await openChatLog(file, resolveLimits()), name: nameOf(file) };
  }
  const { openLlama } = await import('../runtimes/llama/llama.ts');
  const { jobs, gpu, context } = options;
  const runtime = await openLlama(file, {
    ...(jobs === undefined ? {} : { processes: jobs }),
    ...(gpu === true ? { gpu: 'auto' } : {}),
    ...(context === undefined ? {} : { contextSize: context }),
  });
  return { runtime, name: nameOf(file) };
}

/** Of a file called `model.gguf` the folder says more. */
function nameOf(path: string): string {
  const name = basename(path, extname(path));
  return /^(ggml-)?model\b/i.test(name) ? basename(dirname(resolve(path))) : name;
}

async function fileOf(path: string): Promise<string> {
  const info = await stat(path).catch((cause: unknown) => {
    throw new UsageError(`cannot open ${JSON.stringify(path)}: ${systemReason(cause)}`);
  });
  if (!info.isDirectory()) return path;
  const journal = join(path, JOURNAL_NAME);
  return existsSync(journal) ? journal : await modelOf(path);
}

async function kindOf(path: string): Promise<Kind> {
  const file = await open(path).catch((cause: unknown) => {
    throw new UsageError(`cannot open ${JSON.stringify(path)}: ${systemReason(cause)}`);
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LOOK), 0, LOOK, 0);
    const text = buffer.toString('latin1', 0, bytesRead);
    if (text.startsWith('GGUF')) return 'model';
    if (text.startsWith(`{"journal":${JSON.stringify(JOURNAL)}`)) return 'journal';
    // JSON, or fields of a stream of server-sent events.
    if (/^(?:\xef\xbb\xbf)?\s*(?:\{|(?:data|event|id|retry)?:)/.test(text)) return 'chat';
  } finally {
    await file.close();
  }
  throw new UsageError(
    `${JSON.stringify(path)} is nothing to question: no GGUF file, no journal of a study, no HAR file or log of events`,
  );
}
