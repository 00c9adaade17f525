import type { Analysis } from '../analyze.js';
import { EXIT, Failure } from '../failure.js';
import type { Input } from '../input/input.js';
import { addressOf } from '../net.js';
import { createLeakSearch } from '../redact/proof/search.js';
import { differenceOf } from '../redact/proof/same-judgement.js';
import { withSettledRows } from '../report/sections/rows.js';
import { nothingRecognised } from './nothing-recognised.js';
import { type Copies, renamed } from './redacted-copy.js';

/**
 * Reads the copies back: no original may stand in them, and they have to be judged as the originals are. Returns the
 * analyses of the copies, by group.
 */
export async function proved(
  copies: Copies,
  read: (inputs: readonly Input[]) => Promise<Analysis>,
): Promise<Analysis[]> {
  const analyses: Analysis[] = [];
  for (const [group, pairs] of copies.groups.entries()) {
    await searched(copies, group);
    const inputs = pairs.map(({ input, name }) => renamed(input, name));
    const original = await read(inputs);
    if (!original.recognised())
      throw nothingRecognised(
        pairs.map(({ input }) => input.name),
        original.summaries(),
      );
    const redacted = await read(await copies.copies(group));
    const reports = [original, redacted].map((one) => withSettledRows(one.report())) as [never, never];
    const place = differenceOf(...reports, copies.redaction);
    if (place !== null) throw unproven(`the copies are judged otherwise: ${place.replace(/^\./, '')}`);
    analyses.push(redacted);
  }
  return analyses;
}

async function searched({ copies, redaction }: Copies, group: number): Promise<void> {
  const search = createLeakSearch(redaction);
  for (const input of await copies(group)) {
    let number = 0;
    const look = (text: string): void => {
      const leak = search(text);
      if (leak !== null)
        throw unproven(`an original ${leak.kind} is left in ${input.name}:${number}:${leak.column}`);
    };
    await input.read({
      line(text) {
        number += 1;
        look(text);
      },
      event(event) {
        number = event.origin.line;
        if (event.source !== 'sniffer' || event.kind !== 'packet') return;
        look(`${addressOf(event.src ?? '')} ${addressOf(event.dst ?? '')} ${event.text}`);
        if (event.payload !== undefined) look(Buffer.from(event.payload).toString('latin1'));
      },
      damaged: () => undefined,
    });
  }
}

/** The pieces of a report, if nothing of an original stands in them. */
export function searchedPieces(pieces: Iterable<string>, { redaction }: Copies): string[] {
  const all = [...pieces];
  const search = createLeakSearch(redaction, isWordOfLanguage);
  all
    .join('')
    .split('\n')
    .forEach((line, nth) => {
      const leak = search(line);
      if (leak !== null) throw unproven(`an original ${leak.kind} is left in the report, line ${nth + 1}`);
    });
  return all;
}

/** A file may be called `small`, and a report has that word of its own; the copies it tells of were searched for it. */
function isWordOfLanguage(word: string): boolean {
  return /^[A-Z]?[a-z]+$/.test(word);
}

function unproven(why: string): Failure {
  return new Failure('FGT_NOT_PROVEN', EXIT.bug, `Nothing was written, for ${why}`, [
    'This is a bug of fgtrace. Report the kind of line at that place, with names of your own making.',
  ]);
}
