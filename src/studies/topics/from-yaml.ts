import { z } from 'zod';
import { valueOfYaml } from '../../core/yaml.ts';
import { controlsOf, CONTROL_FORM, topicOf } from './build.ts';
import { checked } from './check.ts';
import type { BankFile } from './files.ts';
import { idOf } from './ids.ts';
import { refusal } from './refusal.ts';
import { bankFile, controlFile, formFile, topicFile, wholeBank } from './schema.ts';
import type { Form, Topic, TopicBank } from './topic.ts';

/** The forms of a bank that says nothing of its own: those of the one that comes with Assay. */
export type OurForms = () => readonly Form[];

interface Parts {
  readonly about: z.infer<typeof bankFile>[];
  readonly forms: Form[];
  readonly topics: Topic[];
}

/** What a file is, by its leading words. */
const kindOf = (value: unknown): 'bank' | 'forms' | 'controls' | 'topic' => {
  const has = (key: string): boolean => typeof value === 'object' && value !== null && key in value;
  if (has('bank')) return 'bank';
  if (has('forms')) return 'forms';
  return has('questions') && Array.isArray((value as { questions: unknown }).questions) ? 'controls' : 'topic';
};

/** `controls/traps.yaml` as `traps`. */
const groupOf = (name: string): string => idOf((name.split('/').at(-1) ?? '').replace(/\.ya?ml$/, ''));

/** A bank of YAML files, laid out as `data/topics`, or in one file. @throws UsageError where one does not fit */
export function bankOfYaml(name: string, files: readonly BankFile[], ours: OurForms): TopicBank {
  const parts: Parts = { about: [], forms: [], topics: [] };
  for (const file of files) {
    try {
      add(parts, file);
    } catch (cause) {
      throw refusal(file.name, cause);
    }
  }
  const [about] = parts.about;
  const forms = parts.forms.length > 0 ? parts.forms : ours();
  const controls = parts.topics.some(({ questions }) => questions.some(({ form }) => form === CONTROL_FORM.id));
  const missing = controls && forms.every(({ id }) => id !== CONTROL_FORM.id);
  try {
    return checked({
      id: about?.bank ?? idOf(name),
      title: about?.title ?? name,
      source: about?.source ?? name,
      ...(about?.licence === undefined ? {} : { licence: about.licence }),
      unreviewed: about?.unreviewed ?? [],
      forms: missing ? [...forms, CONTROL_FORM] : forms,
      topics: parts.topics,
    });
  } catch (cause) {
    throw refusal(name, cause);
  }
}

function add({ about, forms, topics }: Parts, { name, text }: BankFile): void {
  const value = valueOfYaml(text);
  const kind = kindOf(value);
  if (kind === 'topic') topics.push(topicOf(topicFile.parse(value), /(?:^|\/)mirrors\//.test(name)));
  if (kind === 'controls') topics.push(...controlsOf(controlFile.parse(value), groupOf(name)));
  if (kind === 'forms') forms.push(...formFile.parse(value).forms);
  if (kind !== 'bank') return;
  const whole = wholeBank.parse(value);
  about.push(whole);
  forms.push(...(whole.forms ?? []));
  topics.push(...whole.topics.map((topic) => topicOf(topic, false)));
  topics.push(...whole.controls.flatMap((controls) => controlsOf(controls, controls.group ?? controls.kind)));
}
