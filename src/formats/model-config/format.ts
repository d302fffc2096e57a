import type { Format, Match, Probe } from '../format.ts';
import type { ModelConfigStructure } from './structure.ts';

/**
 * The JSON configurations by which transformers, diffusers and sentence-transformers choose their classes. Known by
 * name, as the loaders do, and by the keys that name code.
 * https://huggingface.co/docs/transformers/custom_models · https://huggingface.co/docs/diffusers/using-diffusers/custom_pipeline_overview
 */
export const modelConfigFormat: Format<ModelConfigStructure> = {
  id: 'model-config',
  version: 2,
  title: 'Model configuration (JSON)',
  extensions: [],
  identify,
  read: async (source, context) => (await import('./read.ts')).readModelConfig(source, context),
};

const NAMES =
  /^(?:config|generation_config|preprocessor_config|processor_config|video_preprocessor_config|image_processor_config|tokenizer_config|feature_extractor|model_index|scheduler_config|modules|configuration|params|hparams)\.json$/i;
const KEYS = /"(?:auto_map|custom_pipelines|_target_|class_path|class_name)"\s*:/;

function identify({ name, head, tail }: Probe): Match | undefined {
  if (!name.toLowerCase().endsWith('.json')) return undefined;
  const known = NAMES.test(name);
  const opens = /^\ufeff?\s*[[{]/.test(
    Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 64)).toString('utf8'),
  );
  if (known) return opens ? 'structure' : 'name';
  if (!opens) return undefined;
  return [head, tail].some((bytes) =>
    KEYS.test(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')),
  )
    ? 'structure'
    : undefined;
}
