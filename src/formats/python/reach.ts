import { MAIN, MODULE, type Reading } from './reading.ts';
import type { When } from './structure.ts';

/**
 * Methods that a loader, a pipeline or a server calls on the classes of a repository, and the interpreter on any object:
 * what they do needs no further decision by the person who loads the model.
 */
const USED =
  /(?:^|\.)(?:__(?:init|new|call|post_init|init_subclass|del|getattr|getattribute|setattr|getitem|len|iter|next|repr|str|hash|eq|bool|enter|exit|reduce|reduce_ex|setstate|getstate|set_name|class_getitem|torch_function|array__|aenter|aexit|prepare__)__|forward|generate|sample|from_pretrained|from_config|_from_config|from_dict|post_init|init_weights|_init_weights|tie_weights|load_state_dict|_load_from_state_dict|_load_pretrained_model|tokenize|_tokenize|encode|decode|_decode|batch_decode|encode_plus|_convert_token_to_id|_convert_id_to_token|convert_tokens_to_string|apply_chat_template|build_inputs_with_special_tokens|chat|stream_chat|preprocess|postprocess|_preprocess|_postprocess|_forward|handle|initialize|inference|predict|predict_stream|load_context|model_fn|input_fn|predict_fn|output_fn|transform|transform_fn|execute|finalize|init|setup|load_model|init_model|_load_pyfunc|_split_generators|_generate_examples|_info|_generate_tables|enable_model_cpu_offload|to|train|eval|state_dict|save_pretrained|named_parameters|prepare_inputs_for_generation|run)$/;
/** Commands of setuptools that installing a package runs. */
const INSTALL = /(?:^|\.)(?:install|develop|egg_info|build_py|sdist|bdist_wheel)$/;

/** For each unit of code, when it is reached first: on import, on use, as a script, or only if something calls it. */
export function whenReached(reading: Reading): (unit: string) => When {
  const imported = closure(reading, [MODULE]);
  const units = [...reading.edges.keys(), ...reading.effects.map(({ unit }) => unit)];
  const used = closure(
    reading,
    units.filter((unit) => isUsed(reading, unit)),
  );
  const main = closure(reading, [MAIN]);
  return (unit) => (imported.has(unit) ? 'import' : used.has(unit) ? 'use' : main.has(unit) ? 'main' : 'call');
}

function isUsed(reading: Reading, unit: string): boolean {
  if (!USED.test(unit) || unit === MAIN) return false;
  const dot = unit.indexOf('.');
  if (unit.endsWith('.run')) {
    const bases = reading.bases.get(unit.slice(0, dot)) ?? [];
    return bases.some((base) => INSTALL.test(base));
  }
  // Functions of these names at module level are a server's entry points; others are called by name only.
  return (
    dot > 0 ||
    /^(?:model_fn|input_fn|predict_fn|output_fn|transform_fn|handle|_load_pyfunc|generate|init|__getattr__|__dir__)$/.test(
      unit,
    )
  );
}

function closure(reading: Reading, from: readonly string[]): Set<string> {
  const reached = new Set<string>();
  const waiting = [...from];
  for (let unit = waiting.pop(); unit !== undefined; unit = waiting.pop()) {
    if (reached.has(unit)) continue;
    reached.add(unit);
    waiting.push(...(reading.edges.get(unit) ?? []));
  }
  return reached;
}
