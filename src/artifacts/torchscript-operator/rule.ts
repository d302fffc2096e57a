import { printable } from '../../core/printable.ts';
import type { Named, Operator, TorchScriptStructure } from '../../formats/torchscript/structure.ts';
import type { Draft, Rule } from '../rule.ts';

/** Operators that reach beyond tensors. Source: native_functions.yaml and torch/csrc/jit of PyTorch; the operators that torchvision.io and torchaudio register. */
const REACH: Readonly<Record<string, string>> = {
  'aten::from_file': 'maps a file of the machine into memory, to read it or to write it',
  'aten::save': 'writes a file',
  'aten::load': 'reads a file',
  'aten::_save_parameters': 'writes a file',
  'prim::PythonOp': 'calls back into Python',
  'prim::rpc_async': 'calls a function on another machine',
  'prim::rpc_sync': 'calls a function on another machine',
  'prim::rpc_remote': 'calls a function on another machine',
  'image::read_file': 'reads a file',
  'image::write_file': 'writes a file',
  'video_reader::read_video_from_file': 'reads a file',
  'video_reader::probe_video_from_file': 'reads a file',
  'torchaudio::sox_io_get_info': 'reads a file',
  'torchaudio::sox_io_load_audio_file': 'reads a file',
  'torchaudio::sox_io_save_audio_file': 'writes a file',
  'torchaudio::sox_effects_apply_effects_file': 'reads a file',
};
/** Namespaces whose every operator exchanges data with other processes. */
const DISTRIBUTED = new Set(['c10d', 'c10d_functional', '_c10d_functional']);
/** Namespaces that PyTorch itself registers. */
const OWN = new Set([
  'aten',
  'prim',
  'prims',
  'quantized',
  'sparse',
  'inductor',
  'profiler',
  'mkldnn',
  'mkldnn_prepacked',
  'xnnpack',
  'static_runtime',
  'torchvision',
  'torchaudio',
  'image',
  'video_reader',
  'onnx',
  'rngprims',
  '_quantized',
  'tensorexpr',
  'cuda',
]);
/** Native classes that PyTorch itself registers: packed weights of quantised, sparse and mobile layers. */
const OWN_CLASSES = /(?:^|\.)classes\.(?:quantized|rnn|sparse|xnnpack|mkldnn|metal|vulkan)\.\w+$/;
const METHODS = new Set(['from_file', 'save']);

export const torchscriptOperatorRule: Rule = {
  id: 'torchscript-operator',
  title: 'TorchScript code reaches beyond tensors',
  severity: 'high',
  explanation:
    'A TorchScript archive carries code that runs when the model is called. It cannot import Python, but some operators read or write files (torch.from_file maps any path, and writes through it), and custom operators and classes run whatever native code the loading process has registered. A loop without an end stops whatever serves the model.',
  advice: 'Do not run the model outside a sandbox without file access. Export it again from source that you know.',
  references: ['CWE-73', 'CWE-829', 'AML.T0011.000', 'LLM03:2025'],
  anomalies: {
    'torchscript.syntax': 'low',
    'torchscript.limit': 'medium',
    'torchscript-code.malformed': 'medium',
    'torchscript-code.truncated': 'medium',
    'torchscript-code.limit': 'medium',
    'torchscript-code.unsupported': 'medium',
    'torchscript-code.unreadable': 'medium',
    'torchscript-code.changed': 'medium',
  },
  scope: 'part',
  formats: ['torchscript-code'],
  *check(part): Generator<Draft> {
    const script = part.structure as TorchScriptStructure | undefined;
    if (script === undefined) return;
    for (const operator of script.operators) yield* judgeOperator(operator);
    for (const call of script.calls)
      if (METHODS.has(call.name))
        yield draft(
          call,
          'high',
          `a method named ${call.name} is called on a value: on a tensor or on torch it touches files`,
        );
    for (const native of script.nativeClasses.filter(({ name }) => !OWN_CLASSES.test(name)))
      yield draft(
        native,
        'medium',
        `the class ${native.name} is native code that the loading process must have registered`,
      );
    for (const operator of script.operators) yield* judgeSize(operator);
    for (const { offset, line } of script.endlessLoops)
      yield {
        severity: 'medium',
        confidence: 'high',
        title: 'TorchScript code that never ends',
        message: `At line ${line} a loop begins that nothing inside it ends before it has turned for hours: whoever calls the model waits.`,
        references: ['CWE-835', 'LLM10:2025'],
        offset,
        line,
        key: 'endless',
      };
    for (const { offset, line } of script.exploding.slice(0, 1))
      yield {
        severity: 'medium',
        confidence: 'high',
        title: 'TorchScript code that asks for more memory than there is',
        message: `At line ${line} a value has doubled more than forty times: whoever calls the model runs out of memory.`,
        references: ['CWE-789', 'LLM10:2025'],
        offset,
        line,
        key: 'doubling',
      };
    for (const python of script.pythonOperators) yield draft(python, 'medium', `${python.name} calls back into Python`);
  },
};

