import { checksOwner, PUBLIC, SIGNED_IN } from '../owner.ts';
import { call, type Rule, where } from '../rule.ts';
import { word } from '../word.ts';

/** Whose data it is, and who gets to see it. */
export const access: readonly Rule[] = [
  call({
    id: 'go-log-secret',
    cwe: 'CWE-532',
    severity: 'medium',
    why: 'A secret is written to a log.',
    call: /^(?:log|logger|slog|logrus|zap|sugar|l)\.\w+$|(?:log|Log|Logger|logger)\.(?:Print\w*|Info\w*|Warn\w*|Debug\w*|Error\w*)$/,
    when: ({ written }) =>
      written.some((one) =>
        /(?:^|\.|string\()(?:\w*[pP]assword|passwd|secret|Secret|apiKey|APIKey|token|Token|accessToken|AccessToken|refreshToken|RefreshToken|cardNumber|CardNumber|cvv|CVV|ssn|SSN|otp|OTP|pin|PIN|privateKey|PrivateKey)\)?$/.test(
          one,
        ),
      ),
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
      !/^current|\(c\)|\(ctx|Context\(/i.test(written[1] ?? '') &&
      (SIGNED_IN.test(`${around}${marks}`) || /\.(?:Get\w*|MustGet|Locals)\("\w*(?:user|account)\w*"/i.test(around)) &&
      !PUBLIC.test(text) &&
      !checksOwner(around),
  }),
  where({
    id: 'go-attributes',
    cwe: 'CWE-915',
    severity: 'high',
    why: 'Any attribute can be set from a request.',
    on: 'call',
    when: ({ text, written, around }, code) => {
      const given = /^&?(\w+)$/.exec(written[0] ?? '')?.[1];
      if (given === undefined || !/\.(?:Save|Create|Updates)\(/.test(text)) return false;
      const bound = new RegExp(`(?:Bind\\w*|BodyParser|Decode|Unmarshal)\\((?:[^()]*,\\s*)?&?${given}\\)`).test(around);
      if (!bound || /\.(?:Select|Omit)\(/.test(text)) return false;
      if (new RegExp(`var ${given} map\\[string\\]`).test(around)) return /\.Updates\(/.test(text);
      const type = new RegExp(
        `var ${given} (?:models?\\.)?(\\w+)|\\b${given} := &?(?:new\\()?(?:models?\\.)?(\\w+)[{)]`,
      ).exec(around);
      const fields = new RegExp(`type ${type?.[1] ?? type?.[2] ?? '-'} struct \\{([\\s\\S]*?)\\n\\}`).exec(code)?.[1];
      return (
        fields !== undefined &&
        /^\s*(?:Role|Roles|Admin|IsAdmin|Balance|OwnerID|Verified|Permissions)\s[^\n]*$/m.test(
          fields.replace(/^.*json:"-".*$/gm, ''),
        ) &&
        !new RegExp(`\\b${given}\\.(?:Role|Admin|IsAdmin|Balance|OwnerID)\\s*=[^=]`).test(around)
      );
    },
  }),
  where({
    id: 'go-balance',
    cwe: 'CWE-362',
    severity: 'medium',
    why: 'Two requests at once can both pass the check and take more than there is.',
    on: 'function',
    when: ({ text, written }, code) => {
      const taken = [...text.matchAll(/(\w+(?:\.\w+)*(?:\[[^\]\n]+\])?)\s*-=/g)].find(
        ([, what = ''], i) =>
          i < 8 &&
          /balance|stock|quota|credit|seat|inventory|ticket|remaining/i.test(what) &&
          text.split('\n').some((line) => /^\s*if /.test(line) && new RegExp(`${word(what)}\\s*(?:>=?|<)`).test(line)),
      );
      return (
        taken !== undefined &&
        (/http\.|gin\.|echo\.|fiber\./.test(written.join()) || /\bgo (?:func|\w+\()|HandleFunc/.test(code)) &&
        !/Lock\(\)|atomic\.|FOR UPDATE|BeginTx|\.Begin\(|chan\b|sync\./.test(text)
      );
    },
  }),
  where({
    id: 'go-overlay',
    cwe: 'CWE-915',
    severity: 'high',
    why: 'A request is decoded over the record that is kept, whatever it sets.',
    on: 'call',
    when: ({ name, written, around }) => {
      if (!/(?:\.Decode|^json\.Unmarshal|\.(?:Should|Must)?Bind(?:JSON)?|\.BodyParser)$/.test(name)) return false;
      const into = /^&?(\w+)$/.exec(written.at(-1) ?? '')?.[1];
      if (into === undefined || !/Body|\bc\.|\bctx\./.test(around)) return false;
      const kept = new RegExp(
        `\\b${into}(?:, \\w+)? :?= (?:\\w+\\.)*\\w+(?:\\[[^\\]\\n]+\\]|\\.(?:Get|Find|Load|First|By)\\w*\\([^\\n]*\\))\\s*(?:$|//)|\\.(?:First|Take|Get)\\(&?${into}\\b`,
        'm',
      ).exec(around);
      return (
        kept !== null &&
        around.indexOf(kept[0]) <
          around.search(new RegExp(`(?:Decode|Unmarshal|Bind\\w*|BodyParser)\\([^\\n]*\\b${into}\\)`))
      );
    },
  }),
];
