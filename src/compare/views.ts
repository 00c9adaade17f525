import { placeOfLine, type Evidence, type ReportDocument, type TimelineEntry } from '../document.js';
import type { Source } from '../events/record.js';
import { isPassiveCommand } from '../ftp.js';
import { addressOf, dotEndpoint } from '../net.js';

/** What captures show: a pcap of the client's host is of the sniffer, and shows nothing of the unit's server side. */
export type View = Source | 'clientLeg' | 'serverLeg';

/** Packets that name their interface tell who sent them, and their bytes what was said. */
export type Detail = 'interface' | 'bytes';

export interface Views {
  /** Of the whole capture. */
  readonly all: () => ReadonlySet<View>;
  /** What else its packets tell. */
  readonly details: () => ReadonlySet<Detail>;
  /** Of single lines. */
  readonly of: (lines: readonly Evidence[]) => ReadonlySet<View>;
}

/** A line of the configuration is in no timeline. */
const CONFIGURATION = /^\s*(?:config|edit|set|unset|next|end)\b|^#config-version/;

export function viewsOf(report: ReportDocument, sources: ReadonlySet<Source>): Views {
  const sides = sidesOf(report);
  // Made when first asked: most comparisons do without.
  let shown: Shown | undefined;
  let places: ReadonlyMap<string, Source> | undefined;
  const sourceOf = (line: Evidence): Source | undefined =>
    (places ??= sourcesByPlace(report.timeline)).get(placeOfLine(line)) ??
    (CONFIGURATION.test(line.text) ? 'config' : undefined);
  return {
    all: () => (shown ??= shownBy(report, sources, sides)).views,
    details: () => (shown ??= shownBy(report, sources, sides)).details,
    of: (lines) =>
      new Set(
        lines.flatMap((line) => {
          const source = sourceOf(line);
          if (source === undefined) return [];
          return source === 'sniffer' ? [source, ...sidesIn(packetIn(line.text), sides)] : [source];
        }),
      ),
  };
}

interface Shown {
  readonly views: ReadonlySet<View>;
  readonly details: ReadonlySet<Detail>;
}

type Sides = ReadonlyMap<string, View>;

/** Addresses that stand on one side of the unit alone: what is translated. */
function sidesOf({ controlSessions, offers }: ReportDocument): Sides {
  const pairs = [
    ...controlSessions.map(({ server, mappedServer }) => [server, mappedServer] as const),
    // A client names itself, and the server dials what the unit makes of that.
    ...offers.map(({ command, external, endpoint }) =>
      command === null || isPassiveCommand(command)
        ? ([external, endpoint] as const)
        : ([endpoint, external] as const),
    ),
  ];
  const sides = new Map<string, View>();
  for (const [outside, inside] of pairs) {
    if (outside === null || inside === null || addressOf(outside) === addressOf(inside)) continue;
    sides.set(addressOf(outside), 'clientLeg').set(addressOf(inside), 'serverLeg');
  }
  return sides;
}

interface PrintedPacket {
  readonly hosts: readonly string[];
  /** `in` or `out`, or `--` of a sniffer on one interface; undefined where the line does not name the interface. */
  readonly way: string | undefined;
}

/** `vlan-120 in 10.200.5.81.60781 -> 10.200.5.67.21: …`; a pcap need not say where. */
function packetIn(text: string): PrintedPacket {
  const [before = '', after = ''] = text.split(' -> ', 2);
  const words = before.split(' ');
  const ends = [words.at(-1) ?? '', after.split(': ', 1)[0] ?? ''];
  return {
    hosts: ends.map((end) => addressOf(dotEndpoint(end) ?? end)),
    way: words.slice(-2, -1).find((word) => WAYS.has(word)),
  };
}

const WAYS: ReadonlySet<string> = new Set(['in', 'out', '--']);

const sidesIn = ({ hosts }: PrintedPacket, sides: Sides): View[] =>
  hosts.flatMap((host) => sides.get(host) ?? []);

/** Only a sniffer on all interfaces says `in` and `out`: it covers both sides, whether or not packets came there. */
function shownBy({ timeline }: ReportDocument, sources: ReadonlySet<Source>, sides: Sides): Shown {
  // Without translation nothing tells the sides apart.
  const views = new Set<View>([...sources, ...(sides.size === 0 ? BOTH : [])]);
  const details = new Set<Detail>();
  for (const { source, kind, text } of timeline) {
    if (source !== 'sniffer') continue;
    const packet = packetIn(text);
    if (packet.way !== undefined) details.add('interface');
    if (kind !== 'packet' && kind !== 'capture') details.add('bytes');
    const isOnAll = packet.way !== undefined && packet.way !== '--';
    for (const view of isOnAll ? BOTH : sidesIn(packet, sides)) views.add(view);
  }
  return { views, details };
}

const BOTH: readonly View[] = ['clientLeg', 'serverLeg'];

const sourcesByPlace = (timeline: Iterable<TimelineEntry>): Map<string, Source> =>
  new Map([...timeline].map((entry) => [placeOfLine(entry), entry.source]));
