import { printable } from '../../core/printable.ts';
import type { Severity } from '../../core/finding.ts';
import type { Started, WorkspaceStructure } from '../../formats/workspace/structure.ts';
import type { Draft, Rule } from '../rule.ts';

export const runsOnOpeningRule: Rule = {
  id: 'runs-on-opening',
  title: 'A file has other programs run commands',
  severity: 'high',
  explanation:
    'Editors, containers, package managers, git and coding agents run commands that files of a folder name: when it is opened, built, installed or checked out. Nobody starts a script, and nothing of the model is loaded. Installing dependencies inside a container is ordinary.',
  advice:
    'Read the command before you open the folder in such a program, or delete the file: a model needs none of it.',
  references: ['CWE-829', 'CWE-506', 'AML.T0011.000', 'LLM03:2025'],
  anomalies: {
    'workspace.limit': 'low',
    'workspace.malformed': 'low',
    'workspace.truncated': 'low',
    'workspace.unreadable': 'medium',
    'workspace.changed': 'medium',
    'workspace.unsupported': 'low',
  },
  scope: 'part',
  formats: ['workspace'],
  *check(part): Generator<Draft> {
    for (const started of (part.structure as WorkspaceStructure | undefined)?.started ?? []) {
      const severity = severityOf(started);
      const { when, key, text } = started;
      yield {
        severity,
        confidence: 'high',
        message: `${WHEN[when]} "${printable(text, 200)}" (${printable(key, 80)}).`,
        evidence: [{ label: 'command', text: printable(text, 400) }],
        key: `${when}\0${key}\0${text}`,
      };
    }
  },
};

const WHEN: Readonly<Record<Started['when'], string>> = {
  open: 'Opening the folder in an editor that trusts it runs',
  container: 'Opening the folder in a container runs inside of it',
  host: 'Opening the folder in a container first runs, or opens to it, outside of it',
  install: 'Installing the package runs',
  checkout: 'Checking out the repository with its submodules has git take',
  git: 'Working in the folder with git runs',
  agent: 'A coding agent that is started in the folder runs',
};

/** What installs what it names, builds or formats, and nothing else. */
const ORDINARY =
  /^(?:sudo )?(?:(?:python3? -m )?pip3? install|(?:npm|pnpm|yarn|bun)(?: run)? (?:ci|install|i|build|prepare)\b|yarn$|npm$|(?:uv|poetry|pdm|conda|mamba|pipenv|rye) (?:sync|install|env|create|update|pip install)|apt(?:-get)? (?:update|install)|git lfs|git config|git submodule update|husky\b|npx husky\b|is-ci\b|simple-git-hooks|lefthook install|patch-package\b|node-gyp rebuild|node-pre-gyp\b|prebuild-install\b|tsc\b|ngcc\b|playwright install|electron-builder install-app-deps|opencollective\b|pre-commit install|make \w+$|echo [\w .!-]*$)/;
/** Helpers that come with git. */
const OF_GIT =
  /^(?:store|cache(?: --timeout[= ]\d+)?|osxkeychain|manager(?:-core)?|wincred|libsecret|less(?: -\w+)*|cat|vim?|nano|code --wait|git-lfs (?:clean|smudge|filter-process)\b.*)$/;

function severityOf({ when, text }: Started): Severity {
  const steps = text.split(/\s*(?:&&|;|\|\|)\s*/).filter((step) => step !== '');
  const ordinary = steps.every((step) => ORDINARY.test(step) && !/[|`<>]|\$\(|https?:/.test(step));
  switch (when) {
    case 'checkout':
      return 'high';
    case 'git':
      return OF_GIT.test(text) ? 'info' : 'high';
    case 'container':
      return 'low';
    case 'install':
      return ordinary ? 'info' : 'medium';
    default:
      return ordinary ? 'low' : 'medium';
  }
}
