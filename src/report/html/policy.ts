/**
 * The hashes by which a browser knows the page's own style and script (SHA-256, as in CSP). They stand here because
 * the report is also made where there is no `node:crypto`; `test/html.test.ts` tells the right ones after a change.
 */
export const STYLE_HASH = 'sha256-9i+0eOmSzZy/jSnoIfJmGdJb/iA/qS64XFSCRUo/s6A=';
export const SCRIPT_HASH = 'sha256-N4Qnmb/eej+mPvIfBABrMiPrCHPCJn84jih5u9gM5cg=';
