import type { ByteSource } from '../../sources/byte-source.ts';
import type { Format, Match, Probe, ReadContext } from '../format.ts';
import { Loops } from './loops.ts';
import { ScriptSurvey } from './survey.ts';
import { MOST_NAMES, type TorchScriptStructure } from './structure.ts';
import { tokenise } from './tokens.ts';

const MOST_FAULTS = 20;

/**
 * The code members of a TorchScript archive: a dialect of Python that torch's own compiler reads
 * (torch/csrc/jit/serialization/python_print.cpp writes it, import_source.cpp reads it). It cannot import Python, but
 * its operators can: `aten::from_file` maps any file, `aten::save` writes one.
 */
export const torchscriptFormat: Format<TorchScriptStructure> = {
  id: 'torchscript-code',
  version: 2,
  title: 'TorchScript code',
  extensions: ['.py'],
  identify,
  read,
};

const MARKS =
  /^op_version_set = \d|^\s+__parameters__ = \[|^class \w+\((?:Module|NamedTuple|Interface|ModuleInterface)\):\n {2}(?:\w+ :|__|def |pass)|\b__torch__\./m;
const PLAIN_IMPORT = /^\s*(?:import (?!__torch__)|from \S+ import )/m;
/** A file of free functions has no mark but its style: a definition first, two spaces deep, and operators inside. */
const FUNCTIONS = /^def \w+\([^)]*\) -> [^\n]+:\n {2}\S[\s\S]*\b(?:torch|ops)\.\w/;

function identify({ name, head, role }: Probe): Match | undefined {
  if (role === 'torchscript-code' || role === 'torchscript-bytecode') return 'structure';
  if (!name.toLowerCase().endsWith('.py')) return undefined;
  const text = Buffer.from(head.buffer, head.byteOffset, head.length).toString('latin1');
  if (PLAIN_IMPORT.test(text)) return undefined;
  return MARKS.test(text) || FUNCTIONS.test(text) ? 'structure' : undefined;
}

async function read(source: ByteSource, context: ReadContext): Promise<TorchScriptStructure> {
  const most = context.limits['text.bytes'];
  const bytes = await source.read(0, Math.min(source.size, most), context.signal);
  if (source.size > most) {
    context.anomaly({
      code: 'torchscript.limit',
      message: `the code is longer than ${most} bytes (text.bytes)`,
      offset: most,
      stops: true,
    });
  }
  // One character for each byte, so that offsets are bytes; what is kept is decoded then.
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  if (!context.name.toLowerCase().endsWith('.py')) return bytecode(text);
  const survey = new ScriptSurvey(text);
  const loops = new Loops();
  let faults = 0;
  let lines = 1;
  for (const token of tokenise(text, (kind, offset, line) => {
    faults++;
    if (faults <= MOST_FAULTS)
      context.anomaly({ code: 'torchscript.syntax', message: `line ${line}: ${kind}`, offset, stops: false });
  })) {
    lines = token.line;
    survey.take(token);
    loops.take(token);
  }
  survey.end();
  loops.end();
  loops.leave();
  if (survey.unbalanced !== undefined) {
    const { line, offset } = survey.unbalanced;
    context.anomaly({
      code: 'torchscript.syntax',
      message: `line ${line}: a bracket is never closed, never opened, or nested too deep`,
      offset,
      stops: true,
    });
  }
  const { classes, classCount, functions, functionCount, operatorSet } = survey;
  return {
    format: 'torchscript-code',
    lines,
    ...(operatorSet === undefined ? {} : { operatorSet }),
    classes,
    classCount,
    functions,
    functionCount,
    operators: survey.operators.list(),
    operatorCount: survey.operators.total,
    calls: survey.calls.list(),
    nativeClasses: survey.nativeClasses.list(),
    scriptReferences: survey.scriptReferences.list(),
    pythonOperators: survey.pythonOperators.list(),
    endlessLoops: loops.endless,
    exploding: loops.exploding,
    attributes: survey.attributes.list(),
    strings: survey.strings.list(),
  };
}

const OPERATOR = /\b([A-Za-z_]\w{0,63})::([A-Za-z_]\w{0,127})/g;
const NOTHING = {
  classes: [],
  functions: [],
  calls: [],
  nativeClasses: [],
  scriptReferences: [],
  pythonOperators: [],
  endlessLoops: [],
  exploding: [],
  attributes: [],
  strings: [],
};

/**
 * The pickle of torch's interpreter for phones (torch/csrc/jit/mobile): its table names operators as `namespace::name`.
 * What the pickle does is read as a pickle; here only the names count.
 */
function bytecode(text: string): TorchScriptStructure {
  const operators = new Map<string, { count: number; offset: number }>();
  for (const { 0: name, index } of text.matchAll(OPERATOR)) {
    const seen = operators.get(name);
    if (seen !== undefined) seen.count++;
    else if (operators.size < MOST_NAMES) operators.set(name, { count: 1, offset: index });
  }
  return {
    format: 'torchscript-code',
    lines: 1,
    ...NOTHING,
    classCount: 0,
    functionCount: 0,
    operatorCount: operators.size,
    operators: [...operators].map(([name, { count, offset }]) => ({
      name,
      namespace: name.slice(0, name.indexOf(':')),
      count,
      offset,
      line: 1,
      indirect: false,
      examples: [],
      stringArguments: [],
    })),
  };
}
