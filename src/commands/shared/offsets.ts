import { SOURCES, type Source } from '../../events.js';
import { EXIT, Failure } from '../../failure.js';

const UNITS: Readonly<Record<string, number>> = { d: 86_400, h: 3600, m: 60, s: 1, ms: 0.001 };

/** `sniffer=+2h`, `flow=-90s`, `wad=+1h30m`: how far a source's stamps are ahead of the unit's clock, in microseconds. */
export function parseOffsets(given: readonly string[]): Map<Source, number> {
  const offsets = new Map<Source, number>();
  for (const text of given) {
    const { source, sign, amount } =
      /^(?<source>[a-z]+)=(?<sign>[+-]?)(?<amount>(?:\d+(?:\.\d+)?(?:ms|[dhms])?)+)$/.exec(text)?.groups ??
      {};
    const name = SOURCES.find((one) => one === source);
    if (name === undefined || amount === undefined) throw wrong(text);
    const parts = [...amount.matchAll(/(?<number>\d+(?:\.\d+)?)(?<unit>ms|[dhms])?/g)];
    const seconds = parts.reduce(
      (sum, { groups }) => sum + Number(groups?.['number']) * (UNITS[groups?.['unit'] ?? 's'] ?? 1),
      0,
    );
    if (seconds > 10 * 365 * 86_400) throw wrong(text);
    offsets.set(name, Math.round((sign === '-' ? -seconds : seconds) * 1e6));
  }
  return offsets;
}

function wrong(text: string): Failure {
  return new Failure('FGT_USAGE', EXIT.usage, `--offset ${text} is no offset`, [
    `Write SOURCE=[+-]TIME, such as sniffer=-2h or wad=+1h30m; SOURCE is one of ${SOURCES.join(', ')}.`,
  ]);
}
