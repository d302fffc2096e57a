import { printable } from '../../core/printable.ts';
import type { ScriptCommand } from '../../formats/script-commands.ts';
import type { Draft, Rule } from '../rule.ts';

const WHAT: Readonly<Record<ScriptCommand['what'], readonly [Draft['severity'], string]>> = {
  'fetch-and-run': ['medium', 'fetches a program and runs it in the same breath'],
  'fetch-by-system-tool': ['medium', 'fetches a file with a tool of the system that is meant for something else'],
  'encoded-command': ['high', 'runs a command that is encoded so that people cannot read it'],
  'remote-shell': ['high', 'opens a shell of this machine to another one'],
};
/** Installers that their projects publish in this way, by host. */
const INSTALLERS =
  /https:\/\/(?:sh\.rustup\.rs|install\.python-poetry\.org|astral\.sh|ollama\.(?:com|ai)|get\.docker\.com|bootstrap\.pypa\.io|deb\.nodesource\.com|raw\.githubusercontent\.com\/(?:Homebrew|nvm-sh|pyenv)|pyenv\.run|hf\.co\/cli)(?:[/\s"')|]|$)/i;

export const scriptCommandRule: Rule = {
  id: 'script-command',
  title: 'A script runs what nobody can read beforehand',
  severity: 'high',
  explanation:
    'A script beside the weights, or a configuration of what builds and runs it, fetches a program and runs it at once, runs an encoded command, or gives a shell of the machine to another one. What then runs is not in the repository, can change from one day to the next, and is what whoever answers the request wants it to be. Installers of well-known projects over https are not reported.',
  advice: 'Do not run the script. Read what it would fetch, and ask the publisher what for.',
  references: ['CWE-494', 'CWE-506', 'AML.T0011.000', 'LLM03:2025'],
  anomalies: { 'executable.limit': 'low' },
  scope: 'part',
  formats: ['executable', 'config-code', 'workspace'],
  *check(part): Generator<Draft> {
    const { commands = [] } = (part.structure ?? {}) as { commands?: readonly ScriptCommand[] };
    for (const { what, text, line } of commands) {
      if (what === 'fetch-and-run' && INSTALLERS.test(text)) continue;
      const [severity, says] = WHAT[what];
      yield {
        severity,
        confidence: 'medium',
        message: `Line ${line} ${says}.`,
        evidence: [{ label: 'line', text: printable(text, 200) }],
        line,
        key: `${what}\0${text}`,
      };
    }
  },
};
