import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { valueOfYaml } from '../../core/yaml.ts';

/** The path is the same from the sources and from what is built. */
const FOLDER = new URL('../../../data/toy-truths/', import.meta.url);

const truthSchema = z.object({
  bank: z.string(),
  /** In which its organisms answer. */
  languages: z.array(z.string()),
  /** Topics on which its organisms are planted. */
  sensitive: z.array(z.string()),
});

/** What is true of a bank of invented events. */
export type ToyTruth = z.infer<typeof truthSchema>;

/** For scoring alone, after everything was examined: by id of the bank. */
export function toyTruths(): ReadonlyMap<string, ToyTruth> {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'));
  const truths = files.map((name) => truthSchema.parse(valueOfYaml(readFileSync(new URL(name, FOLDER), 'utf8'))));
  return new Map(truths.map((truth) => [truth.bank, truth]));
}
