import { RE2JS } from 're2js';

/** A pattern that is matched in time linear in the text, whoever wrote either: RE2's syntax, without look-around. */
export interface Pattern {
  /** The first match. */
  find(text: string): string | undefined;
}

/** @throws Error with RE2's word for what is wrong */
export function pattern(source: string): Pattern {
  const compiled = RE2JS.compile(source, RE2JS.CASE_INSENSITIVE | RE2JS.MULTILINE);
  return {
    find: (text) => {
      const matcher = compiled.matcher(text);
      return matcher.find() ? (matcher.group() ?? '') : undefined;
    },
  };
}
