import type { ByteSource } from '../../sources/byte-source.ts';
import type { ReadContext } from '../format.ts';
import { Loops } from './loops.ts';
import { ScriptSurvey } from './survey.ts';
import { MOST_NAMES, type TorchScriptStructure } from './structure.ts';
import { tokenise } from './tokens.ts';

const MOST_FAULTS = 20;

export async function readTorchScript(source: ByteSource, context: ReadContext): Promise<TorchScriptStructure> {
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
