import { address } from '../../net.js';
import { octetsOf, sharedBits, type Prefix } from '../pseudonym/ranges.js';

const DASHED = /(?<![\w.])([\d.]{7,15}|[\da-f:]{3,39}) ?- ?([\d.]{7,15}|[\da-f:]{3,39})(?![\w])/gi;
const START = /\bset (?:start-?ip|source-startip|startip|start-addr) "?([\da-f.:]+)/i;
const END = /\bset (?:end-?ip|source-endip|endip|end-addr) "?([\da-f.:]+)/i;

/**
 * The blocks that ranges lie in, line by line: from the first to the last address of a VIP, a pool, an address object.
 * What lies in a range has to do so afterwards, in the same order, for a VIP translates by counting.
 */
export function orderedBlocks(): (line: string) => Prefix[] {
  let start: string | undefined;
  return (line) => {
    const found = [...line.matchAll(DASHED)].map(([, from = '', to = '']) => blockOf(from, to));
    start = START.exec(line)?.[1] ?? start;
    const end = END.exec(line)?.[1];
    if (end !== undefined && start !== undefined) found.push(blockOf(start, end));
    return found.filter((block) => block !== null);
  };
}

function blockOf(from: string, to: string): Prefix | null {
  const [first, last] = [address(from), address(to)];
  if (first === null || last === null || first.includes(':') !== last.includes(':')) return null;
  const octets = octetsOf(first);
  const length = sharedBits(octets, octetsOf(last));
  return length === octets.length * 8 ? null : { octets, length };
}
