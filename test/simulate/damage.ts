import { SECOND, stamp, stampSeconds } from './net.js';
import { random } from './prng.js';
import type { Capture } from './types.js';

const STAMP = /^(\[[IVE]\])?(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{6}))?/;
const RELATIVE = /^(\d+)\.(\d{6})(?= )/;

/** Another clock: every stamp at a line's beginning moves. Lines without one stay; so do relative stamps below zero. */
export function shiftClock(text: string, seconds: number): string {
  return text
    .split('\n')
    .map((line) => shiftLine(line, seconds))
    .join('\n');
}

function shiftLine(line: string, seconds: number): string {
  const found = STAMP.exec(line);
  if (found) {
    const [whole, level = '', day, clock, fraction] = found;
    const at =
      Date.parse(`${day ?? ''}T${clock ?? ''}Z`) * 1000 +
      Number(fraction ?? 0) +
      Math.round(seconds * SECOND);
    return level + (fraction === undefined ? stampSeconds(at) : stamp(at)) + line.slice(whole.length);
  }
  const relative = RELATIVE.exec(line);
  if (!relative) return line;
  const at = Number(relative[1]) * SECOND + Number(relative[2]) + Math.round(seconds * SECOND);
  return at < 0 ? line : `${(at / SECOND).toFixed(6)}${line.slice(relative[0].length)}`;
}

/** Two outputs on one console, taking turns: each keeps its order. */
export function interleave(a: string, b: string): string {
  const [left, right] = [a.split('\n').filter(Boolean), b.split('\n').filter(Boolean)];
  const lines: string[] = [];
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    // The one that lags behind its share goes next.
    if (j >= right.length || (i < left.length && i * right.length <= j * left.length)) lines.push(left[i++]!);
    else lines.push(right[j++]!);
  }
  return `${lines.join('\n')}\n`;
}

/** A terminal that breaks long lines. */
export function wrapAt(text: string, columns: number): string {
  const cut = (line: string): string => {
    const parts: string[] = [];
    for (let from = 0; from < Math.max(line.length, 1); from += columns)
      parts.push(line.slice(from, from + columns));
    return parts.join('\n');
  };
  return text.split('\n').map(cut).join('\n');
}

const HEADINGS: Record<string, [string, string]> = {
  'wad.log': ['Wad debugs indicating creation of pinhole session.', 'diagnose wad debug enable all'],
  'flow.log': ['Flow debugs.', 'diagnose debug flow trace start 1000'],
  'sniff.txt': ['Sniffer.', "diagnose sniffer packet any '' 4 0 a"],
  'sessions.txt': ['Session list.', ''],
  'fortigate.conf': ['Configuration and verification.', 'show'],
};

/** All outputs pasted into one log, as in an article: headings, prompts, ellipses, remarks, repeated line tails. */
export function asOneConsoleLog(capture: Capture, seed: number): string {
  const chance = random(seed);
  const out: string[] = ['FortiGate', 'Description', 'This article describes what was seen.', ''];
  for (const name of ['fortigate.conf', 'sessions.txt', 'wad.log', 'flow.log', 'sniff.txt']) {
    const text = capture.files[name];
    if (text === undefined) continue;
    const [heading, command] = HEADINGS[name]!;
    out.push(heading);
    if (command) out.push(`FGT # ${command}`);
    const hexes = /^0x0000\t/m.test(text);
    for (const line of text.trimEnd().split('\n')) {
      const messy = hexes ? line : mess(line, name, chance);
      if (
        !hexes &&
        name !== 'sessions.txt' &&
        name !== 'fortigate.conf' &&
        chance.next() < 0.04 &&
        !isUntimed(line)
      ) {
        out.push('.', '.');
      }
      out.push(messy);
    }
    out.push('FGT # ', '');
  }
  out.push('Contributors', '');
  return out.join('\n');
}

/** Bare WAD lines belong to the timed line above: an ellipsis must not come between. */
const isUntimed = (line: string): boolean => !STAMP.test(line);

function mess(line: string, name: string, chance: ReturnType<typeof random>): string {
  if (name === 'fortigate.conf') {
    const hard = line.replace(/^ +/, (blanks) => '\u00a0'.repeat(blanks.length));
    return / (?:proxy|deep-inspection)$/.test(hard) ? `${hard}${'\u00a0'.repeat(11)} <-----` : hard;
  }
  if (name === 'wad.log') return line.replaceAll('  ', '\u00a0 ');
  if (name !== 'sniff.txt' || !line.includes(' -> ')) return line;
  const blanks = '\u00a0'.repeat(chance.int(20, 150));
  const what = chance.next();
  if (what < 0.15)
    return `${line}${'\u00a0'.repeat(16)} <----- ${chance.pick(['Control. connection', 'Data connection.'])}`;
  if (what < 0.6) return `${line}${blanks}${line.slice(-chance.int(6, 24))}`;
  return line;
}
