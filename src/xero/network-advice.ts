/** Why an address could not be reached, by the words of the operating system and of Node, and what to do. */

interface Cause {
  readonly pattern: RegExp;
  readonly advice: string;
}

const CAUSES: readonly Cause[] = [
  {
    pattern: /ENOTFOUND|EAI_AGAIN|EAI_NONAME/,
    advice:
      'The name was not found: check the network, its DNS, and how the address is spelt; behind a ' +
      'proxy, set ProxyServer.',
  },
  {
    pattern: /not yet valid|has expired|CERT_NOT_YET_VALID|CERT_HAS_EXPIRED/i,
    advice:
      "The certificate's time does not fit this machine's clock: set the clock right (xero-sql doctor " +
      'compares it), or renew the certificate if the clock is right.',
  },
  {
    pattern: /altname|ERR_TLS_CERT_ALTNAME_INVALID/i,
    advice:
      'The certificate is for another name: something between this machine and Xero answers in its ' +
      'place, or the address is wrong.',
  },
  {
    pattern: /self.signed|unable to (verify|get)|UNABLE_TO|CERT_|issuer certificate/i,
    advice:
      'The certificate is not trusted. If a company proxy inspects TLS, name its certificate authority ' +
      'in NODE_EXTRA_CA_CERTS=/path/to/ca.pem.',
  },
  {
    pattern: /EPROTO|wrong version number|SSL routines/i,
    advice: 'It does not speak TLS: check https:// against http:// in the address and the proxy.',
  },
  {
    pattern: /\b407\b|proxy auth/i,
    advice: 'The proxy wants a sign-in: set ProxyUser and ProxyPassword.',
  },
  {
    pattern: /ECONNREFUSED/,
    advice:
      'Nothing answers there: is the server (or the proxy) running, and are its address and port right?',
  },
  {
    pattern: /EHOSTUNREACH|ENETUNREACH|ENETDOWN/,
    advice:
      'There is no way to it: is this machine online, and does a VPN or firewall stand between?',
  },
];

/** What to do about a failure to reach an address; null when its words say nothing. */
export function networkAdvice(detail: string): string | null {
  return CAUSES.find(({ pattern }) => pattern.test(detail))?.advice ?? null;
}
