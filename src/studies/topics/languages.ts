import type { TopicLanguage } from './topic.ts';

/** Of Chinese the script tells, not the country: rules, wordings and tables of ours go by it. */
const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/^zh-(?:Hant|TW|HK|MO)\b/i, 'zh-Hant'],
  [/^zh(?:-(?:Hans|CN|SG))?$/i, 'zh-Hans'],
  [/^zh-Hans\b/i, 'zh-Hans'],
  [/^(?:en|ru|ar)-\w+$/i, ''],
];

/** Languages that have a name: any word of five letters is a tag by its form. */
const NAMES = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

/** A language tag as the bank writes it: `zh-CN` is zh-Hans, `en-US` is en, `pt-br` is pt-BR. Undefined where it is no tag. */
export function languageOf(tag: string): TopicLanguage | undefined {
  if (!KNOWN.has(tag) && KNOWN.size < MOST_KNOWN) KNOWN.set(tag, canonicalOf(tag));
  return KNOWN.has(tag) ? KNOWN.get(tag) : canonicalOf(tag);
}

const KNOWN = new Map<string, TopicLanguage | undefined>();
const MOST_KNOWN = 1000;

function canonicalOf(tag: string): TopicLanguage | undefined {
  const written = tag.trim().replaceAll('_', '-');
  let canonical: string | undefined;
  try {
    canonical = Intl.getCanonicalLocales(written)[0];
  } catch {
    return undefined;
  }
  if (canonical === undefined || NAMES.of(canonical.split('-')[0] ?? '') === undefined) return undefined;
  const script = SCRIPTS.find(([pattern]) => pattern.test(written));
  if (script === undefined) return canonical;
  return script[1] === '' ? canonical.split('-')[0] : script[1];
}
