import { known } from '../../../configuration/setting-evidence.js';
import { admits } from '../../../configuration/services.js';
import type { Configuration, Policy } from '../../../configuration/configuration.js';
import type { Finding } from '../../../document.js';
import { FTP_PORT } from '../../../ftp.js';
import { lines } from '../../observations/evidence.js';
import { aPolicy, aVip } from '../../wording/config-objects.js';
import { quoted } from '../../wording/fortios-lines.js';
import { inspectionChecks } from './checks.js';
import { plainReader } from './plain-reader.js';
import { activeWithout, passiveWithout, type Standing } from './without-pinhole.js';
import type { Check, ControlPath } from './vip-with-policy.js';
import { withFix } from '../../wording/steps.js';

/** Policies told one by one; a large configuration has hundreds that let FTP out. */
const MOST_TOLD = 8;

/** Policies without a VIP that let a control connection through, each with the port that FTP would have there. */
function* pathsWithoutVip(all: Configuration): Generator<ControlPath> {
  const vips = new Set([...all.vips, ...all.vipGroups].map(({ name }) => name));
  const helped = all.sessionHelpers.flatMap(({ helper, port }) =>
    helper.value === 'ftp' ? (port.value ?? []) : [],
  );
  for (const policy of all.policies) {
    const action = known(policy, policy.action, all)?.value;
    if (action === 'deny' || !policy.status.value || policy.dstaddr.value.some((name) => vips.has(name)))
      continue;
    const port = [FTP_PORT, ...helped].find((one) => admits(policy, one, all) === 'yes');
    if (port !== undefined) yield { policy, vip: null, before: port, after: port, all };
  }
}

interface Way {
  readonly name: string;
  readonly state: 'opens' | 'cannot' | 'unknown';
  readonly says: string;
  readonly reader: Check;
  readonly lines: Check['lines'];
}

/** For plain FTP and FTPS, passive and active: does a pinhole open, does one have to, and if neither, why not? */
export function waysOfFtp(path: ControlPath): Finding {
  const { policy, vip, after } = path;
  const [plain, tls] = [plainReader(path), whole(inspectionChecks(path))];
  // Asked only where nothing reads the offers: the second looks through all policies.
  const passive = (): Standing | null => passiveWithout(path);
  const active = (): Standing | null => activeWithout(path);
  const ways = [
    way('plain FTP passive', plain, passive),
    way('plain FTP active', plain, active),
    way('FTPS passive', tls, passive),
    way('FTPS active', tls, active),
  ];
  const broken =
    ways.find(({ state }) => state === 'cannot') ?? ways.find(({ state }) => state === 'unknown');
  const at =
    vip === null
      ? `from ${names(policy.srcintf.value)} to ${names(policy.dstintf.value)}`
      : `through ${aVip(vip)}`;
  return withFix({
    code: codeOf(broken),
    subject: 'capture',
    verdict: 'inconclusive',
    confidence: broken?.reader.certain === false ? 'likely' : 'proven',
    message: `Data connections of FTP on port ${after} ${at} (${aPolicy(policy)}): ${grouped(ways)}. Only a capture shows whether they then come about.`,
    time: null,
    evidence: lines([...(broken?.lines ?? []), ...ways.flatMap((one) => one.lines), { line: policy.origin }]),
    steps: [...new Set(ways.filter(({ state }) => state !== 'opens').map(({ reader }) => reader))].flatMap(
      (reader) => reader.steps,
    ),
    next: [...new Set(ways.flatMap(({ state, reader }) => (state === 'unknown' ? (reader.next ?? []) : [])))],
  });
}

export function waysWithoutVip(all: Configuration): Finding[] {
  const [broken, met]: [Finding[], Finding[]] = [[], []];
  for (const path of pathsWithoutVip(all)) {
    const found = waysOfFtp(path);
    const alike = found.code === 'PREREQUISITES_MET' ? met : broken;
    // A unit may have 200,000 policies: what is not told is let go of at once.
    if (alike.length < MOST_TOLD) alike.push(found);
    if (broken.length === MOST_TOLD) break;
  }
  return [...broken, ...met].slice(0, MOST_TOLD);
}

/** What a policy needs to read FTPS, in one: the first thing that is missing, or else not shown, names the code. */
function whole(checks: readonly Check[]): Check {
  const of = (state: Check['state']): readonly Check[] => checks.filter((check) => check.state === state);
  const [missing, unknown] = [of('missing'), of('unknown')];
  const [telling = checks] = [missing, unknown].filter(({ length }) => length > 0);
  return {
    state: telling[0]?.state ?? 'unknown',
    code: telling[0]?.code ?? '',
    says:
      telling[0]?.state === 'met'
        ? 'the proxy decrypts and reads it'
        : telling.map(({ says }) => says).join(', and '),
    lines: telling.flatMap((check) => check.lines),
    certain: telling.every(({ certain }) => certain),
    steps: telling.flatMap(({ steps }) => steps),
    next: telling.flatMap(({ next = [] }) => next),
  };
}

function way(name: string, reader: Check, without: () => Standing | null): Way {
  if (reader.state === 'met')
    return {
      name,
      state: 'opens',
      says: `a pinhole opens, because ${reader.says}`,
      reader,
      lines: reader.lines,
    };
  const standing = without();
  if (standing !== null)
    return {
      name,
      state: 'opens',
      says: `no pinhole is needed, because ${standing.says}`,
      reader,
      lines: standing.lines,
    };
  if (reader.state === 'unknown')
    return {
      name,
      state: 'unknown',
      says: `cannot be told, because the configuration does not show ${reader.says}`,
      reader,
      lines: reader.lines,
    };
  return {
    name,
    state: 'cannot',
    says: `no pinhole can open, because ${reader.says}`,
    reader,
    lines: reader.lines,
  };
}

function codeOf(broken: Way | undefined): string {
  if (broken === undefined) return 'PREREQUISITES_MET';
  return broken.state === 'cannot' ? broken.reader.code : 'INSUFFICIENT_EVIDENCE';
}

/** `plain FTP passive and plain FTP active: …; FTPS passive: …` */
function grouped(ways: readonly Way[]): string {
  const says = [...new Set(ways.map((one) => one.says))];
  return says
    .map(
      (said) =>
        `${ways
          .filter((one) => one.says === said)
          .map(({ name }) => name)
          .join(' and ')}: ${said}`,
    )
    .join('; ');
}

function names(all: readonly string[]): string {
  return all.length === 0 ? 'any interface' : all.slice(0, 3).map(quoted).join(', ');
}

/** No policy lets FTP through, or none is shown. */
export function noPath({ policies }: Configuration): Pick<Finding, 'message' | 'evidence' | 'next'> | null {
  if (policies.length === 0) return null;
  const count = policies.length === 1 ? 'one policy' : `${policies.length} policies`;
  return {
    message: `The configuration shows ${count}, and none of which it is clear that it lets FTP control connections (port ${FTP_PORT}) through.`,
    evidence: lines(policies.slice(0, 4).map(({ origin }: Policy) => ({ line: origin }))),
    next: ['show firewall policy', 'show firewall service custom'],
  };
}
