import { printable } from '../../core/printable.ts';
import type { GraphStructure } from '../../formats/graph/structure.ts';
import type { Draft, Rule } from '../rule.ts';

/** Operators of TensorFlow that do more than compute. Those that restore and save checkpoints are in every saved model. */
const REACH: Readonly<Record<string, readonly [Draft['severity'], string]>> = {
  WriteFile: ['high', 'writes a file'],
  ReadFile: ['medium', 'reads a file'],
  MatchingFiles: ['medium', 'lists files'],
  PyFunc: ['high', 'calls a function of Python'],
  PyFuncStateless: ['high', 'calls a function of Python'],
  EagerPyFunc: ['high', 'calls a function of Python'],
  RpcCall: ['high', 'calls another machine'],
  Rpc: ['high', 'calls another machine'],
  TryRpc: ['high', 'calls another machine'],
};

export const graphReachRule: Rule = {
  id: 'graph-reach',
  title: 'The graph reaches beyond its own numbers',
  severity: 'high',
  explanation:
    'A model in ONNX may keep the numbers of its tensors in files beside it. Here the name of such a file leaves the folder of the model, so that a file of the machine is read as weights, and can be told from what the model answers (CVE-2022-25882, CVE-2024-27318). A graph of TensorFlow runs as a program does: some operators read and write files or call Python.',
  advice: 'Do not load the model outside a sandbox without files. Ask for one whose files lie beside it.',
  references: ['CWE-22', 'CWE-73', 'CVE-2022-25882', 'AML.T0011.000', 'LLM03:2025'],
  anomalies: {
    'graph.changed': 'medium',
    'graph.limit': 'medium',
    'graph.malformed': 'low',
    'graph.truncated': 'low',
    'graph.unreadable': 'medium',
    'graph.unsupported': 'low',
  },
  scope: 'part',
  formats: ['graph'],
  *check(part): Generator<Draft> {
    const graph = part.structure as GraphStructure | undefined;
    if (graph === undefined) return;
    for (const location of graph.locations) {
      if (!leaves(location)) continue;
      yield {
        severity: 'high',
        confidence: 'high',
        message: `A tensor takes its numbers from ${JSON.stringify(printable(location, 200))}, outside of the folder of the model.`,
        key: `location\0${location}`,
      };
    }
    if (graph.flavour !== 'tensorflow') return;
    for (const { name, count } of graph.operators) {
      const [severity, what] = REACH[name] ?? [];
      if (severity === undefined || what === undefined) continue;
      yield {
        severity,
        confidence: 'high',
        message: `The operator ${name} ${what} when the model runs (${count} in all).`,
        key: `operator\0${name}`,
      };
    }
  },
};

/** Absolute, of a drive or a scheme, or with a step up that leaves its folder. */
function leaves(location: string): boolean {
  if (/^[\\/~]|^[A-Za-z]:|^\w+:\/\//.test(location)) return true;
  let depth = 0;
  for (const step of location.split(/[\\/]/)) {
    if (step === '..') depth--;
    else if (step !== '' && step !== '.') depth++;
    if (depth < 0) return true;
  }
  return false;
}
