import type { Draft, Rule } from '../rule.ts';

/** What each hub writes for itself, or people edit for its readers: no loader takes it. */
const OF_THE_HUB =
  /(?:^|\/)(?:readme(?:[._-]\w+)?\.md|\.gitattributes|\.gitignore|configuration\.json|licen[cs]e(?:\.\w+)?)$/i;

export const hubDigestDiffersRule: Rule = {
  id: 'hub-digest-differs',
  title: 'Two hubs give different content under one name',
  severity: 'high',
  explanation:
    'The same model is on two hubs, and a file of the same path has another digest on each. One of them may be an older upload, which is harmless; or somebody uploaded a changed copy of a known model under its name, which is how a poisoned model reaches people who use the other hub.',
  advice:
    'Find out which hub the maker of the model publishes on and take the file from there, or compare both with `assay scan` before using either.',
  references: ['CWE-345', 'AML.T0010', 'LLM03:2025'],
  scope: 'file',
  *check({ path, sha256, claimed }): Generator<Draft> {
    const here = sha256 ?? claimed?.sha256;
    const there = claimed?.reference;
    if (claimed === undefined || here === undefined || there === undefined || here === there.sha256) return;
    yield {
      severity: OF_THE_HUB.test(path) ? 'info' : 'high',
      confidence: 'high',
      message: `${claimed.by} has it with the SHA-256 digest ${here}, ${there.by} with ${there.sha256}.`,
      key: `${there.by}\0${there.sha256}`,
    };
  },
};
