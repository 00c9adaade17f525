/** Who logs in with what, as scripts say it and people note it. Each expression has a group `secret`. */
export const LOGINS: readonly RegExp[] = [
  // `admin / x` and `admin:x` on a line alone, `user/password: jsmith / x`.
  /^\s{0,20}(?:[-*>] )?(?:admin|administrator|root|support|fortinet|guest|test|ftp\w{0,20}|\w{0,20}user\d{0,4}) \/ (?<secret>\S+)(?=\s{0,20}(?:\(|$)| on | at | @ )/dgi,
  /(?<![\w/.-])(?:admin|administrator|fortinet|ftp\w{0,20}|\w{1,20}user\d{0,4}) \/ (?<secret>[^\s"]+)/dgi,
  /\b(?:log ?in|user(?:name)?|benutzer|account|id)\s?(?:[/&+,]|and|und|y|et)\s?(?:pass(?:word|wd|wort)?|pw|pwd|kennwort)["']?\s?[:=]?\s{1,3}[^\s/:|,]{1,64}\s?[/:|,]\s?(?<secret>\S+)/dgi,
  /^\s{0,20}(?:admin|administrator|root|fortinet|guest|ftp\w{0,20}):(?<secret>[^\s:/]\S*)\s*$/dgi,
  // Expect and its like: what is sent where a password is asked for, and a lone word, which is a login or a password.
  /(?:assword|passphrase|passcode|\bPIN)\b.{0,60}?\bsend\w{0,8}\b[\s(-]{1,6}(?<secret>"(?:[^"\\]|\\.)*"?|'[^']*'?|\S+)/dg,
  /\bsend(?:line|_slow|_human)?(?:\s(?:-[\w-]{0,3} ){0,2}|\()\s{0,4}(?<secret>(?<quote>["'])(?!(?:y|yes|n|no|exit|quit|bye|end|bin|binary|ascii|passive|prompt|hash|ls|dir|pwd|enable|q)\b)[^\s"'\\]{2,}(?:\\[rn]){0,2}\k<quote>)/dgi,
];
