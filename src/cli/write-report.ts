import { type Form, render, type ReportFile, writeFigures } from './report.ts';
import { requireApart } from './destinations.ts';
import { readDossier } from './dossier-file.ts';
import { widthOf } from './width.ts';
import { toStdout, wantsColor, writeResult } from './write.ts';

export interface WriteReportFlags {
  readonly format: Form;
  readonly output?: string;
  readonly report?: readonly ReportFile[];
  readonly figures?: string;
  readonly quiet?: boolean;
  readonly color: boolean;
}

/** `assay report`: a dossier of an earlier run in other forms. Nothing is examined and nothing is judged again. */
export async function writeReport(path: string, flags: WriteReportFlags): Promise<void> {
  const written = [
    ...(flags.output === undefined ? [] : [flags.output]),
    ...(flags.report ?? []).map(({ file }) => file),
  ];
  requireApart(written, [path]);
  const dossier = await readDossier(path);
  const writing = { failOn: 'high', under: '', width: 80, color: false } as const;
  for (const { form, file } of flags.report ?? []) await writeResult(file, await render(form, dossier, writing));
  if (flags.figures !== undefined)
    await writeFigures(flags.figures, dossier, flags.quiet === true, { read: [path], output: flags.output });
  const toTerminal = flags.output === undefined && process.stdout.isTTY === true;
  const width = widthOf({ otherwise: 80, toFile: flags.output !== undefined });
  const text = await render(flags.format, dossier, { ...writing, width, color: flags.color && wantsColor(toTerminal) });
  if (flags.output === undefined) await toStdout(text);
  else await writeResult(flags.output, text);
}
