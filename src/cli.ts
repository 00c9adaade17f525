import { execute, settings, type Interfaces } from '@oclif/core';

/** Runs the command that was asked for. `root`: the folder of the package, whose package.json is `pjson`. */
export async function start(root: string, pjson: Interfaces.PJSON): Promise<void> {
  // Always run what was built: under NODE_ENV=test oclif would look for ts-node instead.
  settings.enableAutoTranspile = false;
  await execute({ loadOptions: { root, pjson, userPlugins: false, devPlugins: false } });
}
