import type { Lexicon } from '../lexicon.ts';
import { primary } from '../language.ts';
import { ar } from './ar.ts';
import { en } from './en.ts';
import { ru } from './ru.ts';
import { zh } from './zh.ts';

const LEXICONS: Readonly<Record<string, Lexicon>> = { ar, en, ru, zh };

/** The lexicon for a language tag; undefined where there is none, and only rules that need none apply. */
export const lexiconFor = (language: string): Lexicon | undefined => LEXICONS[primary(language)];
