import { checksOwner, PUBLIC, SIGNED_IN } from '../owner.ts';
import { call, type Rule, where } from '../rule.ts';

/** Whose data it is, and who gets to see it. */
export const access: readonly Rule[] = [
  call({
    id: 'go-log-secret',
    cwe: 'CWE-532',
    severity: 'medium',
    why: 'A secret is written to a log.',
    call: /^(?:log|logger|slog)\.\w+$/,
    when: ({ written }) =>
      written.some((one) => /(?:^|\.)(?:password|passwd|secret|Password|Secret|apiKey|APIKey|token|Token)$/.test(one)),
  }),
  where({
    id: 'go-owner',
    cwe: 'CWE-639',
    severity: 'high',
    why: 'What belongs to someone is found by its id alone.',
    on: 'call',
    when: ({ text, written, around, marks }) =>
      /\.(?:First|Take|Delete)\(/.test(text.slice(0, 60)) &&
      /^&?\w+(?:\{\})?, (?:\w*[iI][dD]\b|"id = \?"|[\w.]+\("id"\)|[\w.]+\.PathValue\("id"\))/.test(
        written.join(', '),
      ) &&
      SIGNED_IN.test(`${around}${marks}`) &&
      !PUBLIC.test(text) &&
      !checksOwner(around),
  }),
];
