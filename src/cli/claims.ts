import { basename } from 'node:path';
import { type CheckOptions, check, DRAWS, SEED, whatIf } from '../claims/check.ts';
import { CLAIMS_SCHEMA } from '../claims/claims-schema.ts';
import type { InputValue } from '../claims/checks/check-kind.ts';
import type { Claim } from '../claims/claim.ts';
import { ClaimError } from '../claims/claim-error.ts';
import { chipNamed } from '../claims/export-controls/chips.ts';
import { classify } from '../claims/export-controls/classify.ts';
import { type Day, day } from '../claims/export-controls/date.ts';
import { MOST_DRAWS } from '../claims/uncertainty/simulate.ts';
import { type Verdict, VERDICTS } from '../claims/verdict.ts';
import { UsageError } from '../core/errors.ts';
import { EXIT } from '../examinations/exit-code.ts';
import type { Block } from '../reports/blocks.ts';
import { chipBlocks } from '../reports/chip.ts';
import { blocksAsMarkdown } from '../reports/markdown/blocks.ts';
import { blocksAsText } from '../reports/terminal/blocks.ts';
import { explainedBlocks, verdictBlocks, verdictsTable } from '../reports/verdict.ts';
import type { Drawn } from '../reports/figures/files.ts';
import { CASEBOOK_NAME, claimNamed, claimsOf, claimsToCheck, filesRead } from './claim-source.ts';
import { writeFigures } from './report.ts';
import { widthOf } from './width.ts';
import { requireApart } from './destinations.ts';
import { version } from './version.ts';
import { toStdout, writeResult } from './write.ts';

export interface ClaimFlags {
  readonly format: 'terminal' | 'json' | 'markdown';
  readonly file?: string;
  readonly asOf?: string;
  readonly output?: string;
  readonly draws?: number;
  readonly seed?: string;
  readonly color?: boolean;
}

const WIDEST = 100;

const today = (): string => new Date().toISOString().slice(0, 10);
/** Of the zone that is furthest ahead: a day that has begun somewhere. */
const latestDay = (): string => new Date(Date.now() + 14 * 3_600_000).toISOString().slice(0, 10);

/** @throws UsageError for what is no day, and for one to come: nobody knows what will be known by then */
function asOfDay(text: string = today()): Day {
  const given = day(text);
  if (given <= latestDay()) return given;
  throw new UsageError(`--as-of ${given} is to come: give a day up to today, ${today()}`);
}

function optionsOf({ asOf, draws, seed }: Pick<ClaimFlags, 'asOf' | 'draws' | 'seed'>): CheckOptions {
  if (draws !== undefined && (draws < 2 || draws > MOST_DRAWS))
    throw new UsageError(`--draws ${draws}: 2 to ${MOST_DRAWS}`);
  return {
    asOf: asOfDay(asOf),
    ...(draws === undefined ? {} : { draws }),
    ...(seed === undefined ? {} : { seed }),
  };
}
/** @throws UsageError where the result would be written over the claims */
function requireOwnPlace(flags: Pick<ClaimFlags, 'file' | 'output'>, source?: string): void {
  if (flags.output !== undefined) requireApart([flags.output], filesRead(source, flags.file));
}

async function show(value: unknown, blocks: readonly Block[], { format, output, color }: ClaimFlags): Promise<void> {
  const width = widthOf({ otherwise: WIDEST, most: WIDEST, toFile: output !== undefined });
  const colour =
    color !== false && output === undefined && process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
  const text = {
    json: () => `${JSON.stringify(value, null, 2)}\n`,
    markdown: () => blocksAsMarkdown(blocks),
    terminal: () => blocksAsText(blocks, width, colour),
  }[format]();
  await (output === undefined ? toStdout(text) : writeResult(output, text));
}

/** A fault of a claim file is its writer's, and of a value the user's. */
function judged(claim: Claim, verdict: (claim: Claim) => Verdict): Verdict {
  try {
    return verdict(claim);
  } catch (error) {
    if (error instanceof ClaimError) throw new UsageError(`${claim.id}: ${error.message}`);
    throw error;
  }
}

/** Lists the claims of the casebook or of a file. */
export async function listClaims(flags: ClaimFlags): Promise<void> {
  requireOwnPlace(flags);
  const claims = claimsOf(flags.file);
  const columns = [
    { title: 'claim', align: 'left' },
    { title: 'by', align: 'left' },
    { title: 'sentence', align: 'left' },
  ] as const;
  const rows = claims.map(({ id, by, on, sentence }) => [id, `${by}, ${on}`, sentence]);
  const listed = claims.map(({ id, sentence, by, on, about, check: { kind } }) => ({
    id,
    sentence,
    by,
    on,
    about,
    kind,
  }));
  await show(
    listed,
    [{ kind: 'table', table: { id: 'claims', title: `${claims.length} claims`, columns, rows } }],
    flags,
  );
}

export interface CheckFlags extends Omit<ClaimFlags, 'format'> {
  readonly format: ClaimFlags['format'] | 'html' | 'brief' | 'svg';
  /** A folder for every figure, as SVG and CSV. */
  readonly figures?: string;
  readonly failOn: Verdict['verdict'] | 'never';
}

