/**
 * The hashes by which a browser knows the page's own style and script (SHA-256, as in CSP). They stand here because
 * the report is also made where there is no `node:crypto`; `test/html.test.ts` tells the right ones after a change.
 */
export const STYLE_HASH = 'sha256-0OAHb+HF/nt/a+WaPkV8saf4d/+QK9NuFPLybSh2Ozs=';
export const SCRIPT_HASH = 'sha256-VhZeGbdPPj1ede9pxI1+RI3YOVyOAVbDQ//WZBXyvjM=';
