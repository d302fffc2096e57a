import { checksOwner, PUBLIC, SIGNED_IN } from '../owner.ts';
import { call, type Rule, where } from '../rule.ts';

/** Whose data it is, and who gets to see it. */
export const access: readonly Rule[] = [
  call({
    id: 'java-log-secret',
    cwe: 'CWE-532',
    severity: 'medium',
    why: 'A secret is written to a log.',
    call: /(?:^log|LOG|logger|LOGGER|getLogger)\.(?:info|warn|warning|error|debug)$/,
    when: ({ written }) =>
      written.some((one) =>
        /(?:^|\+\s*|\.)(?:get)?(?:password|passwd|secret|cardNumber|cvv|apiKey)(?:\(\))?$/i.test(one),
      ),
  }),
  where({
    id: 'java-owner',
    cwe: 'CWE-639',
    severity: 'high',
    why: 'What belongs to someone is found by its id alone.',
    on: 'call',
    when: ({ name, around, marks, written }) =>
      !/login|principal|auth|user/i.test(written.join()) &&
      /\.(?:findById|getById|getReferenceById|deleteById|getOne|existsById)$/.test(name) &&
      SIGNED_IN.test(`${around}${marks}`) &&
      !PUBLIC.test(name) &&
      !checksOwner(around) &&
      !/filter\(/.test(around),
  }),
  where({
    id: 'java-attributes',
    cwe: 'CWE-915',
    severity: 'high',
    why: 'Any attribute can be set from a request.',
    on: 'call',
    when: ({ name, written, around }) =>
      /BeanUtils\.(?:copyProperties|populate)$/.test(name) &&
      written.length < 3 &&
      /@RequestBody|getParameterMap/.test(around),
  }),
];
