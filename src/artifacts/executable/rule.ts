import type { Severity } from '../../core/finding.ts';
import { printable } from '../../core/printable.ts';
import type { ExecutableKind, ExecutableStructure } from '../../formats/executable/structure.ts';
import type { SurveyedPart } from '../../survey/surveyed.ts';
import type { Draft, Rule } from '../rule.ts';

const WHAT: Readonly<Record<ExecutableKind, string>> = {
  elf: 'a program or library for Linux',
  pe: 'a program or library for Windows',
  'mach-o': 'a program or library for macOS',
  ape: 'a program that runs on several systems at once',
  wasm: 'a WebAssembly module',
  'java-class': 'Java bytecode',
  dex: 'Android bytecode',
  'python-bytecode': 'compiled Python',
  shortcut: 'a Windows shortcut, which starts a program when it is opened',
  ole: 'a document of old Microsoft Office or a Windows installer, which may hold macros or programs',
  script: 'a script',
};
const MACHINE: ReadonlySet<ExecutableKind> = new Set(['elf', 'pe', 'mach-o', 'ape', 'dex', 'java-class']);

/** Names under which nobody expects something that runs: weights, data, text, pictures. */
const DATA =
  /\.(?:safetensors|gguf|ggml|bin|pt|pth|ckpt|pkl|pickle|joblib|npy|npz|onnx|h5|hdf5|keras|pb|tflite|msgpack|model|params|pdparams|weights|json|jsonl|txt|md|rst|csv|tsv|parquet|arrow|ya?ml|toml|xml|html?|png|jpe?g|gif|webp|bmp|svg|ico|pdf|wav|mp3|flac|mp4|zip|tar|gz|lock|vocab|merges|tiktoken|index|log)$/i;
/** Scripts that only Windows runs, by a double click, and that no training needs. */
const CLICKED = /\.(?:vbs|vbe|wsf|hta|lnk|scr|reg|scpt)$/i;

export const executableRule: Rule = {
  id: 'executable',
  title: 'Something among the weights runs by itself',
  severity: 'high',
  explanation:
    'A model needs numbers, a configuration and at most some Python. Programs, native libraries, bytecode and scripts run on the machine of whoever starts or imports them, and Assay does not examine what they do. Under the name of weights, text or a picture they are hidden on purpose. Libraries that extend a runtime and scripts that start a training are ordinary, but they too are code from a stranger.',
  advice: 'Do not start or import it. Delete what runs under a false name; build libraries yourself from source.',
  references: ['CWE-506', 'CWE-646', 'AML.T0011.000', 'LLM03:2025'],
  scope: 'part',
  formats: ['executable'],
  *check(part): Generator<Draft> {
    const structure = part.structure as ExecutableStructure | undefined;
    if (structure === undefined) return;
    const path = part.at.member ?? part.at.path;
    const name = path.slice(path.lastIndexOf('/') + 1);
    const { flavour, interpreter } = structure;
    const severity = severityOf(part, structure, name);
    const by = interpreter === undefined ? '' : ` for ${printable(interpreter, 60)}`;
    const hidden = severity === 'high' ? ', under a name that promises data' : '';
    yield {
      severity,
      confidence: part.match === 'magic' ? 'high' : 'medium',
      message: `${printable(name, 120)} is ${WHAT[flavour]}${by}${hidden}.`,
      key: flavour,
    };
  },
};

function severityOf({ at, match }: SurveyedPart, { flavour }: ExecutableStructure, name: string): Severity {
  if (match !== 'name' && DATA.test(name)) return flavour === 'ole' ? 'medium' : 'high';
  if (MACHINE.has(flavour)) return 'medium';
  if (flavour === 'shortcut' || CLICKED.test(name)) return 'medium';
  // What Python itself leaves beside its sources; elsewhere it is imported in the place of a source that is not there.
  if (flavour === 'python-bytecode') return /(?:^|\/)__pycache__\//.test(at.member ?? at.path) ? 'low' : 'medium';
  return flavour === 'script' ? 'info' : 'low';
}
