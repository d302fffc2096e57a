import { type Command, InvalidArgumentError, Option } from 'commander';
import type { InputValue } from '../claims/checks/check-kind.ts';
import { VERDICTS } from '../claims/verdict.ts';
import { UsageError } from '../core/errors.ts';
import type { CheckFlags, ClaimFlags, WhatIfFlags } from './claims.ts';
import { figuresFolder, outputFile } from './destinations.ts';
import { positiveInteger } from './numbers.ts';
import { OUTPUT } from './report.ts';

/** Claims made about models: recomputed, with their range and what decides. */
export function addClaimsCommand(program: Command, exit: (code: number) => void): void {
  // The options of a command are its own: what one can write, another cannot.
  const claims = program.command('claims').description('check what is claimed of models: cost, compute, size, price');
  withFile(withForm(claims.command('list', { isDefault: true }), TEXT))
    .description('list the claims that can be checked (the default)')
    .allowExcessArguments()
    .action(async (flags: ClaimFlags, command: Command) => {
      const [unknown] = command.args;
      // A misspelt command comes to the default one.
      if (unknown !== undefined)
        throw new UsageError(
          `claims has no command ${JSON.stringify(unknown)}: ${claims.commands.map((one) => one.name()).join(', ')}`,
        );
      await (await import('./claims.ts')).listClaims(flags);
    });
  withDraws(withFile(withForm(claims.command('check'), CHECKED)))
    .description('check claims: the verdict, its range, what decides it; `--format svg` is the picture of one claim')
    .argument('<claims>', 'a file of claims in YAML; `casebook` for those that come with Assay; or the id of one')
    .addOption(
      new Option('--fail-on <verdict>', 'exit with 1 at this verdict or one further down the list')
        .choices([...VERDICTS, 'never'])
        .default('contradicted'),
    )
    .option('--figures <dir>', 'write every figure into this folder, as SVG and as CSV', figuresFolder)
    .action(async (source: string, flags: CheckFlags) =>
      exit(await (await import('./claims.ts')).checkClaims(source, flags)),
    );
  withDraws(withFile(withForm(claims.command('explain'), TEXT)))
    .description('one claim with its equation, inputs, what moves it and what would have to be true')
    .argument('<claim>', 'its id')
    .action(async (id: string, flags: ClaimFlags) => (await import('./claims.ts')).explainClaim(id, flags));
  withDraws(withFile(withForm(claims.command('what-if'), TEXT)))
    .description('the verdict with other inputs')
    .argument('<claim>', 'its id')
    .requiredOption(
      '--set <input=value>',
      'mfu=0.5, halving=5..14, rent="2.5 USD/chip:H100/h"; may be repeated',
      inputValue,
    )
    .action(async (id: string, flags: WhatIfFlags) => (await import('./claims.ts')).whatIfClaim(id, flags));
  withForm(claims.command('chip'), TEXT)
    .description('what export controls make of a chip on a day: a calculation, not legal advice')
    .argument('<chip>', 'its name, as H20 or "MI300X"')
    .option('--as-of <day>', 'as the rules stood on this day (default: today)')
    .action(async (name: string, flags: ClaimFlags) => (await import('./claims.ts')).showChip(name, flags));
}

const TEXT: readonly ClaimFlags['format'][] = ['terminal', 'json', 'markdown'];
const CHECKED: readonly CheckFlags['format'][] = [...TEXT, 'html', 'brief', 'svg'];

const withForm = (command: Command, forms: readonly string[]): Command =>
  command
    .addOption(new Option('--format <form>', 'how to print it').choices(forms).default('terminal'))
    .option('-o, --output <file>', OUTPUT, outputFile)
    .option('--no-color', 'no colour');

const withFile = (command: Command): Command =>
  command.option('--file <file>', 'claims of your own in YAML (default: those that come with Assay)');

const withDraws = (command: Command): Command =>
  command
    .option('--as-of <day>', 'as it was known on this day (default: today)')
    .option('--draws <n>', 'draws of each simulation (default: 100,000)', positiveInteger)
    .option('--seed <seed>', 'of the draws (default: 1)');

const NUMBER = String.raw`[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?`;
const VALUE = new RegExp(`^([a-z][a-zA-Z]{0,39})=(${NUMBER})(?:\\.\\.(${NUMBER}))?(?: +(\\S{1,100}))?$`);

function inputValue(
  text: string,
  before: Readonly<Record<string, InputValue>> = {},
): Readonly<Record<string, InputValue>> {
  const [, name, first, second, unit] = VALUE.exec(text) ?? [];
  if (name === undefined || first === undefined)
    throw new InvalidArgumentError('write it as mfu=0.5, halving=5..14 or rent="2.5 USD/chip:H100/h".');
  const of = unit === undefined ? {} : { unit };
  const [low, high] = [Number(first), Number(second ?? first)];
  if (second !== undefined && !(low < high)) throw new InvalidArgumentError(`${first} does not lie below ${second}.`);
  const value = second === undefined ? { value: low, ...of } : { low, high, ...of };
  return { ...before, [name]: value };
}
