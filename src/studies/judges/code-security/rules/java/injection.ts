import { HOLE, reaches } from '../../flow/value.ts';
import { type Rule, sink, SQL, where } from '../rule.ts';
import { fixedScript } from '../script.ts';

/** Names that others use too: what they are given must read as a statement, or as nothing at all. */
const GENERIC = /\.(?:execute|query|update|sql|fetch\w*|batchUpdate)$/;

/** Statements, commands, code, filters and lines built from values of an attacker’s. */
export const injection: readonly Rule[] = [
  sink({
    id: 'java-sql',
    cwe: 'CWE-89',
    severity: 'high',
    why: 'A statement is built from a value that an attacker can choose.',
    call: /(?:^|\.)(?:executeQuery|executeUpdate|execute|executeLargeUpdate|addBatch|prepareStatement|prepareCall|createQuery|createNativeQuery|createSQLQuery|query|queryForObject|queryForList|queryForMap|queryForRowSet|queryForStream|update|batchUpdate|nativeQuery|createStatement|sql|rawQuery|execSQL|fetch(?:One|Many|Value|Single|Lazy)?|resultQuery|condition|createMutationQuery|createNativeMutationQuery|createSelectionQuery)$/,
    place: 'sql',
    at: [0],
    built: true,
    when: ({ name, arguments: [value] }) =>
      value?.built === true &&
      (!GENERIC.test(name) || SQL.test(value.text) || value.text.replaceAll(HOLE, '').trim() === ''),
  }),
  where({
    id: 'java-sql-part',
    cwe: 'CWE-89',
    severity: 'high',
    why: 'A condition of a statement is built from a value that an attacker can choose.',
    on: 'call',
    when: ({ name, arguments: given }, code) =>
      (/\.(?:query|delete|update|insert)$/.test(name) && /SQLiteDatabase|ContentResolver/.test(code)
        ? given.slice(1, 5)
        : /(?:DSL|JpaSort)\.(?:field|condition|sql|table|unsafe|orderBy)$|\.(?:sqlRestriction|addOrderBy)$/.test(name)
          ? given.slice(0, 2)
          : []
      ).some(
        (value) =>
          reaches(value, 'sql') &&
          (value.built || (value.reach === 2 && !value.origin.endsWith('.name')) || name.endsWith('JpaSort.unsafe')),
      ),
  }),
  where({
    id: 'java-mybatis',
    cwe: 'CWE-89',
    severity: 'high',
    why: 'A mapper puts a value into its statement as text.',
    on: 'string',
    when: ({ name }, code) =>
      /\$\{[\w.]+\}/.test(name) && !/^\$\{[^}]*\}$/.test(name) && /@(?:Select|Insert|Update|Delete)\s*\(/.test(code),
  }),
  sink({
    id: 'java-shell',
    cwe: 'CWE-78',
    severity: 'critical',
    why: 'A shell runs a command that holds a value an attacker can choose.',
    call: /(?:getRuntime|runtime|Runtime\.getRuntime|rt|session|startSession)\.exec$|^ProcessBuilder$|\.(?:command|setCommand|execCommand|createExecChannel)$|^CommandLine\.parse$/i,
    place: 'shell',
    when: ({ name, written, arguments: given }) =>
      ((/["'](?:\/bin\/|\/usr\/bin\/)?(?:ba|z)?sh["']|cmd(?:\.exe)?["']|powershell/.test(written.join()) ||
        given.some(({ items }) =>
          items.some(({ text }) => /^(?:\/bin\/|\/usr\/bin\/)?(?:ba|z)?sh$|^cmd(?:\.exe)?$/.test(text)),
        )) &&
        !fixedScript(given)) ||
      (/(?:exec|setCommand|execCommand|createExecChannel|CommandLine\.parse)$/.test(name) &&
        given[0]?.built === true &&
        !/\{/.test(written[0] ?? '')),
  }),
  sink({
    id: 'java-code',
    cwe: 'CWE-95',
    severity: 'critical',
    why: 'Text that an attacker can choose is run as code.',
    call: /(?:\.eval|parseExpression|Ognl\.getValue|MVEL\.eval|GroovyShell.*\.(?:evaluate|parse)|createExpression|compileScript|compileExpression|Class\.forName|loadClass|JexlEngine.*\.createExpression|buildConstraintViolationWithTemplate)$/,
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
    call: /\.search$|\.put$|^(?:LdapName|DistinguishedName)$|\.(?:lookup|bind|authenticate)$/,
    place: 'ldap',
    at: [1, 0],
    when: ({ name, written, arguments: given }) =>
      name.endsWith('.put')
        ? /SECURITY_PRINCIPAL|java\.naming\.security\.principal/.test(written[0] ?? '') &&
          /\w+=\uFFFC/.test(given[1]?.text ?? '')
        : given.some(
            (one) => one.built && (/\([&|]?\(?\w+=/.test(one.text) || /^(?:uid|cn|mail)=\uFFFC/i.test(one.text)),
          ),
  }),
  where({
    id: 'java-reflection',
    cwe: 'CWE-470',
    severity: 'high',
    why: 'A request names the method to call, or the object to look up.',
    on: 'call',
    when: ({ name, arguments: [value] }, code) =>
      (/\.get(?:Declared)?Method$/.test(name) && reaches(value, 'code', 2) && /\.invoke\(/.test(code)) ||
      (name.endsWith('.lookup') &&
        /InitialContext|JndiTemplate|InitialDirContext/.test(code) &&
        reaches(value, 'code')),
  }),
  where({
    id: 'java-template',
    cwe: 'CWE-1336',
    severity: 'critical',
    why: 'Text that an attacker can choose is used as a template.',
    on: 'call',
    when: ({ name, written, arguments: given }, code) => {
      const at = /^Template$/.test(name)
        ? /StringReader/.test(`${written[1] ?? ''}${given[1]?.origin ?? ''}`) || given.length === 3
          ? given[1]
          : undefined
        : /Velocity\w*\.evaluate$/.test(name) || (name.endsWith('.evaluate') && given.length === 4)
          ? given[3]
          : name.endsWith('.putTemplate')
            ? given[1]
            : /(?:compileInline|getLiteralTemplate|[jJ]injava\.render)$/.test(name)
              ? given[0]
              : /[tT]emplateEngine\.process$/.test(name) &&
                  (given[0]?.reach === 2 || /StringTemplateResolver/.test(code))
                ? given[0]
                : undefined;
      return reaches(at, 'code');
    },
  }),
  where({
    id: 'java-nosql',
    cwe: 'CWE-943',
    severity: 'high',
    why: 'A query document is built from a value as text.',
    on: 'call',
    when: ({ name, written, arguments: given }) => {
      const [first, second] = given;
      if (
        /^(?:BasicQuery|BasicUpdate)$|(?:Document|BsonDocument|BasicDBObject|JSON)\.parse$|wrapperQuery$|Filters\.where$/.test(
          name,
        )
      )
        return reaches(first, 'nosql') && (first.built || name.endsWith('where')) && !name.endsWith('JSON.parse');
      if (/^(?:Document|BasicDBObject)$|\.append$/.test(name) && /^"\$where"$/.test(written[0] ?? ''))
        return reaches(second, 'nosql');
      return (
        /(?:session|tx|transaction|driver|client|neo4j\w*)\.(?:run|query|executableQuery)$/i.test(name) &&
        reaches(first, 'nosql') &&
        first.built &&
        /\b(?:MATCH|MERGE|CREATE)\s*\(/.test(first.text)
      );
    },
  }),
  where({
    id: 'java-header',
    cwe: 'CWE-113',
    severity: 'medium',
    why: 'A header is built from a value of a request.',
    on: 'call',
    when: ({ name, written, arguments: [, value] }) =>
      /\.(?:setHeader|addHeader)$/.test(name) &&
      !/Access-Control|Location|ETag|Set-?_?Cookie/i.test(written[0] ?? '') &&
      value !== undefined &&
      value.reach === 2 &&
      !(['log', 'path', 'redirect', 'url'] as const).some((place) => value.safe.has(place)) &&
      !/ContentDisposition|Content-Type|getContentType|replaceAll/.test(written[1] ?? ''),
  }),
];
