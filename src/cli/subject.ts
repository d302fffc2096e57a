import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { UsageError } from '../core/errors.ts';
import type { Dossier } from '../dossier/dossier.ts';
import type { ArmRequest } from '../examinations/arms.ts';
import { examine, type Request } from '../examinations/examine.ts';
import { exitCode } from '../examinations/exit-code.ts';
import { isRemote } from '../sources/open-subject.ts';
import { spool } from '../sources/stdin.ts';
import { startProgress } from './progress.ts';
import { render, writeFigures } from './report.ts';
import { refuseStudyFlags } from './study-options.ts';
import { resolveOptions, type SubjectFlags, type SubjectOptions } from './subject-options.ts';
import type { SubjectStudies } from './subject-studies.ts';
import { onInterrupt } from './interrupt.ts';
import { version } from './version.ts';
import { widthOf } from './width.ts';
import { toStdout, wantsColor, writeResult } from './write.ts';

/** `assay examine` and `assay scan`. Returns the exit code. */
export async function runSubject(
  command: 'examine' | 'scan',
  subject: string,
  flags: SubjectFlags,
  arms: readonly ArmRequest[] = [],
): Promise<number> {
  const options = await resolveOptions(flags, subject, (line) => void process.stderr.write(`${line}\n`));
  if (flags.studies === undefined) refuseStudyFlags(flags);
  const interrupt = onInterrupt();
  let studies: SubjectStudies | undefined;
  try {
    if (flags.studies !== undefined || arms.length > 0) {
      studies = await (await import('./subject-studies.ts')).openStudies(subject, flags, arms, interrupt.signal);
    }
    if (flags.dryRun === true && studies !== undefined) {
      await studies.outlook();
      return 0;
    }
    const baselines = options.baseline === undefined ? undefined : await import('../dossier/baseline.ts');
    const baseline = await baselines?.readBaseline(options.baseline ?? '');
    const request = {
      hash: command === 'examine',
      claims: command === 'examine',
      limits: options.limits,
      remote: options.remote,
      jobs: options.jobs,
      version: version(),
      signal: interrupt.signal,
      ...(baseline === undefined ? {} : { baseline }),
      ...(studies === undefined ? {} : { studies: studies.runs }),
    };
    const dossier =
      subject === '-'
        ? await examineStdin(request, options)
        : await examineWatched({ ...request, path: subject, stdin: false }, options);
    if (baselines !== undefined && baseline !== undefined && !options.quiet) {
      const notes = baselines.baselineNotes(dossier.findings, baseline, dossier.run.started.slice(0, 10));
      for (const line of notes) process.stderr.write(`assay: ${line}\n`);
    }
    await print(dossier, subject, options);
    return exitCode(dossier, options.failOn);
  } finally {
    interrupt.end();
    await studies?.close();
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

async function print(dossier: Dossier, subject: string, options: SubjectOptions): Promise<void> {
  if (options.out !== undefined) await writeFolder(dossier, options.out);
  const under = placeOf(subject, dossier.subject.kind);
  // isTTY is undefined, not false, on a pipe.
  const toTerminal = options.output === undefined && process.stdout.isTTY === true;
  const color = options.color && wantsColor(toTerminal);
  const writing = {
    failOn: options.failOn,
    under,
    width: widthOf({ otherwise: 80, toFile: options.output !== undefined }),
    color,
  };
  for (const { form, file } of options.reports) {
    await writeResult(file, await render(form, dossier, { ...writing, width: 80, color: false }));
  }
  if (options.figures !== undefined)
    await writeFigures(options.figures, dossier, options.quiet, { output: options.output });
  const text = await render(options.format, dossier, writing);
  if (options.output === undefined) await toStdout(text);
  else await writeResult(options.output, text);
  // Last, where a person looks when all is done.
  if (options.out !== undefined && !options.quiet) {
    const [report, record] = [join(options.out, REPORT), join(options.out, DOSSIER)];
    process.stderr.write(`\nReport:  ${report} (open it in a browser)\nDossier: ${record}\n`);
  }
}

/** The folder of the subject as seen from the working folder, for reports that link to files; empty outside of it. */
function placeOf(subject: string, kind: Dossier['subject']['kind']): string {
  if (subject === '-' || isRemote(subject)) return '';
  // Not asked of the disk again: the subject may be gone by now, and the result must not be.
  const folder = kind === 'folder' ? subject : dirname(subject);
  const way = relative(process.cwd(), resolve(folder));
  return way.startsWith('..') || isAbsolute(way) ? '' : way.split(sep).join('/');
}

const DOSSIER = 'dossier.json';
const REPORT = 'report.html';

async function writeFolder(dossier: Dossier, folder: string): Promise<void> {
  const [{ renderJson }, { renderHtml }] = await Promise.all([
    import('../reports/json/render.ts'),
    import('../reports/html/render.ts'),
  ]);
  await writeResult(join(folder, DOSSIER), renderJson(dossier));
  await writeResult(join(folder, REPORT), await renderHtml(dossier));
}
