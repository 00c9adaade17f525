// What src/library exports, as one file of types for programs that import fgtrace, and as the list of what was promised
// them: docs/fgtrace.api.md. `--check` fails where that list is another one than what is exported.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { Extractor, ExtractorConfig } from '@microsoft/api-extractor';

const root = fileURLToPath(new URL('..', import.meta.url));
const isCheck = process.argv.includes('--check');
const folder = mkdtempSync(join(tmpdir(), 'fgtrace-types-'));

try {
  const { status } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/typescript/bin/tsc'),
      ...['-p', join(root, 'tsconfig.library.json'), '--outDir', folder],
    ],
    { cwd: root, stdio: 'inherit' },
  );
  if (status !== 0) process.exitCode = 1;
  else extract();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function extract() {
  const config = ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(root, 'package.json'),
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: join(folder, 'library/index.d.ts'),
      compiler: { tsconfigFilePath: join(root, 'tsconfig.library.json') },
      apiReport: {
        enabled: true,
        reportFileName: 'fgtrace.api.md',
        reportFolder: join(root, 'docs'),
        reportTempFolder: join(folder, 'report'),
      },
      docModel: { enabled: false },
      tsdocMetadata: { enabled: false },
      dtsRollup: { enabled: true, untrimmedFilePath: join(root, 'dist/library/index.d.ts') },
      newlineKind: 'lf',
      messages: {
        compilerMessageReporting: { default: { logLevel: 'warning' } },
        extractorMessageReporting: {
          default: { logLevel: 'warning' },
          // What is exported is public; what speaks for itself has no comment; lists of words stay our own.
          'ae-missing-release-tag': { logLevel: 'none' },
          'ae-undocumented': { logLevel: 'none' },
          'ae-forgotten-export': { logLevel: 'none' },
        },
        tsdocMessageReporting: { default: { logLevel: 'none' } },
      },
    },
  });
  const { succeeded } = Extractor.invoke(config, { localBuild: !isCheck, showVerboseMessages: false });
  if (!succeeded) process.exitCode = 1;
}
