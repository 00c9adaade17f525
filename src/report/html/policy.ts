/**
 * The hashes by which a browser knows the page's own style and script (SHA-256, as in CSP). They stand here because
 * the report is also made where there is no `node:crypto`; `test/html.test.ts` tells the right ones after a change.
 */
export const STYLE_HASH = 'sha256-1uYhyZuNvyE5FNxt9gvlaZumOplFocsWNKkbwakhGuA=';
export const SCRIPT_HASH = 'sha256-P7eXEtKalZdzBM0i0im+sekASxXeY1UxjeXJTs9uTcU=';
