/** What the code of a failure of the network means, in words. */
export function networkFailure(code: string): string {
  return WORDS[code] ?? `the network failed (${code})`;
}

const WORDS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name could not be resolved',
  ECONNREFUSED: 'the host accepts no connection',
  ECONNRESET: 'the connection broke',
  UND_ERR_SOCKET: 'the connection broke',
  CUT_SHORT: 'the connection ended before the bytes that were announced',
  TOO_SLOW: 'the server is too slow',
  UND_ERR_CONNECT_TIMEOUT: 'no connection came about in time',
  UND_ERR_HEADERS_TIMEOUT: 'no answer came in time',
  UND_ERR_BODY_TIMEOUT: 'the answer stopped',
  UND_ERR_HEADERS_OVERFLOW: 'the headers of the answer are too long',
  SELF_SIGNED_CERT_IN_CHAIN:
    'its certificate is by an authority that is not known here (NODE_EXTRA_CA_CERTS, SSL_CERT_FILE)',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'its certificate is by an authority that is not known here (NODE_EXTRA_CA_CERTS, SSL_CERT_FILE)',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed (NODE_EXTRA_CA_CERTS, SSL_CERT_FILE)',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
};
