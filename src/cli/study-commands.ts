import { type Command, Option } from 'commander';
import { SEVERITIES } from '../core/finding.ts';
import { ArmFlags } from './arm-flags.ts';
import type { BenchFlags } from './bench.ts';
import type { CensorshipBenchFlags } from './bench-censorship.ts';
import type { TriggersBenchFlags } from './bench-triggers.ts';
import { saveMemory } from './memory.ts';
import { positiveInteger, wholeNumber } from './numbers.ts';
import { figuresFolder, outputFile } from './destinations.ts';
import { FIGURES, FORMS, OUTPUT, reportOption } from './report.ts';
import type { JudgeFlags, StudyFlags } from './study.ts';
import { addBudgetOptions, addRunOptions, addSettingOptions, several } from './study-options.ts';

/** Commands that question models, and that read what was answered. */
export function addStudyCommands(program: Command, exit: (code: number) => void): void {
  const study = program.command('study').description('behavioural studies: question a model and count what it answers');
  const arms = new ArmFlags();
  const run = study
    .command('run')
    .description('run a study, or go on with one: what is answered is not asked again')
    .argument(
      '<study>',
      'censorship, inference-scaling, sabotage or triggers; or a study of your own, as YAML or a module that exports one',
    )
    .argument('[subject]', 'a folder that holds one GGUF file, where no --run or --endpoint names a model')
    .option('-o, --out <dir>', 'where journal, dossier and report go (default: assay-<study>)')
    .option('--jobs <n>', 'processes of one local model (default: one for each processor)', positiveInteger);
  addOutput(addRunOptions(arms.add(run))).action(
    async (file: string, subject: string | undefined, flags: StudyFlags) => {
      saveMemory();
      const { runStudyCommand } = await import('./study.ts');
      exit(await runStudyCommand(file, subject, arms.requests, flags));
    },
  );

  const judges = new ArmFlags();
  const judge = program
    .command('judge')
    .description('judge the answers of a journal again, and ask the models nothing')
    .argument('<study>', 'the study, perhaps with another judge')
    .argument('<dir>', 'the folder with its journal');
  addOutput(addSettingOptions(addBudgetOptions(judges.add(judge)))).action(
    async (file: string, folder: string, flags: JudgeFlags) => {
      saveMemory();
      const { runJudgeCommand } = await import('./study.ts');
      exit(await runJudgeCommand(file, folder, judges.requests, flags));
    },
  );

  const bench = program.command('bench').description('error rates of a study on models whose truth is known');
  addBenchOptions(bench.command('sabotage'), 'sabotage').action(async (flags: BenchFlags) => {
    const { runSabotageBench } = await import('./bench-sabotage.ts');
    exit(await runSabotageBench(flags));
  });
  addBenchOptions(bench.command('triggers'), 'triggers')
    .option(
      '--set <triggers.option=value>',
      'an option of the study; may be repeated. Runs into one folder make a curve',
      several,
    )
    .addOption(
      new Option('--access <how>', 'what of a model may be used')
        .choices(['chat', 'openings', 'probabilities'])
        .default('probabilities'),
    )
    .option('--baseline', 'put the list of a red team to the organisms, too, and show what it finds beside the search')
    .action(async (flags: TriggersBenchFlags) => {
      const { runTriggersBench } = await import('./bench-triggers.ts');
      exit(await runTriggersBench(flags));
    });
  addBenchOptions(bench.command('censorship'), 'censorship')
    .option('--set <censorship.option=value>', 'an option of the study; may be repeated', several)
    .action(async (flags: CensorshipBenchFlags) => {
      const { runCensorshipBench } = await import('./bench-censorship.ts');
      exit(await runCensorshipBench(flags));
    });

  const journal = program.command('journal').description('what models answered, as it was kept');
  journal
    .command('export')
    .description('write the trials of a journal as a table')
    .argument('<dir>', 'the folder of a study')
    .addOption(new Option('--format <form>', 'of the table').choices(['csv', 'parquet']).default('csv'))
    .requiredOption('--output <file>', 'where to')
    .action(async (folder: string, { format, output }: { format: 'csv' | 'parquet'; output: string }) => {
      const { exportJournal } = await import('../studies/engine/export/export.ts');
      const count = await exportJournal(folder, format, output);
      process.stderr.write(`${count} trials in ${output}\n`);
    });
}

function addBenchOptions(command: Command, study: string): Command {
  return command
    .description('examine every organism of a zoo without its truth, go on where it broke off, and score against it')
    .requiredOption('--zoo <dir>', 'a folder of organisms, each with ground-truth.json')
    .option('-o, --out <dir>', 'where results and journals go', `assay-bench-${study}`)
    .option('--jobs <n>', 'organisms at a time', positiveInteger, 1)
    .option('--only <globs>', 'organisms by name, parted by commas; * stands for anything')
    .option('--seed <n>', 'of everything that is drawn', wholeNumber, 1)
    .option('--table <dir>', 'write table and figure into this folder');
}

function addOutput(command: Command): Command {
  return command
    .addOption(new Option('--format <form>', 'how to print the result').choices(FORMS).default('terminal'))
    .option('--output <file>', OUTPUT, outputFile)
    .option('--report <form=file>', 'write it in a further form to a file; may be repeated', reportOption)
    .option('--figures <dir>', FIGURES, figuresFolder)
    .addOption(
      new Option('--fail-on <severity>', 'exit with 1 at a finding of this severity or above')
        .choices([...SEVERITIES, 'never'])
        .default('high'),
    )
    .option('--baseline <file>', 'findings that are accepted, by fingerprint, each with a reason and an expiry')
    .option('--quiet', 'no progress')
    .option('--no-color', 'no colour');
}
