/**
 * Secrets that a word before them introduces, whoever prints the line. They look for that word, never for what a secret
 * looks like. Each expression has a group `secret`.
 */
export const LABELLED: readonly RegExp[] = [
  // FTP. `removed command PASS from cmd queue` and `cmd=PASS, reply code=230` tell none; anything else after it may.
  /\b(?:PASS|ACCT|ADAT|SITE PSWD|SITE PASS)\b(?! from cmd queue|, reply code=)[^\w\n*]{1,8}(?<secret>\S.*)/dg,
  /(?:^|[:"'>]|ftp> ?|---> ?|cmd[ :=]{1,3}|quote |literal )\s{0,8}(?:pass|acct|adat|site (?:pass|pswd))\s{1,8}(?<secret>\S.*)/dgi,
  // Headers of HTTP: whatever follows, to the end of the line.
  /\b(?:proxy-)?authorization["']?\s{0,3}[:=]\s{0,3}(?<secret>\S.*)/dgi,
  /\b(?:set-)?cookie2?["']?\s{0,3}[:=]\s{0,3}(?<secret>\S.*)/dgi,
  /\b(?:bearer|basic|ntlm|negotiate|digest)\s{1,3}(?<secret>[\w+/=.~-]{8,}.*)/dgi,
  // token=…, "password": "…", X-Api-Key: …, User-Password(2): …
  /(?<![a-z0-9])(?:[a-z0-9]{1,20}[-_.]){0,3}(?:pass|password|passwd|passphrase|passcode|pwd|pw|secret|secretkey|token|key|apikey|authkey|enckey|psk|psksecret|community|credentials?|creds?|sessid|jsessionid|phpsessid|jwt|otp|pin|sig|signature|hash|csrf|xsrf|tokencode|chap2?-response|saml(?:request|response|art)|assertion|relaystate|passwort|kennwort|contrase(?:ñ|n|Ã±)a|mot de passe|wachtwoord|senha|пароль)(?:[-_](?:id|key|string|value|hash|remote|\d{1,3})){0,2}(?:\(\d{1,3}\))?["']?\s{0,3}(?:[:=]{1,2}>?|->)\s{0,3}(?<secret>"[^"\\]*(?:\\.[^"\\]*)*"?|'[^']*'?|[^\s,;&"')\]}|]+)/dgi,
  // PGPASSWORD=…, SVPNCOOKIE=…, ccsrftoken="…", AccountKey=…: the word that tells ends a longer one.
  /(?<![a-z0-9])[a-z0-9_]{0,30}(?:(?<!by|com|sur)pass(?:word|wd|phrase)?|secret|token|cookie(?:_\d{1,5})?|(?:account|access|private|shared|master|storage|license)key)["']?\s{0,3}(?:[:=]>?|->)\s{0,3}(?<secret>"[^"]*"?|'[^']*'?|[^\s,;"')\]}|]+)/dgi,
  // A short number is an id of FortiOS.
  /\b(?:session|ses|s)[_-]?id["']?\s?[:=]\s?["']?(?<secret>(?!\d+\b|0x)(?:[\w+/%=.~-]{12,}|(?=[\da-f]*[g-z])[\w+/%=.~-]{4,}))/dgi,
  /\bmagic=(?<secret>[\da-f]{8,})/dgi,
  /[?&](?:code|state|magic|sid|auth|ticket|sv|se|sp|access|x-amz-[a-z-]{1,30})=(?<secret>[^\s&"'<>]+)/dgi,
  // Who knows the address of a webhook may use it.
  /:\/\/[^\s"'<>]{0,200}?(?:hooks?\.[^\s"'<>/]{0,80}|\/(?:web)?hooks?\w{0,4})\/(?<secret>[^\s"'<>]+)/dgi,
  /:\/\/[^\s"'<>]{1,200}?\/(?:reset|activate|verify|invite|confirm|unsubscribe|share|magic)\/(?<secret>[^\s"'<>/]{16,})/dgi,
  // Elements of XML: FileZilla and backups of others keep logins so.
  /<(?:\w{1,20}:)?\w{0,30}(?:pass(?:word|wd|phrase)?|secret|token|apikey|privatekey)(?:\s[^<>]{0,80})?>(?<secret>[^<>]+)/dgi,
  // What tells Fortinet, or whoever signed or saw a certificate or a key, whose it is.
  /\b(?:contract|registration|licen[cs]e|activation|entitlement)[ _-]?(?:number|no\.?|code|key|id)["']?\s{0,3}[:=#]\s{0,3}(?<secret>"[^"]*"?|[^\s,;"')]+)/dgi,
  /\b(?:fingerprint|thumbprint)(?:[ _(-]?[A-Za-z\d-]{3,7}\)?)?["']?\s?[:=]?\s{0,3}(?:(?:MD5|SHA\d{0,3}):)?(?<secret>[\da-f]{2}(?:[: ]?[\da-f]{2}){15,31})(?![\w:])/dgi,
  /\bserial(?:[ _]?number|[ _]no\.?)?["']?\s{0,3}[:=]\s{0,3}(?<secret>[\da-f]{2}(?::[\da-f]{2}){7,19}|(?<=number.{1,6})[\da-f]{16,40})(?![\w:])/dgi,
  // In a sentence.
  /\b(?:password|passphrase|passwd|passcode|pin)(?: is| was|:| are| to| ist){1,3}:? {1,2}(?!required|needed|wrong|incorrect|not |ok\b|set\b|expired|correct|invalid|missing|empty|the\b|be\b|your\b|a\b)(?<secret>"[^"]*"|'[^']*'|\S+)/dgi,
  /\bpass(?:word|wd|phrase)? {1,2}(?<secret>"[^"]+"|'[^']+')/dgi,
  /\b(?:2fa|token|verification|security|one-time) code["']?(?: is|[:=])? {0,2}(?<secret>[\w-]{4,})/dgi,
  /^\s{0,20}(?:password|passwd|pwd)\s{1,3}(?:\d\s)?(?<secret>\S+)\s*$/dgi,
  /\b(?:log ?in|logon|credentials?|creds?|account|access)(?: data)?(?: is| are| with| as| of)?[:=]?\s{1,3}[a-z][\w.@\\-]{0,64}\s?[/:]\s?(?<secret>(?![\d.:/]+(?:\s|$))[^\s/:]{4,})/dgi,
  // user:password@ in an address, and before a host alone.
  /:\/\/[^\s/:@"']{0,64}:(?<secret>[^\s/@"']+)@/dg,
  /(?<![\w:/@.])[A-Za-z][\w.\\-]{0,64}:(?<secret>[^\s@:/"']{1,128})@(?=[\w[])/dg,
  // What FortiOS itself calls encoded.
  /\bENC\s{1,4}(?<secret>[^\s"]+)/dg,
  // Keys that IKE and IPsec print, and the messages that it decrypted; keys that a browser logs for Wireshark.
  /\bkey=\d{1,3}\s{1,3}(?<secret>[\da-f]{8,})/dg,
  /\bSK_\w{1,2}\s(?:\d{1,3}:)?(?<secret>\S+)/dg,
  /\b(?:skeyseed|psk|enc|dec)\s(?<secret>[\dA-Fa-f]{32,})/dg,
  /\b(?:CLIENT_RANDOM|[A-Z_]{1,40}_SECRET(?:_\d{1,3})?) (?<secret>[\dA-Fa-f]{16,} [\dA-Fa-f]{16,})/dg,
];
