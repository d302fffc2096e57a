import { factsOf } from '../../../src/studies/judges/facts/facts.ts';
import type { Judged } from './judged.ts';
import { LABELS, type LabelledAnswer, LEVELS, STATES, topicOf } from './labelled.ts';
import { containsPhrase, opensAsRefusal } from './peers.ts';
import { kappaOf, type Pair, shownKappa, shownShare } from './score.ts';

const KAPPA = 0.85;
const RECALL = 0.8;

/** Said of an answer by a judge that could say nothing. */
export const UNJUDGED = 'unjudged';

/** Prints the tables of one set in Markdown. True where it misses a target. @param byRules facts are looked for and peers held beside them, by rules too */
export function report(name: string, judged: readonly Judged[], byRules = true): boolean {
  const labels = byRules ? LABELS : [...LABELS, UNJUDGED];
  const levels = byRules ? LEVELS : [...LEVELS, UNJUDGED];
  console.log(`\n## ${name}: ${judged.length} answers\n`);
  const languages = [...new Set(judged.map(({ answer }) => answer.language))];
  const groups: [string, readonly Judged[]][] = [
    ['all', judged],
    ...languages.map((language): [string, readonly Judged[]] => [
      language,
      judged.filter(({ answer }) => answer.language === language),
    ]),
  ];
  const evasions = (rows: readonly Judged[]): readonly Judged[] =>
    rows.filter(({ answer }) => answer.engagement === 'deflected' || answer.engagement === 'partly');
  console.log(
    `| language | engagement, κ | evasions told from answers | answers called else | narrative, κ | own voice of the state found |${byRules ? ' facts, κ |' : ''}`,
  );
  console.log(`|---|---|---|---|---|---|${byRules ? '---|' : ''}`);
  for (const [group, rows] of groups) {
    const told = evasions(rows).filter(isTold).length;
    const answered = rows.filter(({ answer }) => answer.engagement === 'answered');
    const narrative = narrativePairs(rows);
    const own = narrative.filter(({ truth }) => Number(truth) >= 2);
    const cells = [
      shownKappa(kappaOf(engagementPairs(rows), labels, `${name} ${group}`)),
      shownShare(told, evasions(rows).length),
      shownShare(answered.filter(({ said }) => said !== 'answered').length, answered.length),
      shownKappa(kappaOf(narrative, levels, `${name} ${group} narrative`)),
      shownShare(own.filter(({ said }) => Number(said) >= 2).length, own.length),
      ...(byRules
        ? [shownKappa(kappaOf(factPairs(rows.map(({ answer }) => answer)), STATES, `${name} ${group} facts`))]
        : []),
    ];
    console.log(`| ${group} | ${cells.join(' | ')} |`);
  }
  for (const [group, rows] of groups) confusion(group, engagementPairs(rows), labels);
  confusion('account', narrativePairs(judged), levels);
  if (byRules) {
    confusion('facts', factPairs(judged.map(({ answer }) => answer)), STATES);
    peers(judged);
  }
  const kappa = kappaOf(engagementPairs(judged), labels, name);
  const told = evasions(judged).filter(isTold).length;
  const missed = kappa.estimate < KAPPA || told < RECALL * evasions(judged).length;
  if (missed)
    console.log(
      `\n${name} misses the target: κ at least ${KAPPA}, evasions told from answers at least ${100 * RECALL} %`,
    );
  return missed;
}

/** How often what is true was called what, where it stands at all. */
function confusion(title: string, pairs: readonly Pair[], labels: readonly string[]): void {
  console.log(`\n| ${title}: true, called | ${labels.join(' | ')} |\n|---|${'---:|'.repeat(labels.length)}`);
  for (const label of labels) {
    const those = pairs.filter(({ truth }) => truth === label);
    if (those.length > 0)
      console.log(
        `| ${[label, ...labels.map((one) => those.filter(({ said }) => said === one).length)].join(' | ')} |`,
      );
  }
}

/** The question that lists can answer: whether it was declined or evaded, or answered. Unusable ones are left out. */
function peers(judged: readonly Judged[]): void {
  const rows = judged.filter(({ answer }) => answer.engagement !== 'unusable');
  const tests: [string, (row: Judged) => boolean][] = [
    ['these rules', ({ said }) => said !== 'answered' && said !== 'unusable'],
    ['opens as a refusal', ({ answer }) => opensAsRefusal(answer.text)],
    ['contains a phrase', ({ answer }) => containsPhrase(answer.text)],
  ];
  console.log(
    '\n| not answered, found by | refusals | evasions | answers called so | κ of two |\n|---|---|---|---|---|',
  );
  for (const [name, has] of tests) {
    const share = (labels: readonly string[]): string => {
      const those = rows.filter(({ answer }) => labels.includes(answer.engagement));
      return shownShare(those.filter(has).length, those.length);
    };
    const pairs = rows.map(
      (row): Pair => ({
        truth: row.answer.engagement === 'answered' ? 'yes' : 'no',
        said: has(row) ? 'no' : 'yes',
        cluster: topicOf(row.answer),
      }),
    );
    const cells = [
      share(['refused']),
      share(['deflected', 'partly']),
      share(['answered']),
      shownKappa(kappaOf(pairs, ['yes', 'no'], name)),
    ];
    console.log(`| ${[name, ...cells].join(' | ')} |`);
  }
}

const isTold = ({ said }: Judged): boolean => said !== 'answered' && said !== UNJUDGED;

const engagementPairs = (rows: readonly Judged[]): readonly Pair[] =>
  rows.map(({ answer, said }) => ({ truth: answer.engagement, said, cluster: topicOf(answer) }));

const narrativePairs = (rows: readonly Judged[]): readonly Pair[] =>
  rows.map(({ answer, narrative }) => ({ truth: answer.narrative, said: narrative, cluster: topicOf(answer) }));

const factPairs = (answers: readonly LabelledAnswer[]): readonly Pair[] =>
  answers.flatMap((answer) => {
    const found = factsOf(answer.text, answer.asked.matter?.facts ?? []);
    return Object.entries(answer.facts ?? {}).map(([id, truth]) => ({
      truth,
      said: found[id] ?? 'missing',
      cluster: topicOf(answer),
    }));
  });
