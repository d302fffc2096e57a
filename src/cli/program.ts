import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { StorageError, UsageError } from '../core/errors.ts';
import { SEVERITIES } from '../core/finding.ts';
import { isLimitName, type LimitName } from '../core/limits.ts';
import { printable } from '../core/printable.ts';
import { EXIT } from '../examinations/exit-code.ts';
import { addRemoteOptions } from './remote-options.ts';
import type { CompareFlags } from './compare.ts';
import { positiveInteger } from './numbers.ts';
import { figuresFolder, outputFile } from './destinations.ts';
import { COMPARISON_FORMS, FIGURES, FORMS, OUTPUT, reportOption } from './report.ts';
import { ArmFlags } from './arm-flags.ts';
import { addClaimsCommand } from './claims-command.ts';
import { addStudyCommands } from './study-commands.ts';
import { addRunOptions } from './study-options.ts';
import { addTopicsCommand } from './topics-command.ts';
import type { SubjectFlags } from './subject-options.ts';
import type { WriteReportFlags } from './write-report.ts';
import { version } from './version.ts';

/** Runs one command line and returns its exit code. Never throws. */
export async function run(argv: readonly string[]): Promise<number> {
  let code: number = EXIT.done;
  const program = build((result) => {
    code = result;
  });
  try {
    await program.parseAsync([...argv]);
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.couldNotRun;
    if (error instanceof Error && error.name === 'AbortError') {
      process.stderr.write('assay: interrupted\n');
      return 130;
    }
    const known = error instanceof UsageError || error instanceof StorageError;
    process.stderr.write(
      `assay: ${known ? safe(error.message) : `internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`}\n`,
    );
    if (!known) process.stderr.write('This is a fault of Assay: please report it with the command line.\n');
    return EXIT.couldNotRun;
  }
}

/** A message may quote what was read: no line of it moves a cursor (CWE-150). */
const safe = (message: string): string =>
  message
    .split('\n')
    .map((line) => printable(line, LONGEST_LINE))
    .join('\n');
const LONGEST_LINE = 4000;

/** Every command. */
function build(exit: (code: number) => void): Command {
  const program = new Command('assay')
    .description('Examine an open-weight AI model: its files, and where you ask for it how it behaves.')
    .version(version())
    .exitOverride()
    // As every other message begins.
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'assay: ')) })
    .showHelpAfterError('(assay --help lists the commands)')
    .addHelpText('after', AFTER);
  const arms = new ArmFlags();
  const examine = subjectCommand(
    program,
    'examine',
    'examine everything that needs no inference, with the SHA-256 of every file, and by --studies how it behaves',
    exit,
    arms,
  )
    .option('-o, --out <dir>', 'write dossier.json and report.html into this folder')
    .option('--figures <dir>', FIGURES, figuresFolder)
    .option(
      '--studies <names>',
      'question the model, too: censorship, inference-scaling, sabotage, triggers, or files of studies, parted by commas',
    );
  addRunOptions(arms.add(examine));
  subjectCommand(program, 'scan', 'examine the files without hashing them: fast, for gates and large subjects', exit);
  compareCommand(program, exit);
  program
    .command('report')
    .description('write a dossier of an earlier run in another form, or the figures of its studies as files')
    .argument('<dossier>', 'dossier.json of an earlier run')
    .addOption(new Option('--format <form>', 'how to print it').choices(FORMS).default('terminal'))
    .option('--output <file>', OUTPUT, outputFile)
    .option('--report <form=file>', 'write it in a further form to a file; may be repeated', reportOption)
    .option('--figures <dir>', FIGURES, figuresFolder)
    .option('--quiet', 'do not say what was written')
    .option('--no-color', 'no colour')
    .action(async (path: string, flags: WriteReportFlags) =>
      (await import('./write-report.ts')).writeReport(path, flags),
    );
  addStudyCommands(program, exit);
  addTopicsCommand(program);
  addClaimsCommand(program, exit);
  program
    .command('rules')
    .description('list every rule')
    .addOption(new Option('--format <form>', 'how to print').choices(['terminal', 'json']).default('terminal'))
    .action(async (options: { format: string }) => (await import('./rules.ts')).listRules(options.format));
  program
    .command('explain')
    .description('explain a rule: what it means, why it matters, what to do')
    .argument('<rule>', 'a rule id, as findings name it')
    .action(async (rule: string) => (await import('./rules.ts')).explainRule(rule));
  program
    .command('baseline')
    .description('print a baseline that accepts the findings of a dossier')
    .argument('<dossier>', 'dossier.json of an earlier run')
    .requiredOption('--reason <text>', 'why they are accepted')
    .option('--expires <date>', 'the last day of the acceptance, as YYYY-MM-DD')
    .action(async (path: string, options: { reason: string; expires?: string }) =>
      (await import('./baseline.ts')).printBaseline(path, options),
    );
  program
    .command('schema')
    .description('print the JSON Schema of the dossier')
    .action(async () => (await import('./schema.ts')).printSchema());
  program
    .command('completion')
    .description('print a completion script for a shell')
    .argument('<shell>', 'bash, zsh or fish')
    .action(async (shell: string) => (await import('./completion.ts')).printCompletion(shell, program));
  return program;
}

