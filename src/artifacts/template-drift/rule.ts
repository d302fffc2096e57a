import { printable } from '../../core/printable.ts';
import type { ChatTemplateStructure } from '../../formats/chat-template/structure.ts';
import type { Draft, PlacedDraft, RepositoryView, Rule } from '../rule.ts';
import { narrowness, wordsOf } from '../template-text.ts';

export const templateDriftRule: Rule = {
  id: 'template-drift',
  title: 'The templates of one model differ',
  severity: 'medium',
  explanation:
    'The same model comes with its chat template in several places: a file of its own, the configuration of the tokenizer, a GGUF file. Which one is used depends on the program that loads the model. Where one adds words, marks or conditions that the other lacks, people who checked one run the other. A difference in white space alone is harmless.',
  advice: 'Compare the two templates, and ask the publisher which one is meant.',
  references: ['CWE-436', 'CWE-345', 'AML.T0051', 'LLM03:2025'],
  scope: 'repository',
  formats: ['chat-template'],
  *check(view): Generator<PlacedDraft> {
    for (const group of groupsOf(view)) {
      const [reference, ...others] = group.toSorted((a, b) => a.rank - b.rank || (a.where < b.where ? -1 : 1));
      if (reference === undefined) continue;
      for (const other of others) {
        const draft = compare(reference, other);
        if (draft !== undefined) yield { ...draft, path: other.path };
      }
    }
  },
};

interface Placed {
  readonly template: ChatTemplateStructure;
  readonly path: string;
  readonly where: string;
  /** Which a loader takes first where there are several. */
  readonly rank: number;
}

/** Templates that stand for the same: of one folder, one variant, and one model where the folder holds several. */
function groupsOf({ files }: RepositoryView): Placed[][] {
  const ggufs = new Map<string, Set<string>>();
  const found: (Placed & { folder: string; variant: string; model: string | undefined })[] = [];
  for (const { parts } of files) {
    for (const { at, structure } of parts) {
      if (structure?.format !== 'chat-template') continue;
      const folder = at.path
        .slice(0, at.path.lastIndexOf('/') + 1)
        .replace(/additional_chat_templates\/$/, '')
        // Pipelines keep the tokenizer of the model in a folder of this name.
        .replace(/(^|\/)tokenizer\/$/, '$1');
      const variant = variantOf(at.path, at.member);
      if (variant === undefined) continue;
      const model = at.path.endsWith('.gguf') ? stemOf(at.path) : undefined;
      if (model !== undefined) ggufs.set(folder, (ggufs.get(folder) ?? new Set()).add(model));
      const template = structure as ChatTemplateStructure;
      const where = at.member === undefined ? at.path : `${at.path} (${at.member})`;
      found.push({ template, path: at.path, where, rank: rankOf(at.path), folder, variant, model });
    }
  }
  const groups = Map.groupBy(found, ({ folder, variant, model }) => {
    const several = (ggufs.get(folder)?.size ?? 0) > 1;
    return `${folder}\0${variant}\0${several ? (model ?? '') : ''}`;
  });
  return [...groups.values()].filter(({ length }) => length > 1);
}

function variantOf(path: string, member: string | undefined): string | undefined {
  if (member === undefined) {
    if (/(?:^|\/)chat_template\.jinja2?$/.test(path)) return 'default';
    return /additional_chat_templates\/([^/]+)\.jinja2?$/.exec(path)?.[1];
  }
  const named = /^(?:tokenizer\.)?chat_template(?:[.:](.+))?$/.exec(member);
  return named === null ? undefined : (named[1] ?? 'default');
}

/** A model's name without its quantisation and shard. */
function stemOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.gguf$/, '');
  return name
    .replace(/-\d{5}-of-\d{5}$/, '')
    .replace(/[-._](?:UD[-._])?(?:I?Q\d\w*|[bf]+p?\d{2}|TQ\d\w*|MXFP4\w*)$/i, '')
    .toLowerCase();
}

