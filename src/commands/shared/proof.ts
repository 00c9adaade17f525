import type { Analysis } from '../../analyze.js';
import { EXIT, Failure } from '../../failure.js';
import { createLeakSearch } from '../../redact/proof/search.js';
import { differenceOf } from '../../redact/proof/same-judgement.js';
import { withSettledRows } from '../../report/sections/rows.js';
import { nothingRecognised } from './nothing-recognised.js';
import { readOpened, type ReadOptions } from './read-inputs.js';
import type { RedactedCopies } from './redacted-copies.js';

/**
 * Reads the copies back: no original may stand in them, and they have to be judged as the originals are. Returns the
 * analysis of the copies.
 */
export async function proved(copies: RedactedCopies, options: ReadOptions): Promise<Analysis> {
  const { inputs, redaction } = copies;
  await searched(copies);
  const original = await readOpened(inputs, options);
  if (!original.recognised()) throw nothingRecognised(inputs.map(({ name }) => name));
  const renamed = new Map(inputs.map(({ name }, nth) => [name, copies.names[nth] ?? name]));
  const redacted = await readOpened(await copies.copies(), options);
  const place = differenceOf(
    withNames(withSettledRows(original.report()), renamed),
    withSettledRows(redacted.report()),
    redaction,
  );
  if (place !== null) throw unproven(`the copies are judged otherwise: ${place.replace(/^\./, '')}`);
  return redacted;
}

async function searched({ copies, redaction }: RedactedCopies): Promise<void> {
  const search = createLeakSearch(redaction);
  for (const input of await copies()) {
    let number = 0;
    await input.read({
      line(text) {
        number += 1;
        const leak = search(text);
        if (leak !== null)
          throw unproven(`an original ${leak.kind} is left in ${input.name}:${number}:${leak.column}`);
      },
      event: () => undefined,
      damaged: () => undefined,
    });
  }
}

export function unproven(why: string): Failure {
  return new Failure('FGT_NOT_PROVEN', EXIT.bug, `Nothing was written, for ${why}`, [
    'This is a bug of fgtrace. Report the kind of line at that place, with names of your own making.',
  ]);
}

/** The document with the names of the copies for those of the originals. */
function withNames<T>(value: T, names: ReadonlyMap<string, string>): T {
  return JSON.parse(
    JSON.stringify(value, (key, one: unknown) => {
      if (key === 'file' && typeof one === 'string') return names.get(one) ?? one;
      return typeof one === 'object' && one !== null && Symbol.iterator in one
        ? [...(one as Iterable<unknown>)]
        : one;
    }),
  ) as T;
}
