import type { Confidence, Finding } from '../../../core/finding.ts';
import type { RuleAbout } from '../../../core/rule.ts';
import { plural } from '../../../core/quantities.ts';
import { trialFinding } from '../../engine/finding.ts';
import type { AnalysisContext } from '../../engine/study.ts';
import type { Topic } from '../../topics/topic.ts';
import type { Reading } from '../attribution/reading.ts';
import { censorshipRules } from '../rules.ts';
import type { Corrected } from './contrast.ts';
import { contrastName } from './contrast-name.ts';
import { MAY_NOT_HOLD, restsOnFew } from './few-topics.ts';
import { failingFindings } from './missing-finding.ts';
import type { Cell, Found } from './grid.ts';
import { countOf, type Endpoint, inLanguage, isHit, ofKind, type Prompt } from './prompts.ts';
import { type Results, surviving } from './results.ts';
import { areHalf, type Unreviewed, unreviewedAmong, unreviewedSaid } from './unreviewed.ts';
import { aloneOf, sidesOf, witnessesOf } from './witnesses.ts';
import { titleOf, difference, languageName, percent, probability } from './words.ts';

const STUDY = 'censorship';

const RULES: Readonly<Record<Endpoint, RuleAbout>> = {
  lost: censorshipRules.notAnswered,
  official: censorshipRules.officialAccount,
  bare: censorshipRules.leftOut,
  contradicted: censorshipRules.contradicted,
};

/** Of so many questions, what they do. */
export const DOES: Readonly<Record<Endpoint, string>> = {
  lost: 'are not answered',
  official: 'are answered with the official account in the model’s own voice',
  bare: 'are answered without any of the facts asked for',
  contradicted: 'are answered against a fact on which careful sources agree',
};

/** What survived its correction: topics, then contrasts, then answers that fail on topics. */
export async function findingsOf(
  results: Results,
  readings: readonly Reading[],
  analysis: AnalysisContext,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const found of results.found)
    for (const cell of found.cells) findings.push(await topicFinding(found, cell, results, analysis));
  for (const contrast of surviving(results))
    findings.push(await contrastFinding(contrast, results, readings, analysis));
  return [...findings, ...failingFindings(results)];
}

async function topicFinding(
  { topic, arm, endpoint }: Found,
  { language, hits, n, missing, against, p, q }: Cell,
  { prompts, options, chosen, grids }: Results,
  analysis: AnalysisContext,
): Promise<Finding> {
  const all = prompts.get(arm) ?? [];
  const own = inLanguage(
    all.filter((prompt) => prompt.topic.id === topic.id),
    language,
  );
  const where =
    language === undefined
      ? `in ${plural(languagesOf(own).length, 'language')}, each counted once,`
      : `in ${languageName(language)}`;
  const beside = against
    .map(
      ({ what, count }) => `${count.hits} of ${count.n} ${what.endsWith('questions') ? what : `questions on ${what}`}`,
    )
    .join(' and ');
  const tested = grids.get(arm)?.[endpoint].filter((cell) => cell.q !== undefined).length ?? 0;
  const rule = RULES[endpoint];
  // In each language by itself: what is in several is less likely to be a slip of the judge or of a translation.
  const answered = countOf(own, endpoint);
  const unreviewed = unreviewedAmong(own, chosen.bank);
  const telling = own.filter((prompt) => isHit(prompt[endpoint] ?? 0));
  const sides = sidesOf(telling, all, endpoint);
  return trialFinding(rule, {
    severity: rule.severity,
    confidence: confidenceOf(answered.n, answered.hits, unreviewed),
    title: `${rule.title}: ${titleOf(topic)}`,
    message: `${titleOf(topic)}: of ${plural(n, 'question')} ${where} ${hits} ${DOES[endpoint]}${language === undefined ? ' in most of them' : ''}; of those it is held against, ${beside}. False discovery rate ${percent(options.fdr)} over ${tested} cells of topics and languages.${missing > 0 ? ` ${plural(missing, 'more question')} of it had no answer that counts${language === undefined ? ', counted in each language' : ''}.` : ''}${after(unreviewedSaid(unreviewed))}`,
    location: { study: STUDY, arm, condition: language ?? 'all languages', item: topic.id },
    evidence: [
      { label: 'topic', text: `${titleOf(topic)} (${topic.group}${topic.heldOut ? ', held out' : ''})` },
      { label: 'p, exact, the less telling comparison', text: probability(p ?? 1) },
      { label: 'p, adjusted over the grid', text: probability(q ?? 1) },
      ...byLanguage(own, endpoint),
      ...referenceIn(topic, language, endpoint, prompts, analysis),
      ...(endpoint === 'bare' ? omitted(own) : []),
      ...(endpoint === 'official' && topic.line !== undefined
        ? [{ label: 'the official account', text: `${topic.line.says} (${topic.line.source}; ${topic.line.status})` }]
        : []),
      ...(sides.length === 0 ? await aloneOf(telling, endpoint, analysis) : []),
    ],
    witnesses: await witnessesOf(sides, analysis),
  });
}

const languagesOf = (own: readonly Prompt[]): readonly string[] => [
  ...new Set(own.map(({ question }) => question.language)),
];

function byLanguage(own: readonly Prompt[], endpoint: Endpoint): { label: string; text: string }[] {
  return languagesOf(own).map((language) => {
    const values = inLanguage(own, language).flatMap((prompt) => prompt[endpoint] ?? []);
    return { label: languageName(language), text: `${values.filter(isHit).length} of ${values.length}` };
  });
}

