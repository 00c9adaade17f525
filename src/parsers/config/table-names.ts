const ROOTS = new Set(
  `alertemail antivirus application authentication certificate cifs dlp dnsfilter emailfilter endpoint-control
  extender-controller file-filter firewall ftp-proxy icap ips log monitoring report router spamfilter ssh-filter
  switch-controller system user videofilter virtual-patch voip vpn waf wanopt web-proxy webfilter wireless-controller
  ztna`.split(/\s+/),
);

/**
 * Protocols of inspection profiles. The table of one never stands inside that of another: where it seems to, a copy
 * lost the `end` of the one before it.
 */
const PROTOCOLS = new Set(
  'ssl https ftps imaps pop3s smtps ssh dot http ftp imap pop3 smtp nntp mapi cifs dns'.split(' '),
);

/** Whether `config WORDS` opens a table of its own, not one inside an `edit`. */
export function isRoot(words: readonly string[]): boolean {
  const [first = ''] = words;
  return words.length === 1 ? first === 'vdom' || first === 'global' : ROOTS.has(first);
}

/** A table inside an `edit` whose beginning a copy left out. */
export function isFragment(words: readonly string[]): boolean {
  return words.length === 1 && PROTOCOLS.has(words[0] ?? '');
}

/** Whether the innermost table of this path is a protocol of an inspection profile. */
export function isProtocol(path: string): boolean {
  return PROTOCOLS.has(path.slice(path.lastIndexOf(' ') + 1));
}
