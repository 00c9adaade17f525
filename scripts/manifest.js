// Last step of every build: writes oclif.manifest.json, so that starting fgtrace imports only the command it runs.
// Stands in for `oclif manifest`, which brings 200 packages and asks the network for updates.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { Plugin, settings } from '@oclif/core';

settings.enableAutoTranspile = false;
const root = fileURLToPath(new URL('..', import.meta.url));
const plugin = new Plugin({
  root,
  type: 'core',
  ignoreManifest: true,
  errorOnManifestCreate: true,
  respectNoCacheDefault: true,
});
await plugin.load();
writeFileSync(`${root}oclif.manifest.json`, `${JSON.stringify(plugin.manifest)}\n`);
