import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UsageError } from '../core/errors.ts';
import type { Dossier } from '../dossier/dossier.ts';
import { examine, type Request } from '../examinations/examine.ts';
import { exitCode } from '../examinations/exit-code.ts';
import { systemReason } from '../sources/file-source.ts';
import { isRemote } from '../sources/open-subject.ts';
import { spool } from '../sources/stdin.ts';
import { startProgress } from './progress.ts';
import { resolveOptions, type SubjectFlags, type SubjectOptions } from './subject-options.ts';
import { version } from './version.ts';

/** `assay examine` and `assay scan`. Returns the exit code. */
export async function runSubject(command: 'examine' | 'scan', subject: string, flags: SubjectFlags): Promise<number> {
  const options = await resolveOptions(flags, subject, (line) => void process.stderr.write(`${line}\n`));
  const interrupt = new AbortController();
  const onSignal = (): void => interrupt.abort();
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  try {
    const baseline =
      options.baseline === undefined
        ? undefined
        : await (await import('../dossier/baseline.ts')).readBaseline(options.baseline);
    const request = {
      hash: command === 'examine',
      limits: options.limits,
      remote: options.remote,
      jobs: options.jobs,
      version: version(),
      signal: interrupt.signal,
      ...(baseline === undefined ? {} : { baseline }),
    };
    const dossier =
      subject === '-'
        ? await examineStdin(request, options)
        : await examineWatched({ ...request, path: subject, stdin: false }, options);
    await print(dossier, options);
    return exitCode(dossier, options.failOn);
  } finally {
    process.removeListener('SIGINT', onSignal).removeListener('SIGTERM', onSignal);
  }
}

async function examineStdin(request: Omit<Request, 'path' | 'stdin'>, options: SubjectOptions): Promise<Dossier> {
  if (process.stdin.isTTY) throw new UsageError('standard input is a terminal: pipe a file into it');
  const copy = await spool(process.stdin, 'stdin', options.limits, request.signal);
  try {
    return await examineWatched({ ...request, path: copy.path, stdin: true }, options);
  } finally {
    await copy.remove();
  }
}

async function examineWatched(request: Request, options: SubjectOptions): Promise<Dossier> {
  const progress = options.quiet
    ? undefined
    : await startProgress(
        isRemote(request.path) ? (request.remote.download ? 'all' : 'some') : request.hash ? 'all' : 'none',
      );
  try {
    return await examine(progress === undefined ? request : { ...request, watch: progress.watch });
  } finally {
    await progress?.end();
  }
}

async function print(dossier: Dossier, options: SubjectOptions): Promise<void> {
  if (options.out !== undefined) await writeFolder(dossier, options.out, options.quiet);
  const text = await render(dossier, options);
  if (options.output === undefined) await toStdout(text);
  else await write(options.output, text);
}

async function writeFolder(dossier: Dossier, folder: string, quiet: boolean): Promise<void> {
  const [{ renderJson }, { renderHtml }] = await Promise.all([
    import('../reports/json/render.ts'),
    import('../reports/html/render.ts'),
  ]);
  await write(join(folder, 'dossier.json'), renderJson(dossier));
  await write(join(folder, 'report.html'), await renderHtml(dossier));
  if (!quiet)
    process.stderr.write(`Report:  ${join(folder, 'report.html')}\nDossier: ${join(folder, 'dossier.json')}\n`);
}

async function render(dossier: Dossier, options: SubjectOptions): Promise<string> {
  if (options.format === 'json') return (await import('../reports/json/render.ts')).renderJson(dossier);
  if (options.format === 'html') return (await import('../reports/html/render.ts')).renderHtml(dossier);
  const { renderTerminal } = await import('../reports/terminal/render.ts');
  // isTTY is undefined, not false, on a pipe.
  const toTerminal = options.output === undefined && process.stdout.isTTY === true;
  const color = options.color && wantsColor(toTerminal);
  return renderTerminal(dossier, { width: toTerminal ? process.stdout.columns : 80, color });
}

/** https://no-color.org and the FORCE_COLOR convention. */
function wantsColor(toTerminal: boolean): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '0') return true;
  return toTerminal && TERM !== 'dumb';
}

async function write(path: string, text: string): Promise<void> {
  try {
    await makeFolder(dirname(path));
    await writeFile(path, text);
  } catch (cause) {
    throw new UsageError(`cannot write ${JSON.stringify(path)}: ${systemReason(cause)}`);
  }
}

/** Parents first, one by one: Node's recursive mkdir never returns where a parent cannot be made, as under /proc. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || dirname(path) === path) throw error;
    await makeFolder(dirname(path));
    await mkdir(path);
  }
}

/** Waits until a slow reader has taken all of it; a reader that has gone (`| head`) is no error. */
async function toStdout(text: string): Promise<void> {
  await new Promise<void>((done, fail) => {
    process.stdout.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EPIPE' ? done() : fail(error)));
    process.stdout.write(text, () => done());
  });
}
