import { type Command, InvalidArgumentError, Option } from 'commander';
import type { InputValue } from '../claims/checks/check-kind.ts';
import { VERDICTS } from '../claims/verdict.ts';
import type { CheckFlags, ClaimFlags, WhatIfFlags } from './claims.ts';
import { positiveInteger } from './numbers.ts';

/** Claims made about models: recomputed, with their range and what decides. */
export function addClaimsCommand(program: Command, exit: (code: number) => void): void {
  const claims = withFile(withForm(program.command('claims')))
    .description('list the claims about models that can be checked')
    .action(async (flags: ClaimFlags) => (await import('./claims.ts')).listClaims(flags));
  withDraws(withForm(claims.command('check')))
    .description('check every claim of a file: the verdict, its range, what decides it')
    .argument('<file>', 'a file of claims in YAML; `casebook` for those that come with Assay')
    .addOption(
      new Option('--fail-on <verdict>', 'exit with 1 at this verdict or one further down the list')
        .choices([...VERDICTS, 'never'])
        .default('contradicted'),
    )
    .option('--figures <dir>', 'write every figure into this folder, as SVG and as CSV')
    .action(async (source: string, _: CheckFlags, command: Command) =>
      exit(await (await import('./claims.ts')).checkClaims(source, command.optsWithGlobals<CheckFlags>())),
    );
  withDraws(withFile(withForm(claims.command('explain'))))
    .description('one claim with its equation, inputs, what moves it and what would have to be true')
    .argument('<claim>', 'its id')
    .action(async (id: string, _: ClaimFlags, command: Command) =>
      (await import('./claims.ts')).explainClaim(id, command.optsWithGlobals<ClaimFlags>()),
    );
  withDraws(withFile(withForm(claims.command('what-if'))))
    .description('the verdict with other inputs')
    .argument('<claim>', 'its id')
    .requiredOption(
      '--set <input=value>',
      'mfu=0.5, halving=5..14, rent="2.5 USD/chip:H100/h"; may be repeated',
      inputValue,
    )
    .action(async (id: string, _: WhatIfFlags, command: Command) =>
      (await import('./claims.ts')).whatIfClaim(id, command.optsWithGlobals<WhatIfFlags>()),
    );
  withForm(claims.command('chip'))
    .description('what export controls make of a chip on a day: a calculation, not legal advice')
    .argument('<chip>', 'its name, as H20 or "MI300X"')
    .option('--as-of <day>', 'as the rules stood on this day (default: today)')
    .action(async (name: string, _: ClaimFlags, command: Command) =>
      (await import('./claims.ts')).showChip(name, command.optsWithGlobals<ClaimFlags>()),
    );
}

const FORMS: readonly ClaimFlags['format'][] = ['terminal', 'json', 'markdown', 'html', 'brief'];

const withForm = (command: Command): Command =>
  command
    .addOption(new Option('--format <form>', 'how to print it').choices(FORMS).default('terminal'))
    .option('-o, --output <file>', 'write it to a file instead of standard output')
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
