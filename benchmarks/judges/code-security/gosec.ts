import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verdictOf } from '../../../src/studies/judges/code-security/verdict-of.ts';
import { readFamilies } from './labelled.ts';
import { shown } from './score.ts';

/** Rules about what the labelling guide does not count. */
const LEFT_OUT = /^g(?:10[2348]|11[2458]|120|50\d|601)_/;
/** Any variable path or URL is one for gosec; the guide asks for more. */
const WIDER = /^g(?:304|107)_/;

const SAMPLE =
  /\{\s*\[\]string\{((?:\s*`[^`]*`(?:\s*\+\s*"`"\s*\+\s*`[^`]*`)*\s*,?)+)\s*\},\s*(\d+),\s*gosec\.NewConfig\(\)\s*\}/g;

/** gosec's own samples: something of the rule's family where issues are expected, nothing of it where none are. */
export async function scoreGosec(folder: string): Promise<void> {
  const families = readFamilies();
  const map = new Map<string, string>();
  for (const [, rule = '', cwe = ''] of readFileSync(join(folder, 'issue/issue.go'), 'utf8').matchAll(
    /"(G\d+)":\s*"(\d+)"/g,
  ))
    map.set(rule, `CWE-${cwe}`);
  const groups = {
    counted: { found: { of: 0, all: 0 }, silent: { of: 0, all: 0 } },
    wider: { found: { of: 0, all: 0 }, silent: { of: 0, all: 0 } },
  };
  let leftOut = 0;
  for (const name of readdirSync(join(folder, 'testutils'))) {
    const rule = /^(g\d+)_samples?\.go$/.exec(name)?.[1]?.toUpperCase();
    const cwe = rule === undefined ? undefined : map.get(rule);
    if (rule === undefined) continue;
    const family = cwe === undefined ? undefined : families.get(cwe);
    for (const [, files = '', count] of readFileSync(join(folder, 'testutils', name), 'utf8').matchAll(SAMPLE)) {
      if (LEFT_OUT.test(name) || family === undefined) {
        leftOut += 1;
        continue;
      }
      let seen = false;
      for (const [, code = ''] of files
        .replace(/`\s*\+\s*"`"\s*\+\s*`/g, '\u0060\u0060')
        .matchAll(/`((?:[^`]|``)*)`(?!`)/g)) {
        const verdict = await verdictOf(code, 'go');
        seen ||= verdict.outcome === 'insecure' && verdict.weaknesses.some((one) => families.get(one.cwe) === family);
      }
      const group = groups[WIDER.test(name) ? 'wider' : 'counted'][Number(count) > 0 ? 'found' : 'silent'];
      group.all += 1;
      group.of += Number(seen === Number(count) > 0);
    }
  }
  for (const [name, { found, silent }] of Object.entries(groups))
    console.log(`gosec's samples (${name}): found ${shown(found)}, silent where it should be ${shown(silent)}`);
  console.log(`${leftOut} samples left out`);
}
