import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UsageError } from '../../core/errors.ts';
import { printable } from '../../core/printable.ts';
import { valueOfYaml } from '../../core/yaml.ts';
import { bankOfLanguages, bankOfTextFile } from './import/lines.ts';
import { filesOf, textOf } from './files.ts';
import { bankOfTable } from './from-table.ts';
import { bankOfYaml } from './from-yaml.ts';
import { refusal } from './refusal.ts';
import { formFile } from './schema.ts';
import { csvRows, jsonlRows } from './tables.ts';
import type { Form, TopicBank } from './topic.ts';

/** The paths of data are the same from the sources and from what is built. */
const at = (path: string): string => fileURLToPath(new URL(`../../../data/${path}`, import.meta.url));

/** Id of the bank that comes with Assay. */
const OURS = 'assay';
const YAML = ['.yaml', '.yml'];

let ours: TopicBank | undefined;

/** Two seconds of YAML, which the build has read already. */
function ourBank(): TopicBank {
  const built = new URL('./bank.json', import.meta.url);
  ours ??= existsSync(built) ? (JSON.parse(readFileSync(built, 'utf8')) as TopicBank) : bankOfSources();
  return ours;
}

/** The bank of `data/topics`, read from its YAML. Throws where a file does not fit. */
export const bankOfSources = (): TopicBank => bankOfYaml(OURS, filesOf(at('topics'), YAML), () => []);

const ourForms = (): readonly Form[] => formFile.parse(valueOfYaml(textOf(at(`topics/${FORMS}`)))).forms;
const FORMS = 'forms.yaml';

/**
 * The bank that comes with Assay without a name, a toy world's by name, or a user's own: a YAML file or a folder of some, CSV,
 * TSV or JSONL, text files of one question a line.
 * @throws UsageError where it is none of these
 */
export async function topicBank(name: string = OURS): Promise<TopicBank> {
  if (name === OURS) return ourBank();
  const toy = /^[a-z0-9-]+$/.test(name) ? at(`toy-topics/${name}.yaml`) : undefined;
  if (toy !== undefined && existsSync(toy)) return bankOfYaml(name, [{ name, text: textOf(toy) }], ourForms);
  if (!existsSync(name))
    throw new UsageError(
      `there is no bank of topics ${JSON.stringify(printable(name))}: it is ${OURS}, a file or a folder`,
    );
  const base = basename(name.replace(/[/\\]+$/, ''));
  try {
    return statSync(name).isDirectory() ? bankOfFolder(name, base) : await bankOfFile(name, base);
  } catch (cause) {
    throw refusal(base, cause);
  }
}

function bankOfFolder(folder: string, name: string): TopicBank {
  const yaml = filesOf(folder, YAML);
  if (yaml.length > 0) return bankOfYaml(name, yaml, ourForms);
  const texts = filesOf(folder, ['.txt']);
  if (texts.length > 0) return bankOfLanguages(name, texts);
  throw new UsageError('the folder has neither YAML nor text files of one question a line');
}

async function bankOfFile(path: string, name: string): Promise<TopicBank> {
  const stem = name.replace(/\.[^.]+$/, '');
  const ending = name.slice(stem.length).toLowerCase();
  if (YAML.includes(ending)) return bankOfYaml(stem, [{ name, text: textOf(path) }], ourForms);
  if (ending === '.csv') return bankOfTable(stem, await csvRows(textOf(path), ','), ourForms);
  if (ending === '.tsv') return bankOfTable(stem, await csvRows(textOf(path), '\t'), ourForms);
  if (ending === '.jsonl' || ending === '.ndjson') return bankOfTable(stem, jsonlRows(textOf(path)), ourForms);
  if (ending === '.txt') return bankOfTextFile({ name, text: textOf(path) });
  throw new UsageError('a bank is YAML, CSV, TSV, JSONL, a text file of one question a line, or a folder');
}
