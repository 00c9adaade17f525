/** Secrets among the words of a command that somebody types. Each expression has a group `secret`. */
export const TYPED: readonly RegExp[] = [
  // FTP clients, and the scripts that they are given.
  /ftp> ?user \S+ (?<secret>\S+)/dgi,
  /(?:^|;)\s{0,8}(?:quote )?user \S+ (?<secret>[^\s;]+)\s{0,8}(?=;|$)/dg,
  // FortiOS.
  /\bexec?\w{0,5} (?:log )?(?:backup|restore) .{0,80}?\b(?:s?ftp|tftp|usb|flash|scp|management-station)\s+\S+\s+(?<secret>\S.*)/dgi,
  /\bexec?\w{0,5} log backup s?ftp \S+ \S+ (?<secret>\S.*)/dgi,
  /\bexec?\w{0,5} (?:forticloud|forticare|fortisase|faz-cloud)[\w-]{0,20} \S+ \S+ (?<secret>\S.*)/dgi,
  /\bexec?\w{0,5} (?:fortitoken\w{0,10} (?:activate|import|sync)|vm-license\w{0,10}|factory-license|central-mgmt register-device \S+|private-encryption-key \S+|fctems verify) (?<secret>\S.*)/dgi,
  /\btest authserver \S+ \S+ (?:(?:pap|chap|mschap2?|auto) )?\S+ (?<secret>\S.*)/dgi,
  /\bcertificate (?:local|remote|ca) (?:im|ex)port tftp (?:\S+ ){3}(?<secret>\S+)/dg,
  /\bcertificate local export tftp (?:\S+ ){2}\d[\d.]+ (?<secret>\S+)/dg,
  // Options of many programs.
  /(?:^|\s)(?:-u|--user|--proxy-user)[ =]?["']?[^\s:,"']{1,64}[:,](?<secret>[^\s"']+)/dg,
  /(?:^|\s)--?(?:[a-z]{1,20}-){0,3}(?:password|passwd|passphrase|pass|passin|passout|storepass|keypass|pw|psk|token|secret|oauth2-bearer)(?:=|\s{1,3})(?:pass:)?["']?(?<secret>[^\s"']+)/dgi,
  /\s-o ?password=["']?(?<secret>[^\s"']+)/dgi,
  /\s-U ?["']?[^\s%"']{1,64}%(?<secret>[^\s"']+)/dg,
  /\b(?:sshpass|lftp|mysql|ncftp\w*|snmp\w+)\b.{0,80}?\s-[pcAX] ?(?<secret>[^\s-]\S*)/dg,
  /\bsnmp\w+\b.{0,160}?\s-X ?(?<secret>[^\s-]\S*)/dg,
  /\b(?:un)?zip\b.{0,80}?\s-P ?(?<secret>[^\s-]\S*)/dg,
  /\b7z\w?\b.{0,80}?\s-p(?<secret>[^\s-]\S*)/dg,
  /\bnet use\b.{0,120}?\s\/user:\S+ (?<secret>[^\s/]\S*)/dgi,
  /\bnet use\b.{0,80}?\s\\\\\S+ (?<secret>[^\s/]\S*)/dgi,
  /\becho ["']?(?<secret>[^\s"'|]+)["']?\s{0,3}\|\s{0,3}(?:sudo|su|ftp|ssh|openssl|gpg)\b/dg,
  // `open HOST USER PASSWORD` of WinSCP and of what is told to ftp.
  /(?:^|> ?|;)\s{0,8}open (?:-\w{1,12} ){0,3}\S+ (?!\d{1,5}\s*$)\S+ (?<secret>[^\s;]+)\s{0,8}(?=;|$)/dg,
  // A line of .netrc.
  /\b(?:login|machine) \S+ password (?<secret>\S+)/dgi,
  // Routers and switches of others, whose configuration stands beside.
  /\b(?:secret|password|key|md5|community|key-string) [0-9] (?<secret>\S+)/dg,
  /\b(?:radius|tacacs)-server host \S+ .{0,80}?\bkey (?:\d )?(?<secret>\S+)/dg,
  /\b(?:authentication(?: md5)? key|authentication-key|key-string|encrypted-password|plain-text-password\S{0,8}|pre-shared-(?:key|secret)|md5-key) (?:\d{1,3} )?(?:ascii-text |hexadecimal )?(?<secret>"[^"]*"?|\S+)/dgi,
  // SNMP: users of version 3, and the communities of Net-SNMP.
  /\b(?:auth|authentication) (?:md5|sha\S{0,4}) (?:\d )?(?<secret>"[^"]*"?|\S+)/dgi,
  /\b(?:priv|privacy|encryption) (?:3?des|aes)\S{0,4} (?:(?:128|192|256|\d) )?(?<secret>"[^"]*"?|\S+)/dgi,
  /\b(?:createuser|snmpv3 user) \S+ (?:-\w \S+ )?(?:md5|sha\S{0,4}) (?<secret>"[^"]*"?|\S+)/dgi,
  /\b(?:createuser|snmpv3 user) \S+ .{0,120}?\b(?:des|aes)\S{0,4} (?<secret>"[^"]*"?|\S+)/dgi,
  /\b(?:r[ow]community6?|trapcommunity|(?:trap2?|inform)sink \S+|com2sec6? (?:-Cn \S+ )?\S+ \S+) (?<secret>\S+)/dgi,
  /\bchap\w{0,4} (?:challenge|response)\S{0,2} (?<secret>[^\s"',]{4,})/dgi,
  /\b(?:snmp-server community|(?:radius|tacacs)-server key|isakmp key|neighbor \S+ password|enable (?:secret|password)|(?:message-digest|authentication)-key \d{1,5} md5|pre-shared-key|wpa-psk (?:ascii|hex)|username \S+ (?:password|secret))\s+(?:\d\s+)?(?<secret>\S+)/dgi,
];
