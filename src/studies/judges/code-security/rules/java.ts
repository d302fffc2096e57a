import { asGiven, reaches } from '../flow/value.ts';
import { forHarmless, forSecret, ofPassword } from './purpose.ts';
import { openMode, secretComparison } from './secrets.ts';
import { call, type Rule, setting, sink, where } from './rule.ts';

export const java: readonly Rule[] = [
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
      /["'](?:\/bin\/)?(?:ba|z)?sh["']|cmd(?:\.exe)?["']|powershell/.test(written.join()) ||
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
  where({
    id: 'java-object',
    cwe: 'CWE-502',
    severity: 'critical',
    why: 'Deserialisation can build any object.',
    on: 'call',
    when: ({ name }, code) =>
      (/\.readObject$|\.readUnshared$/.test(name) &&
        /ObjectInputStream|XMLDecoder/.test(code) &&
        !/setObjectInputFilter|ValidatingObjectInputStream|resolveClass|setSerialFilter/.test(code)) ||
      (/SerializationUtils\.deserialize$|\.fromXML$/.test(name) && !/allowTypes|addPermission/.test(code)),
  }),
  call({
    id: 'java-yaml',
    cwe: 'CWE-502',
    severity: 'critical',
    why: 'A YAML reader that builds any object.',
    call: /^Yaml$/,
    when: ({ written }) => !/SafeConstructor/.test(written.join()),
  }),
  call({
    id: 'java-jackson',
    cwe: 'CWE-502',
    severity: 'critical',
    why: 'A document names the classes to build.',
    call: /enableDefaultTyping$|activateDefaultTyping$/,
    unless: /BasicPolymorphicTypeValidator/,
  }),
  where({
    id: 'java-jackson-type',
    cwe: 'CWE-502',
    severity: 'critical',
    why: 'A document names the classes to build.',
    on: 'function',
    when: (_, code) => /@JsonTypeInfo\(\s*use\s*=\s*(?:JsonTypeInfo\.)?Id\.CLASS/.test(code),
  }),
  call({
    id: 'java-xml',
    cwe: 'CWE-611',
    severity: 'high',
    why: 'An XML reader resolves external entities.',
    call: /(?:\.newDocumentBuilder|\.newSAXParser|\.createXMLStreamReader|\.createXMLEventReader|SAXReader|SAXBuilder|XMLReaderFactory\.createXMLReader|TransformerFactory\.newInstance|DOMParser)(?:\.parse)?$|^(?:SAXReader|SAXBuilder)$/,
    unless:
      /disallow-doctype-decl|SUPPORT_DTD|IS_SUPPORTING_EXTERNAL_ENTITIES|FEATURE_SECURE_PROCESSING|external-general-entities|ACCESS_EXTERNAL_DTD/,
  }),
  call({
    id: 'java-digest',
    cwe: 'CWE-328',
    severity: 'medium',
    why: 'MD5 or SHA-1 with no purpose for which it would do.',
    call: /MessageDigest\.getInstance$|DigestUtils\.(?:md5\w*|sha1?\w*|sha1Hex|shaHex)$|Hashing\.(?:md5|sha1)$|DigestUtils\.md5DigestAsHex$/,
    when: (event, code) =>
      !/sha(?:-)?(?:256|384|512|2|3)/i.test(`${event.name}${event.written[0] ?? ''}`) &&
      /md5|sha-?1|sha\b|shaHex|"SHA"/i.test(`${event.name} ${event.written[0] ?? ''}`) &&
      !/passw|pwd/i.test(event.around.slice(0, 300)) &&
      !ofPassword(event) &&
      !forHarmless(event, code),
  }),
  call({
    id: 'java-password-hash',
    cwe: 'CWE-916',
    severity: 'high',
    why: 'A password is hashed with a fast hash.',
    call: /MessageDigest\.getInstance$|DigestUtils\.\w+$|Hashing\.\w+$|^(?:MessageDigestPasswordEncoder|NoOpPasswordEncoder|StandardPasswordEncoder|LdapShaPasswordEncoder|Md4PasswordEncoder)|NoOpPasswordEncoder\.getInstance$/,
    when: (event) =>
      /PasswordEncoder/.test(event.name) ||
      ofPassword(event) ||
      (/passw|pwd/i.test(event.around.slice(0, 300)) && !/PBEKeySpec|BCrypt|Argon2/.test(event.around)),
  }),
  call({
    id: 'java-rounds',
    cwe: 'CWE-916',
    severity: 'medium',
    why: 'Too few rounds to hash a password.',
    call: /^(?:PBEKeySpec|BCryptPasswordEncoder)$|BCrypt\.gensalt$/,
    when: ({ name, written }) => {
      const rounds = Number((written[/PBE/.test(name) ? 2 : 0] ?? '').replace(/_/g, '') || NaN);
      return rounds < (/PBE/.test(name) ? 10_000 : 8);
    },
  }),
  where({
    id: 'java-random',
    cwe: 'CWE-338',
    severity: 'high',
    why: 'A secret comes from a generator that can be predicted.',
    on: 'call',
    when: (event, code) =>
      (/^(?:Math\.random|RandomStringUtils\.\w+|ThreadLocalRandom\.current\.\w+)$/.test(event.name) ||
        /^(?:java\.util\.)?(?:Random|SplittableRandom)\.(?:next\w+|ints|longs)$/.test(event.name)) &&
      !/secure/i.test(event.name) &&
      (forSecret(event) || /class \w*(?:Token|Session|Password|Otp|Code|Key)/.test(code)) &&
      !/shuffle|quiz|dice|game|jitter|delay|color/i.test(event.purpose),
  }),
  call({
    id: 'java-cipher',
    cwe: 'CWE-327',
    severity: 'high',
    why: 'A broken cipher or mode.',
    call: /Cipher\.getInstance$|KeyGenerator\.getInstance$|SecretKeyFactory\.getInstance$/,
    when: ({ name, written, arguments: [value] }) => {
      const text = value?.text || (written[0] ?? '');
      return (
        (/^Cipher|\.Cipher/.test(name) &&
          /^"?AES"?$|\/ECB\/|^"?(?:DES|DESede|RC4|RC2|ARCFOUR|Blowfish)\b/i.test(text)) ||
        /^"?(?:DES|DESede|RC4|RC2|Blowfish)"?$/i.test(text)
      );
    },
  }),
  where({
    id: 'java-iv',
    cwe: 'CWE-329',
    severity: 'medium',
    why: 'A fixed initialisation vector or nonce.',
    on: 'call',
    when: ({ name, written }, code) => {
      if (!/^(?:IvParameterSpec|GCMParameterSpec)$/.test(name)) return false;
      const one = written.at(name === 'IvParameterSpec' ? 0 : 1) ?? '';
      if (/^new byte\[|^"|\.getBytes\(/.test(one)) return /^new byte\[|^"/.test(one);
      const made = new RegExp(`byte\\[\\]\\s+${one.replace(/\W/g, '')}\\s*=\\s*(?:new byte\\[|"|\\{)`).test(code);
      return (
        made &&
        !new RegExp(
          `nextBytes\\(\\s*${one.replace(/\W/g, '')}|(?:get|arraycopy|read)\\([^;]*\\b${one.replace(/\W/g, '')}\\b`,
        ).test(code)
      );
    },
  }),
  call({
    id: 'java-short-key',
    cwe: 'CWE-326',
    severity: 'medium',
    why: 'The key is too short.',
    call: /\.initialize$/,
    written: /^(?:512|768|1024)\b/,
  }),
  where({
    id: 'java-verifier',
    cwe: 'CWE-295',
    severity: 'high',
    why: 'The server’s certificate or name is not checked.',
    on: 'call',
    when: ({ name, written, text }) =>
      (/(?:hostnameVerifier|setHostnameVerifier|setDefaultHostnameVerifier|setSSLHostnameVerifier)$/i.test(name) &&
        /->\s*(?:true|\{\s*return true;)|NoopHostnameVerifier|ALLOW_ALL/i.test(written.join())) ||
      /TrustAllStrategy|TrustSelfSignedStrategy|InsecureTrustManagerFactory/.test(`${name} ${text}`) ||
      (/^(?:X509TrustManager|X509ExtendedTrustManager)$/.test(name) &&
        /checkServerTrusted\([^)]*\)\s*(?:throws \w+\s*)?\{\s*\}/.test(text)),
  }),
  where({
    id: 'java-trust',
    cwe: 'CWE-295',
    severity: 'high',
    why: 'The server’s certificate is not checked.',
    on: 'function',
    when: ({ name, around, text }) => name === 'checkServerTrusted' && /\{\s*\}$/.test(text.trim()) && around !== '',
  }),
  call({
    id: 'java-host-key',
    cwe: 'CWE-295',
    severity: 'high',
    why: 'The host key is not checked.',
    call: /\.(?:setConfig|put|addHostKeyVerifier)$/,
    written: /"StrictHostKeyChecking"\s*,\s*"no"|PromiscuousVerifier/,
  }),
  call({
    id: 'java-jwt',
    cwe: 'CWE-347',
    severity: 'critical',
    why: 'A token’s signature is not checked.',
    call: /(?:\.parseClaimsJwt|\.parseUnsecuredClaims|JWT\.decode|Algorithm\.none|\.unsecured|JWTParser\.parse|setSkipSignatureVerification)$/,
    unless: /\.verify\(|parseClaimsJws|parseSignedClaims/,
  }),
  call({
    id: 'java-jwt-parse',
    cwe: 'CWE-347',
    severity: 'critical',
    why: 'A token without a signature is taken.',
    call: /Jwts\.parser(?:Builder)?(?:\.\w+)*\.parse$/,
  }),
  where({
    id: 'java-compare',
    cwe: 'CWE-208',
    severity: 'medium',
    why: 'A secret is compared with a comparison that stops early.',
    on: 'call',
    when: ({ text, receiver, arguments: [other], written, around }) => {
      const found =
        /^(.*)\.equals(?:IgnoreCase)?\(/.exec(text.split('\n').join(' ')) ?? /^(Arrays)\.equals\(/.exec(text);
      if (found === null || written.length === 0) return false;
      return found[1] === 'Arrays'
        ? secretComparison(written[0] ?? '', written[1] ?? '', other?.origin ?? '', '', around)
        : secretComparison(found[1] ?? '', written[0] ?? '', receiver.origin, other?.origin ?? '', around);
    },
  }),
  sink({
    id: 'java-path',
    cwe: 'CWE-22',
    severity: 'high',
    why: 'A path is joined from a name that is not confined to its folder.',
    call: /^(?:FileInputStream|FileOutputStream|FileReader|FileWriter|FileSystemResource|UrlResource|RandomAccessFile|PrintWriter|Scanner|ZipFile)$|Files\.(?:read\w*|write\w*|copy|delete\w*|new\w+|lines|move|createFile|createDirectories)$|\.transferTo$/,
    place: 'path',
    built: true,
    when: ({ name, arguments: given }) =>
      given.some(
        (one) =>
          reaches(one, 'path') &&
          !asGiven(one) &&
          (one.built || (one.reach === 2 && /Path|File|resolve/.test(one.origin))),
      ) && !/createDirectories/.test(name),
  }),
  call({
    id: 'java-temp',
    cwe: 'CWE-377',
    severity: 'medium',
    why: 'A fixed or guessable name in a folder that everyone can write to.',
    call: /^(?:File|FileWriter|FileOutputStream|PrintWriter)$|(?:Path\.of|Paths\.get)$/,
    when: ({ written, around, arguments: given }) =>
      (/^"\/(?:var\/)?tmp(?:\/|")/.test(written[0] ?? '') ||
        /java\.io\.tmpdir/.test(written[0] ?? '') ||
        given[0]?.text.startsWith('/tmp/') === true) &&
      !/createTemp|CREATE_NEW/.test(around),
  }),
  call({
    id: 'java-mode',
    cwe: 'CWE-732',
    severity: 'medium',
    why: 'Others may read or change what is kept here.',
    call: /PosixFilePermissions\.fromString$|\.set(?:Writable|Readable|Executable)$/,
    when: ({ name, written, text, around }) =>
      /fromString/.test(name)
        ? /^"\w{3}\w{3}(?:.w.|rwx)"/.test(written[0] ?? '') ||
          (/^"\w{6}r/.test(written[0] ?? '') && /key|secret|token|password|credential/i.test(around))
        : /^true, false$/.test(written.join(', ')) &&
          (/Writable/.test(name) || /key|secret|token|password|credential/i.test(`${text}${around}`)),
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
  sink({
    id: 'java-html',
    cwe: 'CWE-79',
    severity: 'medium',
    why: 'A page holds text of an attacker’s that is not escaped.',
    call: /\.(?:println|print|write|printf|append|format|body|ok)$/,
    place: 'html',
    least: 1,
    when: ({ arguments: given, around }) =>
      given.some((one) => reaches(one, 'html') && one.built && /<\/?\w/.test(one.text)) &&
      /Servlet|Response|Writer|@\w+Mapping|html/i.test(around) &&
      !/text\/plain/.test(around),
  }),
  where({
    id: 'java-html-return',
    cwe: 'CWE-79',
    severity: 'medium',
    why: 'HTML is built from a value that is not escaped.',
    on: 'return',
    when: ({ arguments: [value], text }) =>
      value !== undefined &&
      reaches(value, 'html') &&
      value.built &&
      /<(?:p|div|h\d|a|b|td|tr|li|ul|span|html|body|strong|em|img|form|title)\b[^>]*>/.test(value.text) &&
      /"/.test(text),
  }),
  sink({
    id: 'java-fetch',
    cwe: 'CWE-918',
    severity: 'high',
    why: 'The server asks an address that a request brought.',
    call: /^URL(?:\.\w+)?$|URI\.create$|^URI$|(?:restTemplate|RestTemplate|webClient)\.\w+$|\.(?:openStream|openConnection|getForObject|getForEntity|uri)$|Jsoup\.connect$/,
    place: 'url',
    least: 2,
    when: ({ arguments: given }, code) =>
      given.some((one) => one.reach === 2 && !/^\s*https?:\/\/[\w.-]+\//.test(one.text)) &&
      /openStream|openConnection|HttpClient|\.send\(|restTemplate|webClient|Jsoup|getForObject|HttpRequest/i.test(
        code,
      ) &&
      !/getHost\(\)/.test(code),
  }),
  where({
    id: 'java-redirect',
    cwe: 'CWE-601',
    severity: 'medium',
    why: 'The browser is sent where a request says.',
    on: 'return',
    when: ({ arguments: [value] }) =>
      value !== undefined && reaches(value, 'redirect', 2) && /^\s*redirect:(?!\/\w)/.test(value.text),
  }),
  sink({
    id: 'java-redirect-send',
    cwe: 'CWE-601',
    severity: 'medium',
    why: 'The browser is sent where a request says.',
    call: /(?:sendRedirect|RedirectView|\.location|seeOther|temporaryRedirect)$/,
    place: 'redirect',
    at: [0],
    least: 2,
    when: ({ arguments: [value] }) => value !== undefined && !/^\/\w/.test(value.text),
  }),
  call({
    id: 'java-cors',
    cwe: 'CWE-942',
    severity: 'medium',
    why: 'Any origin may read answers with credentials.',
    call: /(?:addAllowedOriginPattern|setAllowedOriginPatterns|allowedOriginPatterns|addAllowedOrigin|allowedOrigins)$/,
    when: ({ written }, code) => /"\*"/.test(written.join()) && /(?:setA|a)llowCredentials\(true\)/.test(code),
  }),
  where({
    id: 'java-cors-header',
    cwe: 'CWE-942',
    severity: 'medium',
    why: 'Any origin may read answers with credentials.',
    on: 'call',
    when: ({ name, written, arguments: [, value], around }) =>
      /(?:setHeader|addHeader)$/.test(name) &&
      /Access-Control-Allow-Origin/i.test(written[0] ?? '') &&
      value !== undefined &&
      reaches(value, 'url', 2) &&
      /Allow-Credentials"\s*,\s*"true/i.test(around),
  }),
  call({
    id: 'java-csrf',
    cwe: 'CWE-352',
    severity: 'medium',
    why: 'Protection against forged requests is off where cookies sign in.',
    call: /\.csrf(?:\.disable)?$|\.disable$/,
    when: ({ name, written, text }, code) =>
      (/disable/.test(written.join()) || (name.endsWith('.disable') && /csrf\(\)\s*\.disable\(\)$/.test(text))) &&
      /csrf/i.test(text) &&
      !/STATELESS|oauth2ResourceServer|httpBasic|jwt/i.test(code),
  }),
  where({
    id: 'java-cookie',
    cwe: 'CWE-1004',
    severity: 'medium',
    why: 'A session cookie can be read by scripts or sent in the clear.',
    on: 'call',
    when: ({ name, written, text }, code) =>
      (/^Cookie$/.test(name) &&
        /sess|sid|token|auth|remember|login/i.test(written.join()) &&
        (!/setHttpOnly\(true\)/.test(code) || !/setSecure\(true\)/.test(code))) ||
      (name.endsWith('.build') &&
        /ResponseCookie\.from\("\w*(?:sess|sid|token|auth|remember)/i.test(text) &&
        (!/httpOnly\(true\)/.test(text) || !/secure\(true\)/.test(text))),
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
  where({
    id: 'java-zip',
    cwe: 'CWE-22',
    severity: 'high',
    why: 'Members of an archive may leave the folder.',
    on: 'call',
    when: ({ name, written }, code) =>
      /^File$|\.resolve$/.test(name) &&
      /(?:entry|e|ze)\.getName\(\)/.test(written.join()) &&
      /Zip|Tar|Jar/.test(code) &&
      !/startsWith|getCanonical/.test(code),
  }),
  where({
    id: 'java-upload',
    cwe: 'CWE-22',
    severity: 'high',
    why: 'The name of an uploaded file decides where it is stored.',
    on: 'call',
    when: ({ name, written }, code) =>
      /\.resolve$|^File$|Paths\.get$|Path\.of$/.test(name) &&
      /getOriginalFilename\(\)|getSubmittedFileName\(\)/.test(written.join()) &&
      !/startsWith|getFileName\(\)|cleanPath/.test(code),
  }),
  where({
    id: 'java-owner',
    cwe: 'CWE-639',
    severity: 'high',
    why: 'What belongs to someone is found by its id alone.',
    on: 'call',
    when: ({ name, around, written }) =>
      !/login|principal|auth|user/i.test(written.join()) &&
      /\.(?:findById|getById|getReferenceById|deleteById|getOne)$/.test(name) &&
      /Principal|Authentication|@AuthenticationPrincipal|SecurityContext/.test(around) &&
      !/(?:getOwner|owner|getUser|userId|getCustomer|getAccount)\w*\(?\)?[^;]*equals|equals\([^;]*(?:principal|user|owner)|AccessDenied|FORBIDDEN|403|@PreAuthorize|@PostAuthorize|filter\(/i.test(
        around,
      ),
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
  call({
    id: 'java-debug',
    cwe: 'CWE-209',
    severity: 'low',
    why: 'A stranger is shown the inner fault.',
    call: /\.printStackTrace$/,
    written: /getWriter|response|resp|out/,
  }),
  setting({
    id: 'java-ftp',
    cwe: 'CWE-319',
    severity: 'medium',
    why: 'Credentials go over the network in the clear.',
    name: /^\w*(?:ftp|client)$/i,
    to: /^new FTPClient\(/,
  }),
  where({
    id: 'java-mode-posix',
    cwe: 'CWE-732',
    severity: 'medium',
    why: 'Others may change what is kept here.',
    on: 'string',
    when: ({ name, around }) => /^chmod\b/.test(name) && openMode(name.replace(/chmod\s+/, '0'), around),
  }),
  where({
    id: 'java-session',
    cwe: 'CWE-384',
    severity: 'medium',
    why: 'The session keeps its id after signing in.',
    on: 'call',
    when: ({ name, written, around }) =>
      name.endsWith('.setAttribute') &&
      /user|login|account/i.test(written[0] ?? '') &&
      /password/i.test(around) &&
      !/changeSessionId|invalidate\(\)/.test(around),
  }),
];
