// src and the packages it uses -> few files in dist: to find and read 300 modules is most of what a short run costs.
// Each command stays a file of its own, for oclif imports only the one that was asked for; shared code goes to chunks.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

import { groupsOf, inGroups } from './bundle-groups.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const { oclif, version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));

/** oclif asks for them at every start, and calls them only for plugins, spinners, without a manifest, or in development. */
const UNUSED = ['cli-spinners', 'lilconfig', 'minimatch', 'semver', 'tinyglobby', 'typescript'];
const withoutUnused = {
  name: 'without-unused',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: new RegExp(`^(?:${UNUSED.join('|')})$`) }, ({ path, importer }) =>
      importer.includes('node_modules') ? { path, namespace: 'unused' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'unused' }, ({ path }) => ({
      contents: `const unused = new Proxy(() => {}, {
        get: () => unused,
        apply() { throw new Error('fgtrace was built without ${path}'); },
      });
      module.exports = unused;`,
    }));
  },
};

/** What oclif needs to measure itself, and to ask for an argument: loaded when it does. */
const LATER = /^node:(?:perf_hooks|readline)$/;
const later = {
  name: 'later',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: LATER }, ({ path, importer, namespace }) =>
      namespace !== 'later' && importer.includes('@oclif') ? { path, namespace: 'later' } : undefined,
    );
    onLoad({ filter: LATER, namespace: 'later' }, ({ path }) => ({
      contents: `module.exports = new Proxy({}, { get: (_, name) => require('${path}')[name] });`,
    }));
  },
};

/** Plugin.load sorts the commands by the rules of a language; to load those takes longer than all the rest of it. */
const LANGUAGE = 'a.id.localeCompare(b.id)';
const withoutLanguage = {
  name: 'without-language',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]@oclif[\\/]core[\\/]lib[\\/]config[\\/]plugin\.js$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      if (!text.includes(LANGUAGE)) throw new Error(`${path} has no ${LANGUAGE}`);
      return { contents: text.replace(LANGUAGE, 'a.id < b.id ? -1 : 1') };
    });
  },
};

/** clean-stack asks for it when it is loaded, and only shortens the paths of a stack with it. */
const HOME = "typeof os.homedir === 'undefined' ? '' : os.homedir()";

/**
 * What oclif asks of the machine at every start: the user's home, which a container's user without a passwd entry does
 * not have (it throws), and the shell, for which it runs PowerShell on Windows. fgtrace needs neither, and executes nothing.
 */
const withoutUser = {
  name: 'without-user',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]@oclif[\\/]core[\\/]lib[\\/]util[\\/]os\.js$/ }, () => ({
      contents: `exports.getHomeDir = () => process.env.HOME || process.env.USERPROFILE || '/';
        exports.getPlatform = async () => process.platform;
        exports.getShell = async () => 'unknown';`,
    }));
    onLoad({ filter: /[\\/]clean-stack[\\/]index\.js$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      if (!text.includes(HOME)) throw new Error(`${path} has no ${HOME}`);
      return { contents: text.replace(HOME, "''") };
    });
  },
};

const commands = readdirSync(`${root}src/commands`, { recursive: true })
  .map((name) => name.split(sep).join('/'))
  .filter((name) => name.endsWith('.ts') && name !== 'base.ts' && !name.startsWith('shared/'))
  .map((name) => `src/commands/${name}`);
const hooks = Object.values(oclif.hooks).map((target) => target.replace(/^\.\/dist\/(.*)\.js$/, 'src/$1.ts'));

/** What a thread of its own starts with. */
const threads = ['src/commands/shared/batch/ticket-worker.ts'];

const options = {
  absWorkingDir: root,
  entryPoints: ['src/cli.ts', 'src/library/index.ts', ...commands, ...hooks, ...threads],
  outbase: 'src',
  outdir: 'dist',
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  define: { FGTRACE_VERSION: JSON.stringify(version) },
  plugins: [withoutUnused, later, withoutLanguage, withoutUser],
  // What was written for CommonJS asks for node: modules with require, which a module has to make for itself.
  banner: {
    js: "import{createRequire as requireFrom}from'node:module';const require=requireFrom(import.meta.url);",
  },
  // Short names start no slower and make room in the package; the maps that lead back stay in a checkout's dist.
  minify: true,
  sourcemap: 'linked',
  sourcesContent: false,
  metafile: true,
  logLevel: 'warning',
};
const { metafile: before } = await build({ ...options, write: false });
const plugins = [...options.plugins, inGroups(groupsOf(before.outputs), root)];
const { metafile } = await build({ ...options, plugins });

/**
 * esbuild leaves letters beyond ASCII where they stand in expressions and marked templates, and one of them makes V8 keep
 * all of its file in two bytes a character. A raw template, in which an escape would be text, has none of them.
 */
for (const path of Object.keys(metafile.outputs).filter((name) => name.endsWith('.js'))) {
  const code = readFileSync(`${root}${path}`, 'utf8');
  if (/String\.raw`[^`]*[^\0-\x7f]/.test(code)) throw new Error(`${path}: a raw template beyond ASCII`);
  const ascii = code.replace(/[^\0-\x7f]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
  if (ascii !== code) writeFileSync(`${root}${path}`, ascii);
}

/** Their licences want to go wherever their code goes. */
const packages = new Set(
  Object.keys(metafile.inputs).flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []),
);
/** Packages by what they allow: a licence stands once, below all whose it is and their copyright notices. */
const allowed = new Map();
for (const folder of [...packages].sort()) {
  const { name, version, license } = JSON.parse(readFileSync(`${root}${folder}/package.json`, 'utf8'));
  const file = readdirSync(`${root}${folder}`).find((one) => /^licen[cs]e/i.test(one));
  const text = file === undefined ? '' : readFileSync(`${root}${folder}/${file}`, 'utf8').trim();
  const notices = text.match(/^ *copyright (?:\(c\)|©|\d{4}).*$/gim) ?? [];
  const body = notices.reduce((rest, notice) => rest.replace(notice, ''), text).trim();
  const key = body.replace(/^\W*(?:The )?MIT License\W*(?:\(MIT\))?|\s+/gi, ' ').trim();
  const { whose, body: shown } = allowed.get(key) ?? { whose: [], body };
  const own = [`${name} ${version} (${license})`, ...notices.map((notice) => `  ${notice.trim()}`)];
  allowed.set(key, { whose: [...whose, ...own], body: shown });
}
const licences = [...allowed.values()].map(({ whose, body }) => `${whose.join('\n')}\n\n${body}\n`);
writeFileSync(`${root}dist/licences.txt`, licences.join(`\n${'-'.repeat(80)}\n\n`));
