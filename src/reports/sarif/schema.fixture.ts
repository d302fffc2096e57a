import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import { Ajv, type ErrorObject } from 'ajv';
import addFormats from 'ajv-formats';

/**
 * What a log breaks of the official JSON Schema: the text of the standard as it was released, with what errata 01 adds to
 * it, that a region names a place and that a language is a language tag. Its draft 04 is within what Ajv reads but for the name of its id.
 */
export function schemaErrors(log: unknown): readonly ErrorObject[] {
  return validate(log) ? [] : (validate.errors ?? []);
}

const { id: _, $schema: __, ...rest } = schema;
const region = {
  ...rest.definitions.region,
  anyOf: [{ required: ['startLine'] }, { required: ['charOffset'] }, { required: ['byteOffset'] }],
};
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });

addFormats.default(ajv);
const validate = ajv.compile({ ...rest, definitions: { ...rest.definitions, region } });