/** Operators that make as many numbers as they are told. */
const MAKES =
  /^aten::(?:(?:new_)?(?:zeros|ones|empty|full)(?:_strided)?|rand(?:n|int|perm)?|arange|range|linspace|logspace|eye|tri[lu]_indices|repeat(?:_interleave)?|tile|.*_window|cartesian_prod|combinations|one_hot|vander|bartlett_window)$/;
/** More numbers than any machine that serves a model has room for: 400 GB of four bytes each. */
const TOO_MANY = 1e11;

function* judgeSize({ name, examples, offset }: Operator): Generator<Draft> {
  if (!MAKES.test(name)) return;
  for (const { text, line } of examples) {
    const lists = [...text.matchAll(/\[([\d,\s]+)\]/g)].map(([, list = '']) =>
      list.split(',').filter((one) => one.trim() !== ''),
    );
    const single = [...text.matchAll(/(?<![\w.[,] *)\b(\d{9,})\b/g)].map(([, one = '']) => [one]);
    const most = Math.max(
      0,
      ...[...lists, ...single].map((list) => list.reduce((product, one) => product * Number(one), 1)),
    );
    if (most < TOO_MANY) continue;
    yield {
      severity: 'medium',
      confidence: 'high',
      title: 'TorchScript code that asks for more memory than there is',
      message: `At line ${line} ${printable(name, 60)} is asked for ${most.toExponential(1)} numbers: whoever calls the model runs out of memory.`,
      evidence: [{ label: 'call', text: printable(text, 200) }],
      references: ['CWE-789', 'LLM10:2025'],
      offset,
      line,
      key: `size\0${name}`,
    };
    return;
  }
}

function* judgeOperator(operator: Operator): Generator<Draft> {
  const reach = REACH[operator.name];
  const calls = operator.examples.map(({ text, line }) => ({
    label: `call at line ${line}`,
    text: printable(text),
  }));
  if (reach !== undefined) yield { ...draft(operator, 'high', `${operator.name} ${reach}`), evidence: calls };
  else if (DISTRIBUTED.has(operator.namespace))
    yield {
      ...draft(operator, 'medium', `${operator.name} sends tensors to other processes, or takes them from there`),
      evidence: calls,
    };
  else if (operator.indirect)
    yield {
      ...draft(operator, 'medium', `${operator.name} is reached in a way that no exporter writes`),
      evidence: calls,
    };
  else if (!OWN.has(operator.namespace))
    yield {
      ...draft(
        operator,
        'medium',
        `${operator.name} is a custom operator: native code that the loading process must have registered`,
      ),
      evidence: calls,
    };
}

function draft(named: Named, severity: Draft['severity'], what: string): Draft {
  return {
    severity,
    confidence: 'high',
    message: `At line ${named.line}, ${what} (${named.count} in all).`,
    offset: named.offset,
    line: named.line,
    key: named.name,
  };
}
