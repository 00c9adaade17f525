import { createSurvey } from '../../src/redact/survey.js';
import type { Redaction } from '../../src/redact/redaction.js';

/** A key of our own, so that a failure happens again. */
export const TEST_SECRET = Buffer.alloc(32, 7);

/** The texts, redacted together, under the same names. */
export function redactedTexts(
  captures: Readonly<Record<string, string>>,
  { secret = TEST_SECRET, shift = 0 }: { readonly secret?: Buffer; readonly shift?: number } = {},
): { texts: Record<string, string>; redaction: Redaction } {
  const survey = createSurvey(secret, shift);
  for (const text of Object.values(captures)) {
    const input = survey.input();
    for (const line of text.split('\n')) input.line(line);
    input.end();
  }
  const redaction = survey.end();
  const texts = Object.entries(captures).map(([file, text]) => {
    const input = redaction.input();
    const lines = text.split('\n').flatMap((line) => input.line(line));
    return [file, [...lines, ...input.end()].join('\n')] as const;
  });
  return { texts: Object.fromEntries(texts), redaction };
}
