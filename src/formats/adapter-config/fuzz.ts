import { writeAdapterConfig } from './write.fixture.ts';

/** Small valid files to mutate. */
export function seeds(): readonly { name: string; bytes: Uint8Array }[] {
  return [
    {
      name: 'adapter_config.json',
      bytes: writeAdapterConfig([
        ['auto_mapping', { base_model_class: 'MyModel', parent_library: 'transformers_modules.my_model' }],
        ['base_model_name_or_path', 'meta-llama/Llama-3.1-8B'],
        ['revision', null],
        ['peft_type', 'LORA'],
        ['task_type', 'CAUSAL_LM'],
        ['r', 16],
        ['lora_alpha', 32.5],
        ['target_modules', ['q_proj', 'v_proj']],
        ['modules_to_save', null],
        ['rank_pattern', {}],
        ['bias', 'none'],
      ]),
    },
  ];
}
