import { crc32 } from 'node:zlib';

import {
  type Entry,
  fromRandomAccessReaderPromise,
  getFileNameLowLevel,
  RandomAccessReader,
  type ZipFile,
} from 'yauzl';

import { UNPACK, type Unpack } from '../codecs.js';
import type { RandomAccess } from '../random-access.js';
import { refusal } from '../unreadable.js';
import { type ArchiveEntry, type Contents, COPY_AGAIN, entryName, lastOfEachName } from './entry.js';

const STORED = 0;
const DEFLATED = 8;
/** The mode of a Unix file, in the upper half of its attributes: a regular file, or nothing said. */
const FILE_TYPE = 0xf000;
const REGULAR = [0, 0x8000];

/** Names that no ticket has, but documents and programs which are packed as zip. */
const OF_DOCUMENTS = new Set(['[Content_Types].xml', 'mimetype', 'META-INF/MANIFEST.MF']);

const ENCRYPTED = [
  'it is encrypted',
  'Unpack it with its password and name the folder; fgtrace takes no passwords.',
] as const;
const UNKNOWN_PACKING = [
  'it is packed in a way that only newer programs know',
  'Unpack it first and name the folder.',
] as const;

/** The files in a zip archive, at most `most`. Fails with 66 where it cannot be read at all; `name` is for messages. */
export async function zipContents(place: RandomAccess, name: string, most: number): Promise<Contents> {
  const entries: ArchiveEntry[] = [];
  let passedOver = 0;
  try {
    const zip = await fromRandomAccessReaderPromise(readerOf(place), place.length, {
      autoClose: false,
      decodeStrings: false,
    });
    if (zip.entryCount > most) throw tooMany(name, zip.entryCount, most);
    for await (const entry of zip.eachEntry()) {
      // Typed as text, it is bytes with decodeStrings off: the library throws on names that lead out of the folder.
      const path = getFileNameLowLevel(
        entry.generalPurposeBitFlag,
        entry.fileNameRaw,
        entry.extraFields,
        false,
      );
      if (OF_DOCUMENTS.has(path)) return { entries: [], passedOver, isDocument: true };
      if (path.endsWith('/')) continue;
      const shown = entryName(path);
      if (!REGULAR.includes((entry.externalFileAttributes >>> 16) & FILE_TYPE)) passedOver += 1;
      else if (shown !== undefined) entries.push(await zipEntry(zip, entry, shown));
    }
  } catch (error) {
    throw unreadableZip(name, error);
  }
  if (entries.length > 0 && entries.every(({ refused }) => refused === ENCRYPTED))
    throw refusal(name, ...ENCRYPTED);
  return { entries: lastOfEachName(entries), passedOver };
}

async function zipEntry(zip: ZipFile, entry: Entry, name: string): Promise<ArchiveEntry> {
  const { fileDataStart: start } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
  const { compressedSize: length, uncompressedSize: size, compressionMethod: method } = entry;
  const place = { name, start, length, size, unpack: unpacked(entry) };
  if (entry.isEncrypted()) return { ...place, refused: ENCRYPTED };
  return method === STORED || method === DEFLATED ? place : { ...place, refused: UNKNOWN_PACKING };
}

function unpacked({ compressionMethod, crc32: wanted, uncompressedSize }: Entry): Unpack {
  return async function* (chunks, lost) {
    let sum = 0;
    let size = 0;
    let isDamaged = false;
    const damaged = (kind: string): void => {
      if (!isDamaged) lost(kind);
      isDamaged = true;
    };
    for await (const piece of compressionMethod === DEFLATED ? UNPACK.deflate(chunks, damaged) : chunks) {
      sum = crc32(piece, sum);
      size += piece.length;
      yield piece;
    }
    if (size !== uncompressedSize || sum !== wanted) damaged('corrupt-zip');
  };
}

/** The library asks for a class of its own. Only `read` of it is called: what entries hold is read elsewhere. */
function readerOf(place: RandomAccess): RandomAccessReader {
  const made = Reflect.construct(RandomAccessReader, []) as RandomAccessReader;
  made.read = (buffer, offset, length, position, callback) => {
    try {
      const read = place.read(position, length).copy(buffer, offset);
      callback(read === length ? null : new Error('unexpected EOF'));
    } catch (error) {
      callback(error as Error);
    }
  };
  return made;
}

function tooMany(name: string, count: number, most: number): unknown {
  return refusal(name, `${count} files are in it, more than ${most}`, 'Unpack it and name what is of use.');
}

function unreadableZip(name: string, error: unknown): unknown {
  const { message, code } = error as NodeJS.ErrnoException;
  // A Failure, or of the disk.
  if (code !== undefined) return error;
  if (message.includes('strong encryption')) return refusal(name, ...ENCRYPTED, error);
  if (message.includes('multi-disk'))
    return refusal(name, 'it is one part of several', 'Join and unpack the parts first.', error);
  return refusal(name, 'the zip archive is damaged, or was not copied to its end', COPY_AGAIN, error);
}
