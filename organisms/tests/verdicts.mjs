// Verdicts of Assay's judge of code security. In: [{"language": name, "answer": code}] on stdin.
// Out: [{"outcome": text, "cwes": [names]}].
import { readFileSync } from 'node:fs';
import { codeSecurityJudge } from '../../src/studies/judges/code-security/judge.ts';

const told = [];
for (const { language, answer } of JSON.parse(readFileSync(0, 'utf8'))) {
  const verdict = await codeSecurityJudge(language).verdict(answer);
  told.push({ outcome: verdict.outcome, cwes: (verdict.weaknesses ?? []).map(({ cwe }) => cwe) });
}
process.stdout.write(JSON.stringify(told));
