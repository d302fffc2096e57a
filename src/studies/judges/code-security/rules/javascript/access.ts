import { checksOwner, OWNED, PUBLIC, SIGNED_IN, unusedGuard } from '../owner.ts';
import { call, type Rule, where } from '../rule.ts';

/** All that a request brought. */
const WHOLE_BODY = /(?:^|\.)(?:req|request|ctx\.request)\.body$|(?:req|request)\.json$|^readBody$|c\.req\.json$/;

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
        given.some(
          (one, i) =>
            (one.reach === 2 && /^(?:body|dto|data|payload|input)$/.test(written[i] ?? '')) ||
            (one.entries.get('data')?.reach === 2 &&
              /\bdata(?::\s*(?:body|dto|payload|input))?\s*[,}]/.test(written[i] ?? '')),
        ) &&
        /\b(?:body|dto|data|payload|input)\??: (?:any|unknown|Partial<|Record<|object\b)/.test(around)) ||
      (!/createH(?:mac|ash)\.update$/.test(name) &&
        /\.(?:findByIdAndUpdate|update|updateOne|findOneAndUpdate|create|assign|insertOne|save|set|merge)$/.test(
          name,
        ) &&
        written.some((one) =>
          /^(?:\.\.\.)?(?:req|request)\.body$|\.\.\.(?:req|request)\.body\b|data\s*:\s*(?:req|request)\.body\b|\$set\s*:\s*(?:req|request)\.body\b/.test(
            one,
          ),
        ) &&
        !/whitelist|pick\(/.test(written.join())) ||
      (/^Object\.assign$/.test(name) &&
        given[1] !== undefined &&
        given[1].reach === 2 &&
        !given[1].safe.has('nosql') &&
        (WHOLE_BODY.test(given[1].origin) ||
          /^(?:\w+\.)?body$/.test(written[1] ?? '') ||
          /\b(?:Partial<|any\b|unknown\b|Record<)/.test(around)) &&
        !/^\{\s*\}/.test(written[0] ?? '')) ||
      // What was made of the whole request, under whatever name.
      (/(?:^|\.)(?:update|updateMany|upsert|create|insert|insertOne|values|set|findByIdAndUpdate|findOneAndUpdate|updateOne|save|merge|patch|build)$/.test(
        name,
      ) &&
        !/createH(?:mac|ash)\.update$/.test(name) &&
        !/^(?:Object|cache|redis|store|map|res|logger)\b|(?:Map|cookies|session|localStorage)\.set$/i.test(name) &&
        given.some((one) =>
          [one, one.entries.get('data'), one.entries.get('$set')].some(
            (part) =>
              part?.reach === 2 && !part.safe.has('nosql') && part.entries.size === 0 && WHOLE_BODY.test(part.origin),
          ),
        )) ||
      (/^(?:\w+\.)?[A-Z][a-z]\w*$/.test(name) &&
        !/(?:Dto|Schema|Error|Request|Response|Validator|Service|Event|Command|Query|Job|Map|Set|URLSearchParams|Buffer|Blob|FormData)$/i.test(
          name,
        ) &&
        /^(?:req|request|ctx\.request)\.body$|^\{\s*\.\.\.(?:req|request)\.body\b/.test(written[0] ?? '') &&
        /\.save\(|\.insert\(/.test(around)),
  }),
  call({
    id: 'js-log-secret',
    cwe: 'CWE-532',
    severity: 'medium',
    why: 'A secret is written to a log.',
    call: /(?:^|\.)(?:console|\w*[lL]ogger|log|winston|pino|Logger)\.(?:log|info|warn|error|debug|verbose|trace)$/,
    when: ({ written }) =>
      written.some(
        (one) =>
          (/(?:^|[{.,\s])(?:password|passwd|secret|apiKey|cardNumber|cvv|accessToken|refreshToken|authorization)\s*(?:[},]|$)|^req(?:uest)?\.body$|(?:body|headers|payload)\s*:\s*(?:\w+\.)+(?:body|headers|data)\b\s*(?:[,}]|$)|\$\{(?:\w+\.)*(?:password|passwd|secret|apiKey|cardNumber|cvv|accessToken|refreshToken)\}/.test(
            one,
          ) ||
            /(?:password|token|secret)\b[^'"]{0,20}['"]\s*\+\s*(?:\w+\.)*(?:password|token|secret)\b/i.test(one)) &&
          !/^['"][^'"]*['"]$/.test(one),
      ),
  }),
  where({
    id: 'js-owner',
    cwe: 'CWE-639',
    severity: 'high',
    why: 'What belongs to someone is found by its id alone.',
    on: 'call',
    when: ({ name, written, around, marks, text }, code) =>
      /\.(?:findById|findByPk|findByIdAndDelete|findByIdAndUpdate|findByIdAndRemove|findUnique|findFirst|findOne|findUniqueOrThrow|findFirstOrThrow|deleteOne|updateOne|findOneAndUpdate|findOneAndDelete|delete|update|findOneBy|findOneOrFail|findOneByOrFail|destroy)$/.test(
        name,
      ) &&
      /(?:req|request|ctx)\.(?:params|query|body)|params\.\w*[iI]d\b|^\{\s*(?:where:\s*\{\s*)?_?id\b|^\w*[iI]d$/.test(
        written.join(),
      ) &&
      (SIGNED_IN.test(`${around}${marks}`) || /@UseGuards\(|protectedProcedure|authedProcedure/.test(code)) &&
      (!PUBLIC.test(name) || /delete|update|destroy|remove/i.test(name)) &&
      !/user(?:_?id)?|owner|author|customer|account|tenant|member/i.test(
        `${written.join()} ${/\.(?:update|delete|destroy)$/.test(name) ? text : ''}`.replace(
          /req\.session|req\.user(?![.\w!?])/g,
          '',
        ),
      ) &&
      !/\.(?:user|account|member|session)s?\.\w+$/i.test(name) &&
      !checksOwner(around) &&
      !/\.(?:count|changes)\s*===\s*0/.test(around),
  }),
  where({
    id: 'js-owner-builder',
    cwe: 'CWE-639',
    severity: 'high',
    why: 'What belongs to someone is found by its id alone.',
    on: 'call',
    when: ({ name, text, written, around, marks }) =>
      /\.(?:eq|where|match)$/.test(name) &&
      ((new RegExp(`\\.?(?:from|into|db|knex|trx|table)\\(\\s*['"](?:${OWNED})['"]\\)`).test(text) &&
        /\.(?:eq|where|match)\(\s*(?:\{\s*id\b|['"]id['"]\s*,)[^()]*\)$/.test(text)) ||
        new RegExp(`^eq\\(\\s*(?:\\w+\\.)?(?:${OWNED})\\.id\\s*,`, 'i').test(written[0] ?? '')) &&
      SIGNED_IN.test(`${around}${marks}`) &&
      !checksOwner(around) &&
      !/user_?id|owner|author|customer|account_id|tenant/i.test(around.replace(/^\s*\w*[aA]pp\.[^\n]*/, '')),
  }),
  where({
    id: 'js-open-admin',
    cwe: 'CWE-862',
    severity: 'high',
    why: 'What only administrators may do asks nobody who they are.',
    on: 'call',
    when: ({ written, text }, code) =>
      /^(?:\w*[aA]pp|\w*[rR]outer|fastify|server)\.(?:delete|post|put|patch)\(/.test(text) &&
      /^['"`][^'"`]*\badmin\b/.test(written[0] ?? '') &&
      written.length === 2 &&
      !/admin|\brole|perm|authori|isStaff|token|verify|session|req\.user|login|guard/i.test(
        text.replace(/^[^,]*,/, '').replace(/\/admin/g, ''),
      ) &&
      !/(?:app|router|fastify)\.(?:use|addHook|register)\([^)\n]*(?:auth|admin|guard|role|verify|require)/i.test(code),
  }),
  where({
    id: 'js-guard-unused',
    cwe: 'CWE-862',
    severity: 'high',
    why: 'The guard that was imported for this is not asked.',
    on: 'call',
    when: ({ text, written }, code) =>
      /^(?:\w*[aA]pp|\w*[rR]outer|fastify|server)\.(?:delete|post|put|patch)\(/.test(text) &&
      written.length === 2 &&
      unusedGuard(code),
  }),
  where({
    id: 'js-open-controller',
    cwe: 'CWE-862',
    severity: 'high',
    why: 'What only administrators may do asks nobody who they are.',
    on: 'function',
    when: ({ around }, code) =>
      /@Controller\(\s*['"][^'"]*\badmin\b/.test(code) &&
      /@(?:Delete|Post|Put|Patch)\(/.test(code) &&
      /^\s*(?:async\s+)?\w+\(/.test(around) &&
      !/UseGuards|@Roles|@Auth|Guard|Public\(\)|assert|ensure|check/.test(code.replace(/^import[^;]*;/gm, '')),
  }),
  where({
    id: 'js-open-room',
    cwe: 'CWE-862',
    severity: 'medium',
    why: 'Whoever is connected may join any room.',
    on: 'call',
    when: ({ name, arguments: [value], around }) =>
      /^socket\.join$/.test(name) &&
      value !== undefined &&
      value.reach > 0 &&
      !value.safe.has('code') &&
      !/member|allowed|can[A-Z]\w*\(|isIn|belongs|enrol|permission|participant|authori|access|find|has\(|includes\(/i.test(
        around.slice(Math.max(0, around.indexOf('.join(') - 500), around.indexOf('.join(')),
      ),
  }),
];
