import type { Unpack } from '../codecs.js';
import { OF_A_FILE, type Peeled } from '../decompress.js';
import type { Warn } from '../warn.js';
import { bytesIn, type RandomAccess } from '../random-access.js';
import type { Bytes } from '../open-bytes.js';
import { Scratch } from '../temp-file.js';
import { refusal } from '../unreadable.js';
import { type ArchiveEntry, type Contents, COPY_AGAIN } from './entry.js';

/** Of one archive. */
const MOST_ENTRIES = 10_000;
/** Archives in archives. There are zip files that unpack to themselves. */
const DEEPEST = 4;

/**
 * What to read in an archive, in the order of the names; null where it is a document packed as one. Bytes stay where they
 * are if they can be read from anywhere; those of a pipe, and of a tar.gz, go to a temporary file without a name first.
 * `peeled` is read or closed. Fails with 66 where nothing of it can be read.
 */
export async function filesIn(
  source: Bytes,
  peeled: Peeled,
  kind: 'zip' | 'tar',
  warn: Warn,
): Promise<Bytes[] | null> {
  const { name, place: there, archived } = source;
  if (archived?.depth === DEEPEST) {
    await peeled.close();
    throw refusal(name, 'archives are packed in it again and again', 'Unpack it first.');
  }
  const isInPlace = there !== undefined && archived?.unpack === undefined && peeled.packing.length === 0;
  if (isInPlace) await peeled.close();
  const place = isInPlace ? there : await spooled(peeled);
  const contents = await contentsOf(place, name, kind);
  if (contents.isDocument === true) return null;
  const { entries, passedOver } = contents;
  if (entries.reduce((sum, { length }) => sum + length, 0) > place.length)
    throw refusal(name, 'its files overlap each other: it was made to fill a disk', COPY_AGAIN);
  if (passedOver > 0) {
    const what = passedOver === 1 ? '1 entry that is no file' : `${passedOver} entries that are no files`;
    warn(`${name} holds ${what} (links, devices), passed over`);
  }
  const share = isInPlace ? 1 : Math.min(1, peeled.packed.bytes / Math.max(1, place.length));
  const sources = entries.map((entry) => entrySource(source, place, entry, { share, among: entries.length }));
  return withLosses(sources.sort(byName), [...peeled.losses, ...lossesOf(contents)]);
}

/** Their libraries are loaded only where there is an archive. */
async function contentsOf(place: RandomAccess, name: string, kind: 'zip' | 'tar'): Promise<Contents> {
  if (kind === 'zip') return (await import('./zip.js')).zipContents(place, name, MOST_ENTRIES);
  return (await import('./tar.js')).tarContents(place, name, MOST_ENTRIES);
}

const lossesOf = ({ lost }: Contents): string[] => (lost === undefined ? [] : [lost]);

const byName = (a: Bytes, b: Bytes): number => (a.name < b.name ? -1 : 1);

async function spooled({ chunks }: Peeled): Promise<RandomAccess> {
  const scratch = new Scratch();
  for await (const chunk of chunks) scratch.appendBytes(chunk);
  return scratch;
}

/** Whatever is in an archive may unpack to as much as the archive itself might, all together. */
function entrySource(
  archive: Bytes,
  place: RandomAccess,
  { name, start, length, size, unpack, refused }: ArchiveEntry,
  { share, among }: { share: number; among: number },
): Bytes {
  const shown = `${archive.name}/${name}`;
  const { depth = 0, allowance = OF_A_FILE } = archive.archived ?? {};
  return {
    name: shown,
    size: archive.size === undefined ? undefined : length,
    inFolder: true,
    chunks() {
      if (refused !== undefined) throw refusal(shown, ...refused);
      return bytesIn(place, start, length);
    },
    place: partOf(place, start, length),
    archived: {
      depth: depth + 1,
      unpack,
      allowance: { harmless: allowance.harmless / among, share: allowance.share * share },
      length: size,
    },
  };
}

const partOf = (place: RandomAccess, start: number, length: number): RandomAccess => ({
  length,
  read: (at, wanted) => place.read(start + at, Math.min(wanted, Math.max(0, length - at))),
});

/** What an archive lost is told of the last of its files: it may lack anything that came behind. */
function withLosses(sources: readonly Bytes[], losses: readonly string[]): Bytes[] {
  const last = sources.at(-1);
  if (last?.archived === undefined || losses.length === 0) return [...sources];
  const { unpack } = last.archived;
  const told: Unpack = async function* (chunks, lost) {
    yield* unpack?.(chunks, lost) ?? chunks;
    for (const loss of losses) lost(loss);
  };
  return [...sources.slice(0, -1), { ...last, archived: { ...last.archived, unpack: told } }];
}
