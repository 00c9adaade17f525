/**
 * Wrong words that the analyzer still says of hurt captures, and why they are wrong. Each pattern meets
 * `sample, hurt: what it says`. To be taken out as they are put right; never to grow.
 */
export const KNOWN: { pattern: RegExp; why: string }[] = [
  {
    pattern: /^helper-answer-kept, .*: failed CLIENT_NO_ACK, not failed NOT_FORWARDED$/,
    why: 'A flow trace alone shows the answer of the server come in again and again, not that the unit kept it: the client is blamed, as likely.',
  },
];
