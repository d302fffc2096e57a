import { checksOwner, OWNED, PUBLIC, SIGNED_IN, unusedGuard } from '../owner.ts';
import { call, type Rule, where } from '../rule.ts';

const ROUTED = /@\w+\.(?:route|get|post|put|patch|delete)\(|@login_required|def \w+\((?:self, )?request\b/;

/** All that a request brought. */
const WHOLE_BODY = /(?:get_json|\.json|json\.loads?|form\.to_dict|\.data|\.POST\.dict|parsed_body)$/;

/** Whose data it is, and who gets to see it. */
export const access: readonly Rule[] = [
  call({
    id: 'py-log-secret',
    cwe: 'CWE-532',
    severity: 'medium',
    why: 'A secret is written to a log.',
    call: /^(?:print|(?:log|logger|logging|_log|LOG|current_app\.logger|app\.logger)(?:\.\w+)*\.(?:info|debug|warning|error|exception|critical))$|^logging\.getLogger\.\w+$/,
    when: ({ written, purpose }) =>
      written.some((one) =>
        /^(?:\w+\.)?(?:password|passwd|pwd|secret|api_key|token|card_number|cvv|access_token|pin)$|\{(?:\w+\.)?(?:password|passwd|secret|api_key|token|card_number|cvv|access_token)(?:[!:][^}]*)?\}|\[["'](?:password|token|card_number)["']\]$/.test(
          one,
        ),
      ) &&
      !/generate|print_|show|cli/.test(purpose) &&
      written[0]?.startsWith('print') !== true,
  }),
  where({
    id: 'py-attributes',
    cwe: 'CWE-915',
    severity: 'high',
    why: 'Any attribute can be set from a request.',
    on: 'call',
    when: ({ name, arguments: given, written, text }) =>
      (name === 'setattr' &&
        given[1] !== undefined &&
        given[1].reach > 0 &&
        !given[1].safe.has('code') &&
        !given[1].safe.has('sql')) ||
      (/(?:\.update|\.create|\.filter|\.values|[A-Z]\w+)$/.test(name) &&
        ((/\*\*(?:request\.|data\b|payload\b|body\b)/.test(written.join()) && /request/.test(text)) ||
          given.some(
            (one, i) => one.reach === 2 && written[i]?.startsWith('**') === true && WHOLE_BODY.test(one.origin),
          )) &&
        !/\.model_dump|validated/.test(text)),
  }),
  where({
    id: 'py-owner',
    cwe: 'CWE-639',
    severity: 'high',
    why: 'What belongs to someone is found by its id alone.',
    on: 'call',
    when: ({ name, written, marks, around, text }) =>
      (ROUTED.test(`${marks}${around}`) || /Depends\(/.test(marks)) &&
      SIGNED_IN.test(`${marks}${around}`) &&
      /(?:query\.get|get_or_404|get_object_or_404|objects\.get|session\.get|db\.get|\.first_or_404|\.filter_by\.first|\.filter\.first|\.query\.filter\w*\.\w+)$/.test(
        name,
      ) &&
      /_id\b|\bpk\b|\bid\b/.test(`${written.join()} ${text}`) &&
      !/owner|user|customer_id|account_id\s*=|author|created_by|tenant|member/i.test(text) &&
      !/_set\b/.test(around) &&
      !checksOwner(around) &&
      !PUBLIC.test(text),
  }),
  call({
    id: 'py-assert',
    cwe: 'CWE-617',
    severity: 'medium',
    why: 'A check of access is an assertion, which an option removes.',
    call: /^assert$/,
    written: /admin|staff|superuser|role|perm|owner|authenticated|logged_in|can_/,
  }),
  where({
    id: 'py-open-admin',
    cwe: 'CWE-862',
    severity: 'high',
    why: 'What only administrators may do asks nobody who they are.',
    on: 'function',
    when: ({ marks, around }, code) =>
      /@\w+\.(?:route|get|post|put|patch|delete)\(\s*["'][^"']*\badmin\b/.test(marks) &&
      /\.(?:delete|commit|execute|remove|save|update)\w*\(|shutil|os\.|subprocess/.test(around) &&
      !/is_admin|is_staff|superuser|\brole|perm|require|roles?_|admin_|_admin|Depends|Security|authori[sz]|token|verify|check_/i.test(
        `${marks} ${around}`.replace(/@\w+\.\w+\([^)]*\)|login_required/g, ''),
      ) &&
      !/before_request|dependencies\s*=|Middleware/.test(code),
  }),
  where({
    id: 'py-guard-unused',
    cwe: 'CWE-862',
    severity: 'high',
    why: 'The guard that was imported for this is not asked.',
    on: 'function',
    when: ({ marks }, code) =>
      /@\w+\.(?:post|put|patch|delete)\(|@\w+\.route\([^)]*["'](?:POST|PUT|PATCH|DELETE)["']/.test(marks) &&
      unusedGuard(code),
  }),
  where({
    id: 'py-all-fields',
    cwe: 'CWE-915',
    severity: 'high',
    why: 'Every field of an account can be set from a request.',
    on: 'assign',
    when: ({ name, written }, code) =>
      /^fields$/.test(name) &&
      /^["']__all__["']$/.test(written[0] ?? '') &&
      /model\s*=\s*(?:User|Account|CustomUser|get_user_model\(\))\s*$/m.test(code) &&
      /Serializer|ModelForm/.test(code) &&
      !/read_only_fields/.test(code),
  }),
  where({
    id: 'py-owner-view',
    cwe: 'CWE-639',
    severity: 'high',
    why: 'What belongs to someone is found by its id alone.',
    on: 'assign',
    when: ({ name, written }, code) =>
      name === 'queryset' &&
      new RegExp(`^(?:${OWNED})\\.objects\\.all\\(\\)$`, 'i').test(written[0] ?? '') &&
      /Retrieve\w*APIView|ModelViewSet|UpdateAPIView|DestroyAPIView|DetailView|UpdateView|DeleteView/.test(code) &&
      /IsAuthenticated|LoginRequiredMixin/.test(code) &&
      !/get_queryset|get_object|IsOwner|IsAdmin|has_object_permission|UserPassesTestMixin|filter_backends|permission_required/.test(
        code,
      ),
  }),
];
