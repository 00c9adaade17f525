import type { Happening, KernelStep } from './happenings.js';
import { colon, SECOND, stampSeconds } from './net.js';
import { random } from './prng.js';
import type { Scene } from './scene.js';
import type { Release } from './types.js';

type Look = [func: string, line: number, text: string];

const LINES: Record<Release, number> = { '5.2': -1300, '6.4': 0, '7.0': 77, '7.4': 188 };

/** Functions differ by release; `line=` only has to look different, nobody may key on it. */
function look(step: KernelStep, release: Release, six: boolean): Look {
  const old = release === '5.2';
  const tunnel = release === '7.0' || release === '7.4' ? ', tun_id=0.0.0.0' : '';
  const fast = six ? 'resolve_ip6_tuple_fast' : 'resolve_ip_tuple_fast';
  const forward = six ? 'fw6_forward_handler' : 'fw_forward_handler';
  const tuple = release === '7.0' ? 'ip_session_run_all_tuple' : '__ip_session_run_tuple';
  const router = six
    ? 'vf_ip6_route_input'
    : old
      ? 'vf_ip4_route_input'
      : release === '7.4'
        ? '__vf_ip_route_input_rcu'
        : 'vf_ip_route_input_common';
  switch (step.step) {
    case 'new-session':
      return [
        six ? 'resolve_ip6_tuple' : 'init_ip_session_common',
        5894,
        `allocate a new session-${step.id}${tunnel}`,
      ];
    case 'existing':
      return [fast, 5805, `Find an existing session, id-${step.id}, ${step.direction} direction`];
    case 'expectation':
      return [fast, 5819, `Find an EXP session, id-${step.id}.`];
    case 'vip':
      return [
        six ? 'fw6_pre_route_handler' : 'fw_pre_route_handler',
        184,
        `VIP-${colon(step.mapped)}, outdev-${step.interface}`,
      ];
    case 'dnat':
      return [tuple, 3503, `DNAT ${colon(step.from)}->${colon(step.to)}`];
    case 'snat':
      return [tuple, 3489, `SNAT ${step.from}->${colon(step.to)}`];
    case 'route':
      if (six)
        return [router, 336, `find a route: gw-${step.gateway} via ${step.interface} err 0 flags 00000001`];
      return [
        router,
        2621,
        `find a route: ${old ? 'flags=00000000' : 'flag=04000000'} gw-${step.gateway} via ${step.interface}`,
      ];
    case 'local-route': {
      if (six) return [router, 336, `find a route: gw-:: via root err 0 flags 80000001`];
      const gateway = release === '7.4' ? '0.0.0.0' : step.gateway;
      return [
        router,
        2621,
        `find a route: ${old ? 'flags=80000000' : 'flag=84000000'} gw-${gateway} via root`,
      ];
    }
    case 'allow':
      return [forward, 819, `Allowed by Policy-${step.policy}:${step.actions ? ` ${step.actions}` : ''}`];
    case 'forward-deny':
      return [forward, 640, `Denied by forward policy check (policy ${step.policy})`];
    case 'local-in-drop':
      return [
        six ? 'fw6_local_in_handler' : 'fw_local_in_handler',
        447,
        `iprope_in_check() check failed${old ? '' : ' on policy 0'}, drop`,
      ];
    case 'reverse-path-drop':
      return ['ip_route_input_slow', 2249, 'reverse path check fail, drop'];
    case 'drop':
      return ['', 0, step.words];
    case 'no-session':
      return ['', 0, 'no session matched'];
    case 'trace':
      return ['ip_session_handle_no_dst', 6128, 'trace'];
    case 'helper':
      return ['', 0, `run helper-ftp(dir=${step.direction})`];
    case 'ips':
      return ['ids_receive', 298, 'send to ips'];
    case 'proxy':
      return ['av_receive', 314, 'send to application layer'];
  }
}

function received(happening: Happening, scene: Scene): string | null {
  const { release, family } = scene.options;
  const vrf = release === '5.2' ? '' : ':0';
  const blank = release === '7.4' ? ' ' : '';
  const tunnel = release === '7.0' || release === '7.4' ? 'tun_id=0.0.0.0 ' : '';
  const head = (vdom: string, protocol: number, tuple: string, from: string): string =>
    `vd-${vdom} received a packet${blank}(proto=${protocol}, ${tuple}) ${tunnel}from ${from}.`;
  switch (happening.kind) {
    case 'arrive': {
      const { src, dst, flags, seq, ack } = happening.segment;
      const window = flags.startsWith('S') ? 64240 : flags.startsWith('R') ? 0 : 501;
      const detail = family === 6 ? '' : ` flag [${flags}], seq ${seq}, ack ${ack}, win ${window}`;
      return (
        head(happening.vdom ?? `root${vrf}`, 6, `${colon(src)}->${colon(dst)}`, happening.interface) + detail
      );
    }
    case 'icmp': {
      const { src, dst, type, code, id } = happening;
      const tuple = `${src}:${id}->${dst}:${type * 256 + code}`;
      return `${head(`root${vrf}`, 1, tuple, happening.interface)} type=${type}, code=${code}, id=${id}, seq=0.`;
    }
    case 'udp':
      return `${head(`root${vrf}`, 17, `${colon(happening.src)}->${colon(happening.dst)}`, happening.interface)} `;
    default:
      return null;
  }
}

/** Only packets whose handling is told are traced: established data may be offloaded or filtered away. */
export function printFlow(scene: Scene): string {
  const { release, flowTimestamps, zoneSeconds, flowSkew, family } = scene.options;
  const { traceCount = Number.POSITIVE_INFINITY } = scene.options;
  const chance = random(scene.options.seed).fork(22);
  let trace = chance.int(1, 200_000);
  const lines: string[] = [];
  let shown = 0;
  for (const happening of scene.happenings) {
    const head = received(happening, scene);
    if (head === null || !('kernel' in happening) || !happening.kernel) continue;
    trace += 1;
    shown += 1;
    if (shown > traceCount) break;
    // The stamp is the moment of printing, a little after the packet.
    const printed = happening.at + chance.int(20, 400) + (zoneSeconds + flowSkew) * SECOND;
    const time = flowTimestamps ? `${stampSeconds(printed)} ` : '';
    const receiver = family === 6 ? 'resolve_ip6_tuple_fast' : 'print_pkt_detail';
    const looks: Look[] = [
      [receiver, 5723, head],
      ...happening.kernel.map((step) => look(step, release, family === 6)),
    ];
    for (const [func, line, text] of looks) {
      const place = func ? `func=${func} line=${Math.max(line + LINES[release], 31)} ` : '';
      lines.push(`${time}id=${release === '7.4' ? 65308 : 20085} trace_id=${trace} ${place}msg="${text}"`);
    }
  }
  return lines.length > 0 ? `${lines.join('\n')}\n` : '';
}
