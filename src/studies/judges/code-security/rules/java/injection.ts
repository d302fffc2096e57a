import { type Rule, sink } from '../rule.ts';

/** Statements, commands, code, filters and lines built from values of an attacker’s. */
export const injection: readonly Rule[] = [
  sink({
    id: 'java-sql',
    cwe: 'CWE-89',
    severity: 'high',
    why: 'A statement is built from a value that an attacker can choose.',
    call: /(?:^|\.)(?:executeQuery|executeUpdate|execute|executeLargeUpdate|addBatch|prepareStatement|prepareCall|createQuery|createNativeQuery|createSQLQuery|query|queryForObject|queryForList|queryForMap|queryForRowSet|update|batchUpdate|nativeQuery|createStatement|sql|rawQuery|execSQL)$/,
    place: 'sql',
    at: [0],
    built: true,
    when: ({ arguments: [value] }) => value?.built === true,
  }),
  sink({
    id: 'java-shell',
    cwe: 'CWE-78',
    severity: 'critical',
    why: 'A shell runs a command that holds a value an attacker can choose.',
    call: /(?:getRuntime|runtime|Runtime\.getRuntime|rt)\.exec$|^ProcessBuilder$|\.command$/i,
    place: 'shell',
    when: ({ name, written, arguments: given }) =>
      /["'](?:\/bin\/|\/usr\/bin\/)?(?:ba|z)?sh["']|cmd(?:\.exe)?["']|powershell/.test(written.join()) ||
      given.some(({ items }) =>
        items.some(({ text }) => /^(?:\/bin\/|\/usr\/bin\/)?(?:ba|z)?sh$|^cmd(?:\.exe)?$/.test(text)),
      ) ||
      (name.endsWith('exec') && given[0]?.built === true && !/\{/.test(written[0] ?? '')),
  }),
  sink({
    id: 'java-code',
    cwe: 'CWE-95',
    severity: 'critical',
    why: 'Text that an attacker can choose is run as code.',
    call: /(?:\.eval|parseExpression|Ognl\.getValue|MVEL\.eval|GroovyShell.*\.(?:evaluate|parse)|createExpression|compileScript|Class\.forName|JexlEngine.*\.createExpression)$/,
    place: 'code',
    at: [0],
    when: ({ text }, code) => !/SimpleEvaluationContext/.test(code + text),
  }),
  sink({
    id: 'java-log',
    cwe: 'CWE-117',
    severity: 'low',
    why: 'A line of a log is built from request data.',
    call: /(?:^log|LOG|logger|LOGGER|getLogger)\.(?:info|warn|warning|error|debug|severe|fine|log)$/,
    place: 'log',
    least: 2,
  }),
  sink({
    id: 'java-xpath',
    cwe: 'CWE-643',
    severity: 'high',
    why: 'An XPath expression is built from a value.',
    call: /(?:newXPath|xpath|xPath)\.(?:evaluate|compile|evaluateExpression)$|selectNodes$|selectSingleNode$/i,
    place: 'xpath',
    at: [0],
    built: true,
  }),
  sink({
    id: 'java-ldap',
    cwe: 'CWE-90',
    severity: 'high',
    why: 'A directory filter is built from a value that is not escaped.',
    call: /\.search$/,
    place: 'ldap',
    at: [1, 0],
    when: ({ arguments: given }) => given.some((one) => one.built && /\([&|]?\(?\w+=/.test(one.text)),
  }),
];
