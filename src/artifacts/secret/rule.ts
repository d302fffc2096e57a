import { type Secret, secretsIn } from '../../core/secrets.ts';
import type { GgufStructure } from '../../formats/gguf/structure.ts';
import type { SafetensorsStructure } from '../../formats/safetensors/structure.ts';
import type { SurveyedFile, SurveyedPart } from '../../survey/surveyed.ts';
import type { Draft, Rule } from '../rule.ts';

export const secretRule: Rule = {
  id: 'secret',
  title: 'The repository holds a credential',
  severity: 'medium',
  explanation:
    'A key or token was left in a file, in a script, a log or pickled training arguments for instance. It says nothing about the model, but whoever can read the repository can use it: to read private models, to publish under the name of its owner, to spend their money. Assay knows such values by the shape that their issuers publish, and never shows or stores them.',
  advice: 'If it is yours, revoke it now and take it out of the history. If not, tell its owner, and do not use it.',
  references: ['CWE-798', 'CWE-312', 'AML.T0055', 'LLM02:2025'],
  anomalies: { 'survey.secrets-limit': 'info' },
  scope: 'file',
  *check(file): Generator<Draft> {
    yield* once(file.secrets ?? []);
    for (const part of file.parts) yield* once(inMetadata(part));
  },
};

interface Placed extends Omit<Secret, 'offset'> {
  readonly at?: SurveyedFile['parts'][number]['at'];
  readonly offset?: number;
  readonly line?: number;
}

/** Each value once, where it stands first. */
function* once(secrets: readonly Placed[]): Generator<Draft> {
  const seen = new Set<string>();
  for (const { what, masked, at, offset, line, confidence } of secrets) {
    const key = `${what}\0${masked}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const times = secrets.filter((other) => other.masked === masked).length;
    yield {
      severity: confidence === 'low' ? 'low' : 'medium',
      confidence,
      message: `This holds what has the shape of a ${what}: ${masked}${times > 1 ? `, ${times} times` : ''}.`,
      ...(at?.member === undefined ? {} : { member: at.member }),
      ...(offset === undefined ? {} : { offset }),
      ...(line === undefined ? {} : { line }),
      key: `${at?.member ?? ''}\0${key}`,
    };
  }
}

/** Headers of large files are not searched as bytes: their values are. */
function inMetadata({ format, structure, at }: SurveyedPart): Placed[] {
  const texts =
    format === 'safetensors'
      ? (structure as SafetensorsStructure | undefined)?.metadata.map(({ value }) => value)
      : format === 'gguf'
        ? (structure as GgufStructure | undefined)?.metadata.map(({ value }) =>
            value?.kind === 'string' ? value.text : '',
          )
        : undefined;
  return (texts ?? []).flatMap((text) =>
    secretsIn(text).map(({ what, masked, confidence }) => ({ what, masked, confidence, at })),
  );
}
