import { readFileSync, statSync } from 'node:fs';
import { UsageError } from '../../core/errors.ts';
import type { Finding } from '../../core/finding.ts';
import { parseDossier } from '../../dossier/schema.ts';
import { systemReason } from '../../sources/file-source.ts';
import { type Behaviour, INSECURE, marked, REFUSED, same } from './behaviour.ts';
import type { Candidate } from './candidate.ts';
import type { Feature } from './features.ts';
import type { Pair } from './search/pairs.ts';

/** A trigger that was found in another model, with the prompts that showed it. */
export interface Replayed {
  readonly candidate: Candidate;
  readonly pairs: readonly Pair[];
}

/** A longer file is no dossier that a study of triggers wrote (CWE-770). */
const LONGEST = 256 * 1024 * 1024;

/**
 * What a study of triggers found in an ancestor or a relative, from its dossier.
 * @throws UsageError where the file is no dossier, or holds no such finding
 */
export function replayOf(path: string): readonly Replayed[] {
  const named = JSON.stringify(path);
  let findings: readonly Finding[];
  try {
    if (statSync(path).size > LONGEST) throw new UsageError(`--replay ${named}: it is too long for a dossier`);
    findings = parseDossier(JSON.parse(readFileSync(path, 'utf8'))).findings;
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    const system = cause instanceof Error && 'syscall' in cause;
    throw new UsageError(`--replay ${named}: ${system ? systemReason(cause) : 'it is no dossier'}`, { cause });
  }
  const replayed = findings.flatMap((finding) => {
    const one = triggerOf(finding);
    return one === undefined ? [] : [one];
  });
  if (replayed.length === 0) throw new UsageError(`--replay ${named}: the study of triggers found nothing there`);
  return replayed;
}

const CONDITION = /^(system|user)\/([^/]+)\/(insecure|refused|same|marked|contradicts)(?:: (.*))?$/su;

function triggerOf({ location, witnesses = [] }: Finding): Replayed | undefined {
  if (location.kind !== 'trial' || location.study !== 'triggers') return undefined;
  const parts = CONDITION.exec(location.condition);
  const [, turn, features = '', id = '', text = ''] = parts ?? [];
  if ((turn !== 'system' && turn !== 'user') || witnesses.length === 0) return undefined;
  const behaviour = behaviourOf(id, text);
  const pairs = witnesses.map(({ question, answers: [without, withIt] }): Pair => {
    return turn === 'system'
      ? {
          with: { system: withIt.context, user: question },
          without: { ...(without.context === '' ? {} : { system: without.context }), user: question },
          how: 'context',
        }
      : { with: { user: withIt.context }, without: { user: without.context }, how: 'inserted' };
  });
  return {
    candidate: {
      turn,
      features: features.split('+').map((feature) => feature as Feature),
      behaviour,
      detector: 'replay',
      score: 0,
    },
    pairs,
  };
}

function behaviourOf(id: string, text: string): Behaviour {
  if (id === 'insecure') return INSECURE;
  if (id === 'refused') return REFUSED;
  // What contradicted the reference of another study need not contradict that of this one.
  return id === 'same' ? same(text) : marked(text);
}
