// web and the library -> dist-web/fgtrace.html: one file, with the worker and its analyzer in it, that makes no request.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));

/** What the library asks of Node, and what stands in for it in a browser. */
const STAND_INS = {
  'node:buffer': 'buffer',
  'node:crypto': 'crypto',
  'node:net': 'net',
  'node:stream/promises': 'stream',
  'node:zlib': 'zlib',
  stream: 'stream',
};
const forBrowser = {
  name: 'for-browser',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: new RegExp(`^(?:${Object.keys(STAND_INS).join('|')})$`) }, ({ path, importer }) =>
      importer.includes('readable-stream') ? undefined : { path: `${root}web/node/${STAND_INS[path]}.ts` },
    );
    onResolve({ filter: /\/codecs\.js$/ }, ({ importer }) =>
      /[\\/]src[\\/]input[\\/]/.test(importer) ? { path: `${root}web/codecs.ts` } : undefined,
    );
    // Tables ask for it where they are coloured.
    onResolve({ filter: /^@colors\/colors\/safe$/ }, ({ path }) => ({ path, namespace: 'unused' }));
    onLoad({ filter: /.*/, namespace: 'unused' }, () => ({ contents: '' }));
  },
};

async function bundled(entry) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [`web/${entry}`],
    bundle: true,
    write: false,
    minify: true,
    format: entry.endsWith('.css') ? undefined : 'iife',
    platform: 'browser',
    target: ['chrome123', 'firefox120', 'safari17.5'],
    charset: 'ascii',
    define: { FGTRACE_VERSION: JSON.stringify(version) },
    plugins: [forBrowser],
    ...(entry === 'worker.ts' ? { inject: ['web/node/buffer.ts'] } : {}),
    logLevel: 'warning',
  });
  return outputFiles[0].text.trim();
}

const hashOf = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The report is shown in a frame, which obeys this policy and its own. */
function policyOf(script, style) {
  const report = readFileSync(`${root}src/report/html/policy.ts`, 'utf8');
  const [ownStyle, ownScript] = [...report.matchAll(/'(sha256-[^']+)'/g)].map(([quoted]) => quoted);
  return [
    "default-src 'none'",
    `script-src ${hashOf(script)} ${ownScript}`,
    `style-src ${hashOf(style)} ${ownStyle}`,
    ...['worker-src blob:', 'frame-src blob:', 'img-src data:'],
    ...["base-uri 'none'", "form-action 'none'"],
  ].join('; ');
}

const [script, worker, style] = await Promise.all(['page.ts', 'worker.ts', 'page.css'].map(bundled));
const parts = { script, worker, style, version, policy: policyOf(script, style) };
const page = readFileSync(`${root}web/page.html`, 'utf8').replace(
  /\{(script|worker|style|version|policy)\}/g,
  (_, name) => parts[name].replaceAll('</script', '<\\/script'),
);
mkdirSync(`${root}dist-web`, { recursive: true });
writeFileSync(`${root}dist-web/fgtrace.html`, page);