function rankOf(path: string): number {
  if (path.endsWith('.jinja')) return 0;
  if (path.endsWith('tokenizer_config.json')) return 1;
  return path.endsWith('.json') ? 2 : 3;
}

function compare(a: Placed, b: Placed): Draft | undefined {
  if (a.template.digest === b.template.digest) return undefined;
  const pair = `${printable(b.where, 200)} and ${printable(a.where, 200)}`;
  const key = `${a.where}\0${b.where}`;
  if (a.template.tokenDigest === b.template.tokenDigest) {
    const message = `The templates in ${pair} differ in white space and comments alone.`;
    return { severity: 'info', confidence: 'high', message, key };
  }
  const texts = [...onlyIn(b.template, a.template, b.where), ...onlyIn(a.template, b.template, a.where)];
  const processor = a.rank === 2 || b.rank === 2;
  const marks = texts.length > 0 ? [] : [...marksOnlyIn(b, a), ...marksOnlyIn(a, b)];
  if (marks.length > 0) {
    return {
      severity: processor ? 'low' : 'medium',
      confidence: 'medium',
      message: `The templates in ${pair} differ in the marks that they put around messages, or in whose messages they tell apart.`,
      evidence: marks.slice(0, 6).map((text) => ({ label: 'only in one', text })),
      key,
    };
  }
  if (texts.length === 0) {
    const message = `The templates in ${pair} differ in how they are written, but neither adds words that the other lacks.`;
    return { severity: 'low', confidence: 'medium', message, key };
  }
  return {
    severity: processor ? 'low' : 'medium',
    confidence: 'medium',
    message: `The templates in ${pair} differ in what they add to the prompt or in what they look for.`,
    evidence: texts.slice(0, 6).map((text) => ({ label: 'only in one', text })),
    key,
  };
}

/** Words and narrow conditions of one template that another lacks. */
function onlyIn(one: ChatTemplateStructure, other: ChatTemplateStructure, where: string): string[] {
  const words = (text: string) =>
    text
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.join(' ') ?? '';
  const all = words(other.texts.map(({ text }) => text).join(' '));
  const texts = one.texts
    .filter(({ text }) => wordsOf(text) >= 4 && !all.includes(words(text)))
    .map(({ text }) => text.trim());
  const looks = new Set(other.conditions.map((gate) => narrowness(gate)?.of));
  const conditions = one.conditions
    .map((gate) => narrowness(gate)?.of)
    .filter((of) => of !== undefined && !looks.has(of))
    .map((of) => `looks for ${of ?? ''}`);
  return [...new Set([...texts, ...conditions])].map((text) => printable(`${where}: ${text}`, 300));
}

/** Marks of the beginning and end of messages, tags and the like. */
const MARK = /<[|｜][^<>\n]{1,60}[|｜]>|<\/?[a-z_]{2,30}>|\[\/?[A-Z_]{2,20}\]/gu;

/** What one template puts around messages, and whose it looks at, where the other does not. */
function marksOnlyIn(one: Placed, other: Placed): string[] {
  const [here, there] = [factsOf(one.template), factsOf(other.template)];
  // Where one spells a mark that the other takes from the configuration, they may well agree.
  const spelt = here.settings === there.settings;
  const marks = spelt ? [...here.marks].filter((mark) => !there.marks.has(mark)) : [];
  const forgets = here.forgets && !there.forgets ? ['shows the last messages alone'] : [];
  const roles = [...here.roles].filter((role) => !there.roles.has(role)).map((role) => `looks for the role ${role}`);
  return [...marks, ...roles, ...forgets].map((text) => printable(`${one.where}: ${text}`, 300));
}

function factsOf({ texts, roles, globals, tamperings }: ChatTemplateStructure) {
  const settings = globals.map(({ name }) => name).filter((name) => /^(?:bos|eos|unk|pad)_token$/.test(name));
  return {
    marks: new Set(texts.flatMap(({ text }) => text.match(MARK) ?? [])),
    roles: new Set(roles),
    forgets: tamperings.some(({ operation }) => operation === 'forget'),
    settings: [...new Set(settings)].toSorted().join(' '),
  };
}
