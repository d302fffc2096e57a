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
    'A model needs numbers, a configuration and at most some Python. Programs, native libraries, bytecode and scripts run on the machine of whoever starts or imports them, and Assay reads of them only what they are, and of scripts the lines that fetch and run something. Under the name of weights, text or a picture they are hidden on purpose. Libraries that extend a runtime and scripts that start a training are ordinary, but they too are code from a stranger.',
  advice: 'Do not start or import it. Delete what runs under a false name; build libraries yourself from source.',
  references: ['CWE-506', 'CWE-646', 'AML.T0011.000', 'LLM03:2025'],
  scope: 'file',
  *check(file): Generator<Draft> {
    const alike = Map.groupBy(
      file.parts.filter(({ format, structure }) => format === 'executable' && structure !== undefined).map(judged),
      ({ severity, structure }) => `${structure.flavour} ${severity}`,
    );
    for (const [key, [first, ...others]] of alike) if (first !== undefined) yield draft(key, first, others.length);
  },
};

interface Judged {
  readonly part: SurveyedPart;
  readonly structure: ExecutableStructure;
  readonly name: string;
  readonly severity: Severity;
}

function judged(part: SurveyedPart): Judged {
  const structure = part.structure as ExecutableStructure;
  const path = part.at.member ?? part.at.path;
  const name = path.slice(path.lastIndexOf('/') + 1);
  return { part, structure, name, severity: severityOf(part, structure, name) };
}

/** One finding for all of a kind in one file: a Java archive holds thousands. */
function draft(key: string, { part, structure, name, severity }: Judged, others: number): Draft {
  const { flavour, interpreter } = structure;
  const by = interpreter === undefined ? '' : ` for ${printable(interpreter, 60)}`;
  const hidden = severity === 'high' ? ', under a name that promises data' : '';
  const where = part.at.member === undefined ? '' : ' inside this file';
  const more = others === 0 ? '' : ` So are ${others} more.`;
  return {
    severity,
    confidence: part.match === 'magic' ? 'high' : 'medium',
    message: `${printable(name, 120)}${where} is ${WHAT[flavour]}${by}${hidden}.${more}`,
    ...(part.at.member === undefined ? {} : { evidence: [{ label: 'member', text: printable(part.at.member, 200) }] }),
    key,
  };
}

function severityOf({ at, match }: SurveyedPart, { flavour }: ExecutableStructure, name: string): Severity {
  if (match !== 'name' && DATA.test(name)) return flavour === 'ole' ? 'medium' : 'high';
  if (MACHINE.has(flavour)) return 'medium';
  if (flavour === 'shortcut' || CLICKED.test(name)) return 'medium';
  // What Python itself leaves beside its sources; elsewhere it is imported in the place of a source that is not there.
  if (flavour === 'python-bytecode') return /(?:^|\/)__pycache__\//.test(at.member ?? at.path) ? 'low' : 'medium';
  return flavour === 'script' ? 'info' : 'low';
}
