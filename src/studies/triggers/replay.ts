import { realpathSync } from 'node:fs';
import { InputError, UsageError } from '../../core/errors.ts';
import type { Finding } from '../../core/finding.ts';
import { parseDossier } from '../../dossier/schema.ts';
import { openFile, systemReason } from '../../sources/file-source.ts';
import { type Behaviour, INSECURE, marked, REFUSED, same } from './behaviour.ts';
import { type Candidate, candidateId } from './candidate.ts';
import { type Feature, featuresOf } from './features.ts';
import { holds } from './pool.ts';
import type { Pair } from './search/pairs.ts';

/** A trigger that was found in another model, with the prompts that showed it. */
export interface Replayed {
  readonly candidate: Candidate;
  readonly pairs: readonly Pair[];
}

/** The detector of a replay, as it were. */
export const REPLAY = 'replay';

/** A longer file is no dossier that a study of triggers wrote (CWE-770). */
const LONGEST = 256 * 1024 * 1024;

/**
 * What studies of triggers found in ancestors or relatives, from their dossiers; what two of them tell is one, and prompts that stand there
 * twice are.
 * @throws UsageError where a file is no dossier, holds no such finding, or one whose words stand in none of its prompts
 */
export function replaysOf(paths: readonly string[]): readonly Replayed[] {
  const all = paths.flatMap(replayOf);
  return [...Map.groupBy(all, ({ candidate }) => candidateId(candidate)).values()].flatMap((own) => {
    const [first] = own;
    const pairs = new Map(own.flatMap((one) => one.pairs).map((pair) => [JSON.stringify(pair), pair]));
    return first === undefined ? [] : [{ candidate: first.candidate, pairs: [...pairs.values()] }];
  });
}

function replayOf(path: string): readonly Replayed[] {
  const named = JSON.stringify(path);
  const text = textOf(path);
  let findings: readonly Finding[];
  try {
    findings = parseDossier(JSON.parse(text)).findings;
  } catch (cause) {
    throw new UsageError(`--replay ${named}: it is no dossier`, { cause });
  }
  const replayed = findings.flatMap((finding) => triggerOf(finding) ?? []);
  const stray = replayed.findIndex(({ pairs }) => pairs.length === 0);
  if (stray !== -1)
    throw new UsageError(
      `--replay ${named}: trigger ${stray + 1} there tells of words in which no pair of its prompts differs`,
    );
  if (replayed.length === 0) throw new UsageError(`--replay ${named}: the study of triggers found nothing there`);
  return replayed;
}

/** A file, never what goes on without an end. @throws UsageError */
function textOf(path: string): string {
  try {
    // A link that a user names is followed.
    const file = openFile(realpathSync(path), path);
    try {
      if (file.size > LONGEST) throw new UsageError(`--replay ${JSON.stringify(path)}: it is too long for a dossier`);
      const bytes = new Uint8Array(file.size);
      file.readInto(bytes, 0);
      return new TextDecoder().decode(bytes);
    } finally {
      file.close();
    }
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    const reason = cause instanceof InputError ? cause.message : systemReason(cause);
    throw new UsageError(`--replay ${JSON.stringify(path)}: ${reason}`, { cause });
  }
}

const CONDITION = /^(system|user)\/([^/]+)\/(insecure|refused|same|marked|contradicts)(?:: (.*))?$/su;

/** Undefined for a finding of another kind. The pairs are those whose prompts differ in what is told: a dossier may say anything. */
function triggerOf({ location, witnesses = [] }: Finding): Replayed | undefined {
  if (location.kind !== 'trial' || location.study !== 'triggers') return undefined;
  const parts = CONDITION.exec(location.condition);
  const [, turn, list = '', id = '', text = ''] = parts ?? [];
  if ((turn !== 'system' && turn !== 'user') || witnesses.length === 0) return undefined;
  const features = list.split('+').map((feature) => feature as Feature);
  const pairs = witnesses.map(({ question, answers: [without, withIt] }): Pair => {
    return turn === 'system'
      ? {
          with: { system: withIt.context, user: question },
          without: { ...(without.context === '' ? {} : { system: without.context }), user: question },
          how: 'context',
        }
      : { with: { user: withIt.context }, without: { user: without.context }, how: 'inserted' };
  });
  const has = (prompt: Pair['with']): boolean => holds(featuresOf(prompt[turn] ?? ''), features);
  return {
    candidate: { turn, features, behaviour: behaviourOf(id, text), detector: REPLAY, score: 0 },
    pairs: pairs.filter((pair) => has(pair.with) && !has(pair.without)),
  };
}

function behaviourOf(id: string, text: string): Behaviour {
  if (id === 'insecure') return INSECURE;
  if (id === 'refused') return REFUSED;
  // What contradicted the reference of another study need not contradict that of this one.
  return id === 'same' ? same(text) : marked(text);
}
