import { reaches } from '../../flow/value.ts';
import { call, type Rule, sink, where } from '../rule.ts';

/** Documents that are read, pages that are written, servers that are asked. */
export const web: readonly Rule[] = [
  call({
    id: 'c-xml',
    cwe: 'CWE-611',
    severity: 'high',
    why: 'An XML reader resolves external entities.',
    call: /^(?:xml(?:Ctxt)?(?:Read|ParseIn)\w+|xmlCtxtUseOptions|xmlSubstituteEntitiesDefault|xmlReaderFor\w+|xmlTextReaderSetParserProp)$/,
    when: ({ name, written }) =>
      /XML_PARSE_(?:NOENT|DTDLOAD|DTDATTR|XINCLUDE)|XML_PARSER_(?:SUBST_ENTITIES|LOADDTD),\s*1/.test(
        written.join(', '),
      ) ||
      (name === 'xmlSubstituteEntitiesDefault' && written[0] === '1'),
  }),
  where({
    id: 'c-page',
    cwe: 'CWE-79',
    severity: 'medium',
    why: 'A page holds text of an attacker’s that is not escaped.',
    on: 'call',
    when: ({ name, written, arguments: given }, code) =>
      /^(?:printf|fprintf|snprintf|sprintf|dprintf|FCGI_printf|evbuffer_add_printf)$/.test(name) &&
      /<\/?[a-z]\w*[^>]*>[^"]*%s|%s[^"]*<\/[a-z]|=\\?['"]%s/i.test(written.join(', ')) &&
      /text\/html|<html|<!doctype/i.test(code) &&
      given.some((one) => reaches(one, 'html')) &&
      !/escape|encode/i.test(written.join()),
  }),
  sink({
    id: 'c-ldap',
    cwe: 'CWE-90',
    severity: 'high',
    why: 'A directory filter is built from a value that is not escaped.',
    call: /^ldap_search\w*$/,
    place: 'ldap',
    at: [3],
    built: true,
  }),
  call({
    id: 'c-server-unknown',
    cwe: 'CWE-295',
    severity: 'high',
    why: 'The server’s certificate is never checked: by default a client of OpenSSL does not.',
    call: /^SSL_connect$|^BIO_do_connect$/,
    unless: /SSL_(?:CTX_)?set_verify|SSL_get_verify_result|SSL_VERIFY_PEER|SSL_set1_host/,
    when: (_, code) => /SSL_CTX_new\(/.test(code),
  }),
  call({
    id: 'c-host-key',
    cwe: 'CWE-322',
    severity: 'high',
    why: 'The key of the server is never compared with a known one.',
    call: /^(?:ssh_userauth_\w+|libssh2_userauth_\w+)$/,
    unless:
      /ssh_(?:session_)?is_(?:known_server|server_known)|libssh2_knownhost_check|libssh2_hostkey_hash|ssh_get_publickey_hash/,
    when: (_, code) => /ssh_connect\(|libssh2_session_handshake\(/.test(code),
  }),
  call({
    id: 'c-rights',
    cwe: 'CWE-250',
    severity: 'high',
    why: 'The user is given up before the group, which can then no longer be.',
    call: /^setuid$|^seteuid$|^setresuid$/,
    when: ({ around, text }) =>
      /\bset(?:re|res|e)?gid\(|\b(?:init|set)groups\(/.test(around.slice(around.indexOf(text))) &&
      !/\bset(?:re|res|e)?gid\(/.test(around.slice(0, around.indexOf(text))) &&
      !/^\s*0/.test(text.split('(')[1] ?? ''),
  }),
];
