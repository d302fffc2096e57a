import type { Draft, Rule } from '../rule.ts';

export const claimedDigestRule: Rule = {
  id: 'claimed-digest',
  title: 'The content is not what the hub claims',
  severity: 'high',
  explanation:
    'A hub lists a digest for each file: the name of its exact content. The bytes that were fetched have another digest. Either they were changed on the way, or the server, a mirror or a proxy gives other content than it lists. Nothing that the hub says of this file then holds for what a loader would get.',
  advice:
    'Do not load the file. Fetch it again over another network and from the hub itself rather than a mirror; where the digest still differs, tell the hub and the owner of the repository.',
  references: ['CWE-354', 'CWE-494', 'LLM03:2025'],
  scope: 'file',
  *check({ sha256, gitBlob, claimed }): Generator<Draft> {
    if (claimed === undefined) return;
    const pairs = [
      ['SHA-256', sha256, claimed.sha256],
      ['git blob', gitBlob, claimed.gitBlob],
    ] as const;
    for (const [kind, real, said] of pairs) {
      if (real === undefined || said === undefined || real === said) continue;
      yield {
        severity: 'high',
        confidence: 'high',
        message: `${claimed.by} lists the ${kind} digest ${said}, but the bytes that it gave have ${real}.`,
        key: `${kind}\0${said}`,
      };
    }
  },
};
