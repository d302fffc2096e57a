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
    when: ({ text, written, around }) =>
      /\.(?:QueryRow|QueryRowContext|First|Exec|ExecContext)\(/.test(text.slice(0, 60)) &&
      /where id\s*=\s*(?:\$1|\?)\s*["`]$|^&?\w+,\s*(?:id|"id = \?")/i.test(
        written.find((one) => /where id/i.test(one)) ?? written.join(', '),
      ) &&
      /userID|currentUser|UserFrom|session\.|userFromContext|auth\./i.test(around) &&
      !/(?:Owner|UserID|user_id|owner_id)\w*\s*(?:!=|==)|user_id =|owner_id =/i.test(around),
  }),
];
