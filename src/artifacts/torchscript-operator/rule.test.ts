import { describe, expect, it } from 'vitest';
import type { TorchScriptStructure } from '../../formats/torchscript/structure.ts';
import type { SurveyedPart } from '../../survey/surveyed.ts';
import { torchscriptOperatorRule } from './rule.ts';

/** The findings about one operator, as `rule: severity`. */
function severitiesOf(name: string): string[] {
  const operator = {
    namespace: name.slice(0, name.indexOf('::')),
    name,
    count: 1,
    offset: 0,
    line: 1,
    indirect: false,
    examples: [],
    stringArguments: [],
  };
  const structure: Partial<TorchScriptStructure> = {
    format: 'torchscript-code',
    operators: [operator],
    calls: [],
    nativeClasses: [],
    pythonOperators: [],
    endlessLoops: [],
    exploding: [],
  };
  const part = { structure } as unknown as SurveyedPart;
  if (torchscriptOperatorRule.scope !== 'part') throw new Error('it is a rule over a part');
  return [...torchscriptOperatorRule.check(part)].map(({ severity }) => severity);
}

describe('torchscript-operator', () => {
  it.each(['aten::from_file', 'image::write_file', 'torchaudio::sox_io_save_audio_file', 'prim::rpc_sync'])(
    '%s leaves the model',
    (name) => expect(severitiesOf(name)).toEqual(['high']),
  );
  it.each(['c10d::allreduce_', 'mine::run'])('%s is worth a look', (name) =>
    expect(severitiesOf(name)).toEqual(['medium']),
  );
  it.each(['aten::add', 'quantized::linear', 'image::decode_image', 'aten::warn'])('%s is arithmetic', (name) =>
    expect(severitiesOf(name)).toEqual([]),
  );
});