/** Checks every claim of a file or of the casebook, and returns the exit code. */
export async function checkClaims(source: string, flags: CheckFlags): Promise<number> {
  const options = optionsOf(flags);
  requireOwnPlace(flags, source);
  const claims = claimsToCheck(source, flags.file);
  if (flags.format === 'svg' && claims.length > 1)
    throw new UsageError(
      `--format svg is one picture, of one claim: name it, as in \`assay claims check ${claims[0]?.id ?? ''} --format svg\`; --figures DIR writes those of all ${claims.length}`,
    );
  const verdicts = claims.map((claim) => judged(claim, (one) => check(one, options)));
  if (flags.figures !== undefined)
    await writeFigures(flags.figures, await drawnOf(verdicts, options), false, {
      read: filesRead(source, flags.file),
      output: flags.output,
    });
  const { format } = flags;
  if (format === 'html' || format === 'brief') await showPage(verdicts, source, format, options, flags);
  else if (format === 'svg') for (const verdict of verdicts) await showPicture(verdict, options, flags);
  else {
    const overview: Block[] = verdicts.length === 1 ? [] : [{ kind: 'table', table: verdictsTable(verdicts) }];
    const record = {
      schema: CLAIMS_SCHEMA,
      version: version(),
      asOf: options.asOf,
      draws: options.draws ?? DRAWS,
      seed: options.seed ?? SEED,
      claims: verdicts.map((verdict) => ({ verdict })),
    };
    await show(record, [...overview, ...verdicts.flatMap(verdictBlocks)], { ...flags, format });
  }
  return exitOf(verdicts, flags.failOn);
}

/** The first of the pictures of a claim: of a number how it is distributed, with what is claimed. */
async function showPicture(verdict: Verdict, options: CheckOptions, { output }: CheckFlags): Promise<void> {
  const { figuresOf } = await import('../claims/pictures/of-claim/figures.ts');
  const { figureSvg } = await import('../reports/figures/svg.ts');
  const [figure] = figuresOf(verdict, options);
  if (figure === undefined)
    throw new UsageError(
      `there is no picture of ${verdict.claim.id}: it is held against no number, curve or rule that can be drawn; --format terminal says what became of it`,
    );
  await (output === undefined ? toStdout(figureSvg(figure)) : writeResult(output, figureSvg(figure)));
}

async function drawnOf(verdicts: readonly Verdict[], options: CheckOptions): Promise<Drawn> {
  const { claimsReport } = await import('../claims/claims-report.ts');
  const { summary, context, claims } = claimsReport(verdicts, { ...options, version: version() });
  return {
    studies: [
      { id: 'claims', figures: [...(summary === undefined ? [] : [summary]), ...context] },
      ...claims.map(({ verdict, figures }) => ({ id: verdict.claim.id, figures })),
    ],
  };
}

async function showPage(
  verdicts: readonly Verdict[],
  source: string,
  form: 'html' | 'brief',
  options: CheckOptions,
  { output }: CheckFlags,
): Promise<void> {
  const { claimsReport } = await import('../claims/claims-report.ts');
  const report = claimsReport(verdicts, { ...options, version: version() });
  const name = source === CASEBOOK_NAME ? 'Casebook of claims' : basename(source);
  const page =
    form === 'html'
      ? await (await import('../reports/html/claims/render.ts')).renderClaims(report, name)
      : (await import('../reports/html/claims/brief.ts')).renderBrief(report, name);
  await (output === undefined ? toStdout(page) : writeResult(output, page));
}

/** A verdict as bad as asked for, over a claim of which nothing could be computed. */
function exitOf(verdicts: readonly Verdict[], failOn: CheckFlags['failOn']): number {
  const from = failOn === 'never' ? VERDICTS.length : VERDICTS.indexOf(failOn);
  if (verdicts.some(({ verdict }) => VERDICTS.indexOf(verdict) >= from)) return EXIT.found;
  return verdicts.some(({ verdict }) => verdict === 'not-shown') ? EXIT.incomplete : EXIT.done;
}

/** One claim with its equation, inputs, sensitivities and what would have to be true. */
export async function explainClaim(id: string, flags: ClaimFlags): Promise<void> {
  const options = optionsOf(flags);
  requireOwnPlace(flags);
  const verdict = judged(claimNamed(id, flags.file), (claim) => check(claim, options));
  await show(verdict, explainedBlocks(verdict), flags);
}

export interface WhatIfFlags extends ClaimFlags {
  readonly set: Readonly<Record<string, InputValue>>;
}

/** The verdict before and after inputs are replaced. */
export async function whatIfClaim(id: string, flags: WhatIfFlags): Promise<void> {
  const options = optionsOf(flags);
  requireOwnPlace(flags);
  const claim = claimNamed(id, flags.file);
  const before = judged(claim, (one) => check(one, options));
  const after = judged(claim, (one) => whatIf(one, flags.set, options));
  const tried = Object.entries(flags.set).map(([name, value]) => `${name} = ${valueText(value)}`);
  const change =
    before.verdict === after.verdict ? `${after.verdict}, as before` : `${before.verdict} becomes ${after.verdict}`;
  const head: Block = { kind: 'text', text: `What if ${tried.join(', ')}: ${change}.` };
  await show({ set: flags.set, before, after }, [head, ...explainedBlocks(after)], flags);
}

const valueText = (value: InputValue): string =>
  `${'value' in value ? value.value : `${value.low} to ${value.high}`}${value.unit === undefined ? '' : ` ${value.unit}`}`;

/** What the rules of export control make of a chip on a day. */
export async function showChip(name: string, flags: ClaimFlags): Promise<void> {
  const classification = classify(chipNamed(name), asOfDay(flags.asOf));
  await show(classification, chipBlocks(classification), flags);
}
