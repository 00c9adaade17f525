import { SCRIPT_HASH, STYLE_HASH } from './policy.js';
import { markup, trusted, type Markup } from './markup.js';
import { SCRIPT } from './script.js';
import { STYLE } from './style.js';

/** The page may ask nobody for anything, and runs nothing but its own script. */
const POLICY = [
  "default-src 'none'",
  `style-src '${STYLE_HASH}'`,
  `script-src '${SCRIPT_HASH}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

export interface Chapter {
  readonly id: string;
  readonly title: string;
}

/** One file with everything in it, which also tells everything where no script runs. */
export function* htmlPage(
  title: string,
  by: string,
  chapters: readonly Chapter[],
  content: Iterable<Markup>,
  redacted: string | undefined,
): Iterable<Markup> {
  yield markup`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="generator" content="fgtrace">
<meta http-equiv="Content-Security-Policy" content="${trusted(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${trusted(STYLE)}</style>
</head>
<body>
<header><p><b>fgtrace</b> ${by}</p>
<nav aria-label="Chapters"><ul>${chapters.map(({ id, title: name }) => markup`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>
</header>
<main>
`;
  yield* content;
  yield markup`</main>
<footer><p>${redacted === undefined ? 'Addresses, names and log lines on this page are not redacted.' : `Redacted. ${redacted}`}</p></footer>
<script>${trusted(SCRIPT)}</script>
</body>
</html>
`;
}
