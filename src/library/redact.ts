import type { Analysis } from '../analyze.js';
import type { ReportDocument } from '../document.js';
import { openAll } from '../input/open-bytes.js';
import type { Input } from '../input/input.js';
import { countsOf, replacedInWords } from '../redact/count.js';
import { KEY_BYTES, randomSecret } from '../redact/key.js';
import { secretShift } from '../redact/time/secret-shift.js';
import { withSettledRows } from '../report/sections/rows.js';
import { type AnalyzeSettings, readWith } from './analyze.js';
import { type CaptureFile, captureBytes } from './capture-file.js';
import { copyNames } from './copy-names.js';
import { proved, searchedPieces } from './proof.js';
import { type Copies, surveyed, writeCopy } from './redacted-copy.js';

export interface RedactSettings extends AnalyzeSettings {
  /** 32 bytes that make the pseudonyms: the same ones give the same. By default they are drawn and forgotten. */
  readonly secret?: Uint8Array;
  /** Whether all times are moved by one amount, which depends on the secret. */
  readonly shiftTime?: boolean;
}

export interface Redacted {
  /** The copies, packed as the captures were. */
  readonly captures: readonly (CaptureFile & { readonly data: Blob })[];
  /** The report on the copies. */
  readonly report: ReportDocument;
  /** How many of what was replaced, as a sentence. */
  readonly sentence: string;
  /** The pieces of a printed report, if no original stands in them; throws a Failure otherwise. */
  readonly searched: (pieces: Iterable<string>) => string[];
}

/**
 * Copies of captures without names, addresses and secrets, with the same verdicts. Both is proved before the promise is
 * kept: no original stands in the copies, and they are judged as the captures are; otherwise it is rejected with
 * `FGT_NOT_PROVEN`. A stream is held in memory.
 */
export async function redact(
  captures: Iterable<CaptureFile>,
  settings: RedactSettings = {},
): Promise<Redacted> {
  const secret = settings.secret === undefined ? randomSecret() : Buffer.from(settings.secret);
  if (secret.length !== KEY_BYTES) throw new RangeError(`A secret has ${KEY_BYTES} bytes`);
  const held: CaptureFile[] = [];
  for (const capture of captures) held.push(await heldInMemory(capture));
  const warn = settings.warn ?? (() => undefined);
  const inputs = await openAll(held.map(captureBytes), warn);
  const shift = settings.shiftTime === true ? secretShift(secret) : 0;
  const redaction = await surveyed(inputs, { secret, shift });
  const names = copyNames(inputs.map(({ name }) => name)).map(redaction.text);
  const made: (CaptureFile & { readonly data: Blob })[] = [];
  for (const [nth, input] of inputs.entries()) {
    const parts: Buffer<ArrayBuffer>[] = [];
    await writeCopy(input, redaction, (part) => parts.push(part as Buffer<ArrayBuffer>));
    made.push({ name: names[nth] ?? '', data: new Blob(parts) });
  }
  const copies: Copies = {
    redaction,
    groups: [inputs.map((input, nth) => ({ input, name: names[nth] ?? '' }))],
    copies: () => inOwnOrder(made, warn),
  };
  const [analysis] = await proved(copies, (some): Promise<Analysis> => readWith(some, settings));
  if (analysis === undefined) throw new Error('One group of captures has one analysis');
  return {
    captures: made,
    report: {
      ...withSettledRows(analysis.report()),
      redacted: countsOf(redaction.pseudonyms.all()),
    },
    sentence: replacedInWords(redaction),
    searched: (pieces) => searchedPieces(pieces, copies),
  };
}

/** In the order of the originals: one by one, for their content alone might put them in another. */
async function inOwnOrder(made: readonly CaptureFile[], warn: (sentence: string) => void): Promise<Input[]> {
  const opened: Input[] = [];
  for (const one of made) opened.push(...(await openAll([captureBytes(one)], warn)));
  return opened;
}

async function heldInMemory({ name, data }: CaptureFile): Promise<CaptureFile> {
  if (typeof data === 'string' || data instanceof Uint8Array || data instanceof Blob) return { name, data };
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const part of data) parts.push(new Uint8Array(part));
  return { name, data: new Blob(parts) };
}
