import { checksOwner, PUBLIC, SIGNED_IN } from '../owner.ts';
import { call, type Rule, where } from '../rule.ts';

/** Types of a framework that are no rows. */
const TOOLS = /^(?:Request|User|Response|Session|Auth)$|Request$|Service$|Repository$|Interface$|Manager$/;

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
      /\$?(?:this->)?request(?:\(\))?->(?:(?:request->)?(?:all|input|post|toArray)\(\)|except\(|getParsedBody\(\)|json\(\)->all\(\))|\$_(?:POST|REQUEST)$|Request::all\(\)/.test(
        written.join(),
      ) &&
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
    when: ({ name, around, marks, text }, code) =>
      /(?:^|[.:])(?:find|findOrFail|destroy|first|firstOrFail)$/.test(name) &&
      (SIGNED_IN.test(`${around}${marks}`.replace('$request->user', 'auth()')) ||
        /\$this->middleware\(\s*\[?\s*['"]auth/.test(code)) &&
      /::(?:find|findOrFail|destroy)\(/.test(text) &&
      !PUBLIC.test(text) &&
      !/user_id|owner/i.test(around) &&
      !checksOwner(around),
  }),
  where({
    id: 'php-bound-model',
    cwe: 'CWE-639',
    severity: 'high',
    why: 'Whoever is signed in gets at any row: nobody asks whose it is.',
    on: 'function',
    when: ({ text, written, marks }, code) => {
      const found = written
        .map((one) => /^\??([A-Z]\w+) \$(\w+)$/.exec(one))
        .find(
          (one) =>
            one !== null &&
            one[1]?.toLowerCase().endsWith(one[2]?.toLowerCase() ?? '') === true &&
            !PUBLIC.test(one[1] ?? '') &&
            !TOOLS.test(one[1] ?? ''),
        );
      if (found === undefined || found === null) return false;
      const one = `\\$${found[2] ?? ''}`;
      return (
        /middleware\(\s*\[?\s*['"]auth|['"]auth(?::\w+)?['"]|Auth::|auth\(\)/.test(`${marks}${code}`) &&
        new RegExp(
          `${one}->(?:update|delete|forceDelete|fill|save|load)\\(|return ${one};|json\\(\\s*${one}|compact\\(\\s*'${found[2] ?? ''}'|=> ${one}\\s*[\\],]|download\\([^;]*${one}->|Resource\\(${one}`,
        ).test(text) &&
        !checksOwner(`${text}${marks}`) &&
        !/authorize|->can\(|Gate::|[Pp]olicy|abort_(?:if|unless)|user_id|->is\(|belongsTo|scopeBindings|owner|'can:|authorizeResource|admin/.test(
          `${text}${marks}${code}`,
        )
      );
    },
  }),
  where({
    id: 'php-handler-open',
    cwe: 'CWE-862',
    severity: 'high',
    why: 'Whoever calls this handler changes data: nobody asks who it is.',
    on: 'call',
    when: ({ name, written: [hook = '', handler = ''] }, code) => {
      if (name !== 'add_action' || !/wp_ajax_|admin_post_/.test(hook)) return false;
      const named = /['"](\w+)['"]\s*\]?\)?$/.exec(handler)?.[1];
      const body =
        named === undefined
          ? handler
          : (new RegExp(`function ${named}\\([\\s\\S]*?\\n\\s{0,4}\\}`).exec(code)?.[0] ?? '');
      return (
        /wp_(?:delete|update|insert|trash)_\w+|update_(?:option|user_meta|post_meta)|delete_(?:option|user_meta)|\$wpdb->(?:delete|update|insert|query)/.test(
          body,
        ) &&
        !/current_user_can|check_ajax_referer|check_admin_referer|wp_verify_nonce|is_user_logged_in|get_current_user_id/.test(
          body,
        )
      );
    },
  }),
  where({
    id: 'php-route-open',
    cwe: 'CWE-862',
    severity: 'high',
    why: 'Whoever calls this route changes data: nobody asks who it is.',
    on: 'entry',
    when: ({ name, written: [one = ''], around }, code) =>
      name === 'permission_callback' &&
      /__return_true|=>\s*true\b|return true/.test(one) &&
      /['"]methods['"]\s*=>\s*(?:['"][^'"]*(?:POST|PUT|PATCH|DELETE)|WP_REST_Server::(?:CREATABLE|EDITABLE|DELETABLE|ALLMETHODS))/.test(
        `${around}${code}`,
      ),
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
