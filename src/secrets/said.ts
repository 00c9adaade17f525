import type { TextSpan } from './span.js';

/** The commands of FTP whose argument is a password or a token, in any case. */
const SECRET = /\b(?:PASS|ACCT|ADAT|SITE {1,8}(?:PSWD|PASS)) {1,8}(?<secret>[^\r\n]+)/dgi;

/** Secrets in the bytes of a control channel, one character a byte. */
export function secretsSaid(text: string): TextSpan[] {
  return [...text.matchAll(SECRET)].map(({ indices }) => {
    const [from = 0, to = 0] = indices?.groups?.['secret'] ?? [];
    return { from, to };
  });
}
