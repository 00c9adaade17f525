import type { ConfigEntry } from '../events/listing.js';
import type { Unit } from '../events/unit.js';

const NOTHING: Unit = { model: null, version: null, build: null, hostname: null, vdomMode: null };

/** Of `get system status` and of a backup's first line. Null where neither is there, or where two units speak. */
export function unitOf(entries: readonly ConfigEntry[]): Unit | null {
  const status = entries.filter(({ path }) => path === 'system status').map(ofStatus);
  const backup = entries.filter(({ path }) => path === 'config-version').map(ofBackup);
  const all = [...status, ...backup];
  if (all.length === 0) return null;
  const versions = new Set(all.flatMap(({ version }) => version ?? []));
  const names = new Set(all.flatMap(({ hostname }) => hostname ?? []));
  if (versions.size > 1 || names.size > 1) return null;
  return all.reduce<Unit>(
    (known, one) => ({
      model: known.model ?? one.model,
      version: known.version ?? one.version,
      build: known.build ?? one.build,
      hostname: known.hostname ?? one.hostname,
      vdomMode: known.vdomMode ?? one.vdomMode,
    }),
    NOTHING,
  );
}

function ofStatus({ settings }: ConfigEntry): Unit {
  const [version, build] = (settings['version']?.[0] ?? '').split(',build');
  return {
    model: settings['model']?.[0] ?? null,
    version: version === '' ? null : (version ?? null),
    build: withoutZeros(build),
    hostname: settings['hostname']?.[0] ?? null,
    vdomMode: vdomMode(settings['virtual-domains']?.[0]),
  };
}

/** `FGT60F-7.0.12-FW-build0523-230606` */
function ofBackup({ settings }: ConfigEntry): Unit {
  const head = settings['release']?.[0] ?? '';
  const [, model, version, build] = /^(\w+)-(\d+\.\d+(?:\.\d+)?)-.*?build(\d+)/.exec(head) ?? [];
  return {
    model: model ?? null,
    version: version ?? null,
    build: withoutZeros(build),
    hostname: null,
    vdomMode: vdomMode(settings['virtual-domains']?.[0]),
  };
}

function withoutZeros(build: string | undefined): string | null {
  return build === undefined ? null : String(Number(build));
}

/** Releases name the mode differently; these are the words of `set vdom-mode`. */
function vdomMode(printed: string | undefined): Unit['vdomMode'] {
  switch (printed) {
    case '0':
    case 'disable':
      return 'no-vdom';
    case 'split-task':
      return 'split-vdom';
    case '1':
    case 'enable':
    case 'multiple':
      return 'multi-vdom';
    default:
      return null;
  }
}
