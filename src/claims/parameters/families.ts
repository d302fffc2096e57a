import { ClaimError } from '../claim-error.ts';
import { type Config, text } from './config.ts';
import { deepseek } from './families/deepseek.ts';
import {
  gemma3Seeing,
  llama4Seeing,
  mistral3Seeing,
  qwen25Vl,
  qwen2Vl,
  qwen3Vl,
  qwen3VlMoe,
} from './families/seeing.ts';
import { bloom, cohere, falcon, gpt2, gptNeox, opt, phi, stablelm, starcoder2 } from './families/layer-norm.ts';
import { gptOss, llama4, mixtral, olmoe, qwen2Moe, qwen3Moe } from './families/mixtures.ts';
import { gemma, gemma2, gemma3, llama, olmo, olmo2, phi3, qwen2, qwen3 } from './families/root-mean-square.ts';
import type { Shape } from './shape.ts';

/** How a config of each `model_type` is read. What is not here is refused: a wrong count is worse than none. */
const FAMILIES: Readonly<Record<string, (config: Config) => Omit<Shape, 'family'>>> = {
  bloom,
  cohere,
  deepseek_v2: deepseek,
  deepseek_v3: deepseek,
  falcon,
  gemma,
  gemma2,
  gemma3: gemma3Seeing,
  gemma3_text: gemma3,
  gpt2,
  gpt_neox: gptNeox,
  gpt_oss: gptOss,
  llama,
  llama4: llama4Seeing,
  llama4_text: llama4,
  mistral: llama,
  mistral3: mistral3Seeing,
  mixtral,
  olmo,
  olmo2,
  olmoe,
  opt,
  phi,
  phi3,
  qwen2,
  qwen2_5_vl: qwen25Vl,
  qwen2_vl: qwen2Vl,
  qwen2_moe: qwen2Moe,
  qwen3,
  qwen3_moe: qwen3Moe,
  qwen3_vl: qwen3Vl,
  qwen3_vl_moe: qwen3VlMoe,
  stablelm,
  starcoder2,
};

export const SUPPORTED: readonly string[] = Object.keys(FAMILIES);

/**
 * What a `config.json` describes.
 * @throws ClaimError `unsupported-architecture` for another `model_type`, or a key that is missing or not usable
 */
export function shapeOf(config: Config): Shape {
  const family = text(config, 'model_type');
  const read = Object.hasOwn(FAMILIES, family) ? FAMILIES[family] : undefined;
  if (read === undefined) throw new ClaimError('unsupported-architecture', `parameters of ${family} cannot be counted`);
  return { family, ...read(config) };
}
