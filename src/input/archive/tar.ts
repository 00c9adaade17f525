import { once } from 'node:events';

import { extract } from 'tar-stream';

import { bytesIn, type RandomAccess } from '../random-access.js';
import { refusal } from '../unreadable.js';
import { type ArchiveEntry, type Contents, COPY_AGAIN, entryName, lastOfEachName } from './entry.js';

const FILES = ['file', 'contiguous-file'];
const FOLDER = 'directory';

/** The files in a tar archive that is no longer packed. Fails with 66 where none can be found; `name` is for messages. */
export async function tarContents(place: RandomAccess, name: string, most: number): Promise<Contents> {
  const entries: ArchiveEntry[] = [];
  let passedOver = 0;
  let lost: string | undefined;
  const reader = extract();
  reader.on('entry', (header, content, next) => {
    // Only the types do not know byteOffset.
    const { byteOffset: start } = header as unknown as { byteOffset: number };
    const { size, type, name: path } = header;
    const shown = entryName(path);
    if (!FILES.includes(type)) passedOver += type === FOLDER ? 0 : 1;
    else if (shown !== undefined) entries.push({ name: shown, start, length: size, size });
    if (entries.length > most) reader.destroy();
    // What is wrong with it is told of the archive.
    content.on('error', () => undefined);
    content.on('end', next).resume();
  });
  reader.on('error', ({ message }: Error) => {
    lost = message === 'Unexpected end of data' ? 'truncated-tar' : 'corrupt-tar';
  });
  const closed = once(reader, 'close').catch(() => undefined);
  for await (const piece of bytesIn(place, 0, place.length)) {
    if (reader.destroyed) break;
    if (!reader.write(piece)) await Promise.race([once(reader, 'drain'), closed]);
  }
  reader.end(null);
  await closed;
  if (entries.length > most)
    throw refusal(name, `more than ${most} files are in it`, 'Unpack it and name what is of use.');
  if (lost !== undefined && entries.length === 0)
    throw refusal(name, 'the tar archive is damaged', COPY_AGAIN);
  return { entries: lastOfEachName(entries), passedOver, ...(lost === undefined ? {} : { lost }) };
}
