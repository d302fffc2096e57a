import { checksOwner, PUBLIC, SIGNED_IN } from '../owner.ts';
import { call, type Rule, where } from '../rule.ts';

/** Whose data it is, and who gets to see it. */
export const access: readonly Rule[] = [
  where({
    id: 'js-attributes',
    cwe: 'CWE-915',
    severity: 'high',
    why: 'Any attribute can be set from a request.',
    on: 'call',
    when: ({ name, written, arguments: given, around }) =>
      (/\.(?:update|create|save|insert|merge|preload)$/.test(name) &&
        given.some((one, i) => one.reach === 2 && /^(?:body|dto|data|payload|input)$/.test(written[i] ?? '')) &&
        /\b(?:body|dto|data|payload|input)\??: (?:any|unknown|Partial<|Record<|object\b)/.test(around)) ||
      (/\.(?:findByIdAndUpdate|update|updateOne|findOneAndUpdate|create|assign|insertOne|save|set|merge)$/.test(name) &&
        written.some((one) =>
          /^(?:\.\.\.)?(?:req|request)\.body$|\.\.\.(?:req|request)\.body\b|data\s*:\s*(?:req|request)\.body\b|\$set\s*:\s*(?:req|request)\.body\b/.test(
            one,
          ),
        ) &&
        !/whitelist|pick\(/.test(written.join())) ||
      (/^Object\.assign$/.test(name) &&
        /(?:user|account|profile|doc)/i.test(written[0] ?? '') &&
        written[1]?.endsWith('req.body') === true),
  }),
  call({
    id: 'js-log-secret',
    cwe: 'CWE-532',
    severity: 'medium',
    why: 'A secret is written to a log.',
    call: /^(?:console|logger|log|winston|req\.log)\.(?:log|info|warn|error|debug)$/,
    when: ({ written }) =>
      written.some(
        (one) =>
          /(?:^|[{.,\s])(?:password|passwd|secret|apiKey|cardNumber|cvv|accessToken)\s*(?:[},]|$)|^req\.body$/.test(
            one,
          ) && !/^['"]/.test(one),
      ),
  }),
  where({
    id: 'js-owner',
    cwe: 'CWE-639',
    severity: 'high',
    why: 'What belongs to someone is found by its id alone.',
    on: 'call',
    when: ({ name, written, around, marks }, code) =>
      /\.(?:findById|findByPk|findByIdAndDelete|findByIdAndUpdate|findByIdAndRemove|findUnique|findFirst|findOne|deleteOne|delete|findOneBy|findOneOrFail|destroy)$/.test(
        name,
      ) &&
      /(?:req|request|ctx)\.(?:params|query|body)|params\.\w*[iI]d\b|^\{ (?:where: \{ )?id\b/.test(written.join()) &&
      (SIGNED_IN.test(`${around}${marks}`) || /@UseGuards\(/.test(code)) &&
      !PUBLIC.test(name) &&
      !/user(?:_?id)?|owner|author|customer|account|tenant/i.test(
        written.join().replace(/req\.session|req\.user(?![.\w])/g, ''),
      ) &&
      !checksOwner(around),
  }),
];
