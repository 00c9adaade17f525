import { existsSync } from 'node:fs';

import { Config, execute, settings, type Interfaces } from '@oclif/core';

/** Runs the command that was asked for. `root`: the folder of the package, whose package.json is `pjson`. */
export async function start(root: string, pjson: Interfaces.PJSON): Promise<void> {
  // Always run what was built: under NODE_ENV=test oclif would look for ts-node instead.
  settings.enableAutoTranspile = false;
  const loadOptions = { root, pjson, userPlugins: false, devPlugins: false };
  const args = process.argv.slice(2);
  const isAnalyze = await leavesOutCommand(args, loadOptions);
  await execute({ args: isAnalyze ? ['analyze', ...args] : args, loadOptions });
}

/**
 * `fgtrace FILES…` and `fgtrace --format html FILES…` analyse: that is what the program is for. What only looks like a
 * file does too, so that a misspelt name is answered as such: no command has a dot or a slash.
 */
async function leavesOutCommand([first]: string[], loadOptions: Interfaces.Options): Promise<boolean> {
  if (first === undefined || /^(?:--help|-h|--version|-V)$/.test(first)) return false;
  if (/^-|[./\\*?]/.test(first)) return true;
  if (!existsSync(first)) return false;
  // Looked at only here, for it takes time.
  const config = await Config.load(loadOptions);
  return config.findCommand(first) === undefined && config.findTopic(first) === undefined;
}
