import { call, type Rule } from '../rule.ts';

/** Whose data it is, and who gets to see it. */
export const access: readonly Rule[] = [
  call({
    id: 'c-assert',
    cwe: 'CWE-617',
    severity: 'medium',
    why: 'The only check of a length is an assertion, which a build without debugging leaves out.',
    call: /^assert$/,
    written: /\w\s*<=?\s*/,
    when: ({ around }) => /memcpy|strcpy|recv|read\(/.test(around) && !/if\s*\([^)]*(?:>|<)/.test(around),
  }),
];
