import { readFileSync } from 'node:fs';
import { sep } from 'node:path';

/** What a command shares with analyze is a group, and an entry that needs so much of it loads all of it. */
const GROUPS = [
  { sharedWith: 'src/commands/events.ts', needed: 1 / 8 },
  { sharedWith: 'src/commands/diff.ts', needed: 1 / 2 },
];

/**
 * esbuild makes a file of what exactly the same entries load: fifty for a run of analyze, and each takes as long to load
 * as fifty thousand characters more. So reading and judging become a group each, of which few files are made. `outputs`
 * are those of a build without groups. Given are the modules of each group, and the entries that load it.
 */
export function groupsOf(outputs) {
  const analyze = modulesOf(outputs, 'src/commands/analyze.ts');
  const taken = new Set(modulesOf(outputs, 'src/cli.ts').keys());
  const entries = Object.values(outputs).flatMap(({ entryPoint }) => entryPoint ?? []);
  return GROUPS.map(({ sharedWith, needed }) => {
    const modules = [...modulesOf(outputs, sharedWith).keys()].filter(
      (path) => path.startsWith('src/') && analyze.has(path) && !taken.has(path),
    );
    for (const path of modules) taken.add(path);
    const bytes = (own) => modules.reduce((sum, path) => sum + (own.get(path) ?? 0), 0);
    const users = entries.filter((entry) => bytes(modulesOf(outputs, entry)) > needed * bytes(analyze));
    return { modules, users };
  });
}

/** The modules that are loaded with an entry, with their bytes. */
function modulesOf(outputs, entry) {
  const files = new Set();
  const visit = (file) => {
    if (files.has(file)) return;
    files.add(file);
    for (const { kind, path } of outputs[file].imports)
      if (kind === 'import-statement' && outputs[path] !== undefined) visit(path);
  };
  visit(Object.keys(outputs).find((file) => outputs[file].entryPoint === entry));
  const modules = [...files].flatMap((file) => Object.entries(outputs[file].inputs));
  return new Map(modules.map(([path, { bytesInOutput }]) => [path, bytesInOutput]));
}

/** Lets each user of a group import all its modules: then the same entries load them. */
export function inGroups(groups, root) {
  return {
    name: 'in-groups',
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /^group:/ }, ({ path }) => ({ path, namespace: 'group' }));
      onLoad({ filter: /.*/, namespace: 'group' }, ({ path }) => ({
        contents: groups[Number(path.split(':')[1])].modules.map((one) => `import './${one}';`).join(''),
        resolveDir: root,
      }));
      onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path }) => {
        const entry = path.slice(root.length).split(sep).join('/');
        const own = groups.flatMap(({ users }, nth) =>
          users.includes(entry) ? `import 'group:${nth}';` : [],
        );
        return own.length === 0
          ? undefined
          : { contents: `${readFileSync(path, 'utf8')}\n${own.join('')}`, loader: 'ts' };
      });
    },
  };
}
