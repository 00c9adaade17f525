import type { Cause } from '../../cause.js';
import { withNames } from '../../wording/named-steps.js';
import { inClient } from '../../wording/steps.js';

export const cccRefusedCause = {
  code: 'CCC_REFUSED',
  stage: 'control',
  verdict: 'failed',
  grade: 'A',
  title: 'going back to plain text was refused',
  mechanism:
    'The client asked with CCC to continue the control channel in clear, and server or proxy said no.',
  evidence: 'Reply 533, 534 or 500 to CCC.',
  neighbours: { CCC_CLEARED: 'it was allowed' },
  steps: withNames(() => [inClient('Switch CCC off; deep inspection makes it unnecessary')]),
  source: 'RFC 2228; RFC 4217',
} as const satisfies Cause;