const JOBS = {
  examine:
    'threads that hash, and processes of a model that --studies runs here, at most (default: one for each processor)',
  scan: 'threads that hash, at most: a scan hashes nothing and takes one',
} as const;

function subjectCommand(
  program: Command,
  name: 'examine' | 'scan',
  description: string,
  exit: (code: number) => void,
  arms?: ArmFlags,
): Command {
  const command = program
    .command(name)
    .description(description)
    .argument('<subject>', 'a folder or a file, https://…, hf://org/name[@revision][/path]; - reads standard input')
    .addOption(new Option('--format <form>', 'how to print the result (default: terminal)').choices(FORMS))
    .option('--output <file>', OUTPUT, outputFile)
    .option('--report <form=file>', 'write it in a further form to a file; may be repeated', reportOption)
    .addOption(
      new Option('--fail-on <severity>', 'exit with 1 at a finding of this severity or above (default: high)').choices([
        ...SEVERITIES,
        'never',
      ]),
    )
    .option('--baseline <file>', 'findings that are accepted, by fingerprint, each with a reason and an expiry')
    .option('--config <file>', 'settings (default: assay.config.yaml in the working folder)')
    .option('--jobs <n>', JOBS[name], positiveInteger)
    .option('--limit <name=value>', 'raise or lower a limit; may be repeated', limitOption)
    .option('--quiet', 'no progress')
    .option('--no-color', 'no colour');
  return addRemoteOptions(command).action(async (subject: string, options: SubjectFlags) => {
    const { runSubject } = await import('./subject.ts');
    exit(await runSubject(name, subject, options, arms?.requests));
  });
}

function compareCommand(program: Command, exit: (code: number) => void): void {
  const command = program
    .command('compare')
    .description(
      'what changed from A to B: files, tensors, templates, code, configuration, findings, what studies measured',
    )
    .argument('<a>', 'a folder, a file, an address of one, or the dossier.json of an earlier run')
    .argument('<b>', 'the same')
    .argument('[more...]', 'further dossiers: then what their studies measured stands side by side')
    .addOption(new Option('--format <form>', 'how to print the result').choices(COMPARISON_FORMS).default('terminal'))
    .option('--output <file>', OUTPUT, outputFile)
    .addOption(
      new Option('--fail-on <severity>', 'exit with 1 at a new finding of this severity or above')
        .choices([...SEVERITIES, 'never'])
        .default('high'),
    )
    .option('--baseline <file>', 'findings that are accepted')
    .option('--jobs <n>', 'threads that hash, at most (default: one for each processor)', positiveInteger)
    .option('--limit <name=value>', 'raise or lower a limit; may be repeated', limitOption)
    .option('--no-color', 'no colour');
  addRemoteOptions(command).action(async (a: string, b: string, more: readonly string[], options: CompareFlags) => {
    const { runCompare, runCompareSeveral } = await import('./compare.ts');
    exit(more.length === 0 ? await runCompare(a, b, options) : await runCompareSeveral([a, b, ...more], options));
  });
}

function limitOption(
  text: string,
  before: Partial<Record<LimitName, number>> = {},
): Partial<Record<LimitName, number>> {
  const [name = '', value = ''] = text.split('=', 2);
  if (!isLimitName(name))
    throw new InvalidArgumentError(`there is no limit ${JSON.stringify(name)}; docs/limits.md lists them.`);
  const number = Number(value.replaceAll('_', ''));
  if (value === '' || !Number.isSafeInteger(number) || number < 0)
    throw new InvalidArgumentError(`${name} needs a whole number.`);
  return { ...before, [name]: number };
}

const AFTER = `
Exit codes:
  0  done
  1  a finding at or above --fail-on; for compare, a new one
  2  could not run: usage, missing subject, internal error
  3  ran, but something could not be read in full, there was no file to examine,
     or a trial of a study has no judgement

Examples:
  assay examine ./model -o ./result     dossier.json and report.html in ./result
  assay scan ./model --fail-on medium   fast, for a gate
  assay scan . --report sarif=assay.sarif --report markdown="$GITHUB_STEP_SUMMARY"
  cat model.pkl | assay scan -          standard input
  assay scan hf://org/name@main         a repository on a hub, by the bytes that matter
  assay compare ./old ./new             what changed
  assay compare a.json b.json c.json    what a study measured of several models, side by side
  assay explain pickle-gadget           what a finding means`;
