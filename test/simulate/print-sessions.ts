import type { TableEntry } from './happenings.js';
import { colon, endpoint, SECOND } from './net.js';
import type { Scene } from './scene.js';

const NOBODY = endpoint('0.0.0.0', 0);

function hooks(entry: TableEntry): string[] {
  const { src, dst, mapped, source } = entry;
  if (entry.expectation) {
    const act = mapped ? 'dnat' : 'noop';
    return [
      `hook=pre dir=org act=${act} ${colon(src)}->${colon(dst)}(${colon(mapped ?? NOBODY)})`,
      'hook=pre dir=org act=noop 0.0.0.0:0->0.0.0.0:0(0.0.0.0:0)',
    ];
  }
  const server = mapped ?? dst;
  const post = source && `hook=post dir=org act=snat ${colon(src)}->${colon(server)}(${colon(source)})`;
  if (post && !mapped) {
    return [post, `hook=pre dir=reply act=dnat ${colon(server)}->${colon(source)}(${colon(src)})`];
  }
  const [there, back] = mapped ? ['dnat', 'snat'] : ['noop', 'noop'];
  return [
    `hook=pre dir=org act=${there} ${colon(src)}->${colon(dst)}(${colon(mapped ?? NOBODY)})`,
    `hook=post dir=reply act=${back} ${colon(server)}->${colon(src)}(${colon(mapped ? dst : NOBODY)})`,
    ...(post ? [post] : []),
  ];
}

function block(entry: TableEntry, at: number, world: Scene['world']): string {
  const age = Math.floor((at - entry.from) / SECOND);
  const [state, expire, timeout] = entry.expectation
    ? ['00', 30 - age, 30]
    : [entry.proxied ? '11' : '01', 3599, 3600];
  const traffic = entry.expectation ? 'org=0/0/0 reply=0/0/0' : 'org=1204/14/1 reply=2480/13/1';
  return [
    `session info: proto=6 proto_state=${state} duration=${age} expire=${expire} timeout=${timeout} flags=00000000 ` +
      `sockflag=00000000 sockport=${entry.proxied ? entry.dst.port : 0} av_idx=0 use=${entry.expectation ? 3 : 4}`,
    'origin-shaper=',
    'reply-shaper=',
    'per_ip_shaper=',
    `class_id=0 ha_id=0 policy_dir=${entry.reply ? 1 : 0} tunnel=/ ${entry.helper ? 'helper=ftp ' : ''}vlan_cos=0/255`,
    `state=${entry.expectation ? 'new complex ' : entry.proxied ? 'redir local may_dirty ndr ' : 'may_dirty '}`,
    `statistic(bytes/packets/allow_err): ${traffic} tuples=${hooks(entry).length}`,
    'tx speed(Bps/kbps): 0/0 rx speed(Bps/kbps): 0/0',
    `orgin->sink: org pre->post, reply pre->post dev=5->4/4->5 gwy=${entry.expectation ? '0.0.0.0/0.0.0.0' : `${world.inside}/${entry.src.address}`}`,
    ...hooks(entry),
    'pos/(before,after) 0/(0,0), 0/(0,0)',
    `misc=0 policy_id=${entry.policy} auth_info=0 chk_client_info=0 vd=0`,
    `serial=${entry.id} tos=ff/ff app_list=0 app=0 url_cat=0`,
    'rpdb_link_id = 00000000',
    'dd_type=0 dd_mode=0',
    entry.offloaded ? 'npu_state=0x000c00' : 'npu_state=0x040000',
    ...(entry.offloaded
      ? ['npu info: flag=0x81/0x81, offload=8/8, ips_offload=0/0, epid=64/66, ipid=66/64, vlan=0x0000/0x0000']
      : []),
    'no_ofld_reason:  redir-to-av',
  ]
    .filter((line) => entry.proxied || !line.startsWith('no_ofld'))
    .join('\n');
}

/** One look at both tables. */
export function printSessions(scene: Scene): string {
  if (scene.options.family === 6) return '';
  const at = scene.listAt;
  const live = scene.tables.filter((entry) => entry.from <= at && at < entry.until);
  const list = (expectation: boolean): string => {
    const blocks = live
      .filter((entry) => entry.expectation === expectation)
      .map((entry) => `${block(entry, at, scene.world)}\n`);
    const colonOf = scene.options.release === '7.4' ? ':' : '';
    return `${blocks.join('\n')}total session${colonOf} ${blocks.length}\n`;
  };
  return `FGT # diagnose sys session list\n\n${list(false)}\nFGT # diagnose sys session list expectation\n\n${list(true)}\nFGT # \n`;
}
