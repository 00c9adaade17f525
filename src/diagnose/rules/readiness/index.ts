import type { Timeline } from '../../../correlate/model/timeline.js';
import { isWhole } from '../../../configuration/setting-evidence.js';
import { aPolicy, aVip, inWords } from '../../wording/config-objects.js';
import type { Finding } from '../../../document.js';
import { lines } from '../../observations/evidence.js';
import { noOffers } from '../../wording/no-offer.js';
import { checksOf } from './checks.js';
import { helpersAlone } from './helpers-alone.js';
import { noPath, waysOfFtp, waysWithoutVip } from './ways-of-ftp.js';
import { doorsOf, passiveRangeOf, type Check, type Door } from './vip-with-policy.js';
import { withFix } from '../../wording/steps.js';

/**
 * For a configuration without a captured session: could explicit FTPS work through each VIP for FTP? The worst
 * findings come first. Nothing was tried, so the verdict stays inconclusive.
 */
export function prerequisites(timeline: Timeline): Finding[] {
  const { configuration: all } = timeline;
  const doors = doorsOf(all).map((door) => ({ door, checks: checksOf(door) }));
  const outbound = waysWithoutVip(all);
  if (doors.length === 0) return outbound.length > 0 ? outbound : [noDoor(timeline)];
  const missing = doors.flatMap(({ door, checks }) => shut(door, checks));
  const open = doors.flatMap(({ door, checks }) =>
    checks.some(({ state }) => state === 'missing') ? [] : [unshut(door, checks, captureOf(timeline, door))],
  );
  const ways = doors.flatMap(({ door, checks }) => waysThrough(door, checks));
  // Beside a VIP the way out is told only where plain FTP is broken: that FTPS is not read there is the rule.
  return [...missing, ...open, ...ways, ...outbound.filter(({ code }) => code.startsWith('HELPER_'))];
}

/** The same for plain FTP and active mode, where control connections get in at all and not all four ways are open. */
function waysThrough(door: Door, checks: readonly Check[]): Finding[] {
  const { policy } = door;
  if (policy === null || checks.some(({ state, code }) => state === 'missing' && UNREACHABLE.has(code)))
    return [];
  const ways = waysOfFtp({ ...door, policy });
  return ways.code === 'PREREQUISITES_MET' ? [] : [{ ...ways, steps: [], fix: [] }];
}

/** One finding for each missing prerequisite; the first one names them all. */
function shut(door: Door, checks: readonly Check[]): Finding[] {
  const missing = checks.filter(({ state }) => state === 'missing');
  const blocked = missing.some(({ code }) => UNREACHABLE.has(code));
  const what = blocked
    ? `FTP clients cannot reach the server through ${through(door)}`
    : withoutPinhole(door);
  const all = missing.map(({ says }) => says).join('; ');
  return missing.map(({ code, says, certain, lines: cited, steps }, at) =>
    withFix({
      code,
      subject: 'capture',
      verdict: 'inconclusive',
      confidence: certain ? 'proven' : 'likely',
      message: `${what}: ${at === 0 ? all : says}.`,
      time: null,
      evidence: lines([...cited, { line: door.vip.origin }]),
      steps,
      next: [],
    }),
  );
}

/** What fails for want of pinholes: a forwarded passive range works without them. */
function withoutPinhole(door: Door): string {
  const range = passiveRangeOf(door);
  if (range !== null) {
    return `The unit will open no pinhole for FTPS through ${through(door)}, so only ports ${inWords(range.extport.value)} of ${aVip(range)} can work`;
  }
  const what = isWhole(door.vip, door.all)
    ? 'FTPS data connections will fail'
    : 'No pinhole will open for FTPS data connections';
  return `${what} through ${through(door)}`;
}

const UNREACHABLE: ReadonlySet<string> = new Set(['CONTROL_NEVER_OPENED', 'POLICY_SERVICE_EXTERNAL_PORT']);

/** Nothing shown speaks against it: everything is there, or something is not shown. */
function unshut(door: Door, checks: readonly Check[], capture: readonly string[]): Finding {
  const unknown = checks.filter(({ state }) => state === 'unknown');
  const has = checks.filter(({ state }) => state === 'met').map(({ says }) => says);
  const whole = unknown.length === 0;
  const message = whole
    ? `The configuration has what explicit FTPS needs through ${through(door)}: ${has.join(', ')}. ${allWays(door) ? 'So it has for plain FTP and for active mode. ' : ''}Only a capture shows whether its pinholes then open.`
    : `Explicit FTPS through ${through(door)} cannot be judged: the configuration does not show ${unknown.map(({ says }) => says).join('; ')}.`;
  const order = whole ? checks : [...unknown, ...checks.filter((check) => !unknown.includes(check))];
  return withFix({
    code: whole ? 'PREREQUISITES_MET' : 'INSUFFICIENT_EVIDENCE',
    subject: 'capture',
    verdict: 'inconclusive',
    confidence: 'proven',
    message,
    time: null,
    evidence: lines([...order.flatMap((check) => check.lines), { line: door.vip.origin }]),
    steps: unknown.flatMap(({ steps }) => steps),
    next: whole ? capture : [...new Set(unknown.flatMap(({ next = [] }) => next))],
  });
}

function allWays({ policy, ...door }: Door): boolean {
  return policy !== null && waysOfFtp({ ...door, policy }).code === 'PREREQUISITES_MET';
}

/** The capture between the hosts that the VIP names. A range of addresses is no host to capture. */
function captureOf(timeline: Timeline, { vip }: Door): readonly string[] {
  const [server, ...others] = vip.mappedip.value;
  const dialled = vip.extip.value;
  return noOffers(timeline, {
    ...(isHost(dialled) && { vip: dialled }),
    ...(isHost(server) && others.length === 0 && { server }),
  }).next;
}

const isHost = (address: string | undefined): address is string =>
  address !== undefined && /^[\da-fA-F:.]+$/.test(address);

function through({ vip, policy }: Door): string {
  return policy === null ? aVip(vip) : `${aVip(vip)} (${aPolicy(policy)})`;
}

function noDoor(timeline: Timeline): Finding {
  const { vips } = timeline.configuration;
  const [first] = vips;
  const finding = noOffers(timeline);
  if (first === undefined)
    return { ...finding, ...(noPath(timeline.configuration) ?? helpersAlone(timeline.configuration)) };
  const count = vips.length === 1 ? 'one VIP' : `${vips.length} VIPs`;
  return {
    ...finding,
    message: `The configuration shows ${count}, but none for FTP control connections (port 21 or 990).`,
    time: null,
    evidence: lines(vips.slice(0, 4).map(({ origin }) => ({ line: origin }))),
    next: ['show firewall vip', 'show firewall policy'],
  };
}
