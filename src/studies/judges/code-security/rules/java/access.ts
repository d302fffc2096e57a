import { checksOwner, PUBLIC, SIGNED_IN } from '../owner.ts';
import { call, type Rule, where } from '../rule.ts';

/** Whoever is signed in may: that says nothing of whose it is. */
const ANYBODY =
  /@(?:PreAuthorize|PostAuthorize|Secured|RolesAllowed)\(\{?"(?:isAuthenticated\(\)|isFullyAuthenticated\(\)|has(?:Any)?(?:Role|Authority)\('(?:ROLE_)?(?:USER|CUSTOMER|MEMBER)'\)|(?:ROLE_)?(?:USER|CUSTOMER|MEMBER))"\}?\)/g;

const PRINTED = /(?:^|\.)(?:get)?(?:password|passwd|secretKey|cardNumber|cvv)(?:\(\))?$/i;
const LOGGED =
  /(?:^|\.)(?:get)?(?:\w*password|passwd|secret|secretKey|privateKey|cardNumber|creditCardNumber|pan|cvv|ssn|apiKey|otp|pin|token|accessToken|access_token|refreshToken|authToken|jwt|resetToken|sessionToken)(?:\(\))?$/i;

/** `new String(password)` is what is in it; so is the last of what is formatted. */
const bare = (one: string): string =>
  one.replace(/^String\.format\(.*?,\s*(?=[^,]*$)/s, '').replace(/^(?:new String|String\.valueOf)\((.*?)\)+$/s, '$1');

/** Whose data it is, and who gets to see it. */
export const access: readonly Rule[] = [
  call({
    id: 'java-log-secret',
    cwe: 'CWE-532',
    severity: 'medium',
    why: 'A secret is written to a log.',
    call: /(?:^log|LOG|logger|LOGGER|getLogger)\.(?:info|warn|warning|error|debug|trace|fine|finest|log)$|^System\.(?:out|err)\.(?:print\w*)$/,
    when: ({ name, written, around }) => {
      const printed = name.startsWith('System');
      // A program that makes a password shows it.
      if (printed && around.includes('void main(')) return false;
      return written
        .flatMap((one) => one.split('+'))
        .some((one) => (printed ? PRINTED : LOGGED).test(bare(one.trim())));
    },
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
      !checksOwner(around.replace(ANYBODY, '')) &&
      !/filter\(|findBy\w*And(?:Owner|User|Customer|Account|Member)\w*\(/.test(around),
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
  where({
    id: 'java-entity-body',
    cwe: 'CWE-915',
    severity: 'high',
    why: 'The whole record comes from a request: role and owner too.',
    on: 'call',
    when: ({ name, written, around, marks }, code) => {
      if (!/\.(?:save|saveAndFlush|persist|merge)$/.test(name)) return false;
      const saved = /^\w+$/.exec(written[0] ?? '')?.[0];
      if (saved === undefined) return false;
      const type = new RegExp(
        `@(?:RequestBody|ModelAttribute)\\s+(?:@Valid(?:ated)?\\s+)?(?:final\\s+)?(\\w+)\\s+${saved}\\b`,
      ).exec(marks)?.[1];
      if (type === undefined || /(?:Dto|DTO|Request|Form|Command|Payload|Input)$/.test(type)) return false;
      const shown = new RegExp(`\\b(?:class|record)\\s+${type}\\b([\\s\\S]*)`).exec(code)?.[1];
      const guarded = new RegExp(
        `\\b${saved}\\.set(?:Role|Roles|Admin|Owner|IsAdmin)\\w*\\(|setAllowedFields|setDisallowedFields|JsonIgnore|READ_ONLY`,
      );
      return (
        !guarded.test(`${around}${shown ?? ''}`) &&
        (shown === undefined
          ? /^(?:User|Account|AppUser|UserEntity|Member|Employee|Customer)$/.test(type)
          : /\b(?:role|roles|admin|isAdmin|balance|owner|ownerId|verified|permissions)\b\s*[;=,)]/.test(shown))
      );
    },
  }),
];