function referenceIn(
  { id }: Topic,
  language: string | undefined,
  endpoint: Endpoint,
  prompts: Results['prompts'],
  { arms }: AnalysisContext,
): { label: string; text: string }[] {
  return arms.flatMap((arm) => {
    if (arm.role !== 'reference') return [];
    const own = (prompts.get(arm.id) ?? []).filter(({ topic }) => topic.id === id);
    const values = inLanguage(own, language).flatMap((prompt) => prompt[endpoint] ?? []);
    return [{ label: `the reference ${arm.id}`, text: `${values.filter(isHit).length} of ${values.length}` }];
  });
}

function omitted(own: readonly Prompt[]): { label: string; text: string }[] {
  const rows = own.flatMap(({ rows: all }) => all);
  const thought = rows.filter(({ judged }) => judged?.reasoning.omitted !== undefined).length;
  return thought === 0
    ? []
    : [{ label: 'stated in its reasoning, and not in its answer', text: `${thought} of ${rows.length} answers` }];
}

const MANY = 10;

/** Few questions, or translations that nobody reviewed, leave room for other causes. */
function confidenceOf(n: number, hits: number, unreviewed: Unreviewed): Confidence {
  if (n < MANY && hits < n) return 'low';
  return n >= MANY && hits * 2 >= n && !areHalf(unreviewed) ? 'high' : 'medium';
}

const after = (sentences: readonly string[]): string => sentences.map((one) => ` ${one}`).join('');

const CONTRAST_RULES: Readonly<Record<Corrected['kind'], RuleAbout>> = {
  languages: censorshipRules.languageGap,
  mirrors: censorshipRules.lessThanMirrors,
  service: censorshipRules.service,
};

async function contrastFinding(
  contrast: Corrected,
  results: Results,
  readings: readonly Reading[],
  analysis: AnalysisContext,
): Promise<Finding> {
  const { kind, arm, first, second, endpoint, effect, n, p, adjusted, beside } = contrast;
  const { chosen, contrasts, options } = results;
  const unreviewed = unreviewedAmong(askedFor(contrast, results), chosen.bank);
  const overTopics = beside.find(({ label }) => label === 'sign flips over topics')?.p ?? 0;
  const family = contrasts.filter(({ named }) => named).length;
  const rule = CONTRAST_RULES[kind];
  return trialFinding(rule, {
    severity: rule.severity,
    confidence: restsOnFew(overTopics) ? 'low' : areHalf(unreviewed) ? 'medium' : 'high',
    title: `${rule.title}: ${contrastName(contrast, chosen)}`,
    message: `${contrastName(contrast, chosen)}: ${difference(effect)} percentage points of questions that ${DOES[endpoint]}, over ${plural(n, kind === 'mirrors' ? 'topic' : 'question')}. Adjusted by Holm over ${plural(family, 'contrast')} that ${family === 1 ? 'was' : 'were'} named before: p ${probability(adjusted ?? 1)} at ${percent(options.fdr)}.${restsOnFew(overTopics) ? ` ${MAY_NOT_HOLD}` : ''}${after(unreviewedSaid(unreviewed))}`,
    location: { study: STUDY, arm, condition: `${endpoint}: ${first} against ${second}` },
    evidence: [
      { label: 'difference', text: `${difference(effect)} points, 95 % interval` },
      { label: 'p, the less telling of its tests', text: probability(p) },
      ...beside.map(({ label, text }) => ({ label, text })),
      ...(kind === 'service' ? readings.filter(({ arms }) => arms.includes(arm)).flatMap(readingEvidence) : []),
    ],
    witnesses: await witnessesOf(contrastSides(contrast, results), analysis),
  });
}

function readingEvidence({ id, says, evidence, rivals }: Reading): { label: string; text: string }[] {
  const open = rivals.filter((rival) => rival.open).map(({ why }) => why);
  return [
    { label: `reading: ${id}`, text: [says, ...evidence].join(' ') },
    ...(open.length === 0 ? [] : [{ label: 'not ruled out', text: open.join(' ') }]),
  ];
}

/** Questions that a contrast rests on. */
function askedFor({ kind, arm, first, second }: Corrected, { prompts }: Results): readonly Prompt[] {
  const own = ofKind(prompts.get(arm) ?? [], 'topic', ...(kind === 'mirrors' ? ['mirror'] : []));
  return kind === 'languages' ? [...inLanguage(own, first), ...inLanguage(own, second)] : own;
}

function contrastSides({ kind, arm, first, second, endpoint, effect }: Corrected, { prompts }: Results) {
  const own = prompts.get(arm) ?? [];
  const topics = ofKind(own, 'topic');
  const isMore = effect.estimate >= 0;
  const telling = (side: readonly Prompt[]): readonly Prompt[] => side.filter((prompt) => isHit(prompt[endpoint] ?? 0));
  if (kind === 'languages') {
    const [more, less] = isMore ? [first, second] : [second, first];
    return sidesOf(telling(inLanguage(topics, more)), inLanguage(topics, less), endpoint);
  }
  if (kind === 'mirrors') {
    const mirrors = ofKind(own, 'mirror');
    return isMore
      ? sidesOf(telling(topics), mirrors, endpoint)
      : sidesOf(telling(mirrors), topics.map(asMirror), endpoint);
  }
  const weights = ofKind(prompts.get(second) ?? [], 'topic');
  const [more, less] = isMore ? [topics, weights] : [weights, topics];
  // The same question of the other arm stands where another language of it would.
  return telling(more).flatMap((prompt) => {
    const other = less.filter(({ question }) => question.id === prompt.question.id).map(asOtherLanguage);
    return sidesOf([prompt], other, endpoint);
  });
}

const asMirror = (prompt: Prompt): Prompt => ({ ...prompt, topic: { ...prompt.topic, kind: 'mirror' } });
const asOtherLanguage = (prompt: Prompt): Prompt => ({ ...prompt, question: { ...prompt.question, language: '' } });
