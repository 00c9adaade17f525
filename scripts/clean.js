// First step of every build: a stale dist/ or manifest would keep deleted commands alive and hide new ones.
import { rmSync } from 'node:fs';

for (const path of ['../dist', '../oclif.manifest.json', '../man']) {
  rmSync(new URL(path, import.meta.url), { recursive: true, force: true });
}
