import { checksOwner, PUBLIC, SIGNED_IN } from '../owner.ts';
import { call, type Rule, where } from '../rule.ts';

/** Whose data it is, and who gets to see it. */
export const access: readonly Rule[] = [
  where({
    id: 'php-attributes',
    cwe: 'CWE-915',
    severity: 'high',
    why: 'Any attribute can be set from a request.',
    on: 'call',
    when: ({ name, written, text }) =>
      /(?:^|\.)(?:forceFill|fill|create|update|forceCreate|insert|updateOrCreate)$/.test(name) &&
      /\$request->(?:all|input|post)\(\)|\$_POST$|request\(\)->all\(\)/.test(written.join()) &&
      text !== '',
  }),
  where({
    id: 'php-extract',
    cwe: 'CWE-915',
    severity: 'high',
    why: 'A request sets any variable.',
    on: 'call',
    when: ({ name, written }) =>
      /^(?:extract|parse_str)$/.test(name) &&
      /\$_(?:GET|POST|REQUEST|COOKIE)/.test(written[0] ?? '') &&
      !/EXTR_SKIP|EXTR_PREFIX/.test(written.join()) &&
      written.length < 2,
  }),
  where({
    id: 'php-owner',
    cwe: 'CWE-639',
    severity: 'high',
    why: 'What belongs to someone is found by its id alone.',
    on: 'call',
    when: ({ name, around, marks, text }) =>
      /(?:^|[.:])(?:find|findOrFail|destroy|first|firstOrFail)$/.test(name) &&
      SIGNED_IN.test(`${around}${marks}`.replace('$request->user', 'auth()')) &&
      /::(?:find|findOrFail|destroy)\(/.test(text) &&
      !PUBLIC.test(text) &&
      !/user_id|owner/i.test(around) &&
      !checksOwner(around),
  }),
  call({
    id: 'php-log-secret',
    cwe: 'CWE-532',
    severity: 'medium',
    why: 'A secret is written to a log.',
    call: /^error_log$|(?:Log|logger)\.\w+$/,
    when: ({ written }) => /\$(?:password|passwd|secret|token|card)\b|\['password'\]/.test(written.join()),
  }),
];
