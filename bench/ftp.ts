import {
  farewell,
  handshake,
  legOf,
  noise,
  packet,
  type End,
  type Leg,
  type Session,
  type World,
} from './traffic.js';

const SERVER: End = { address: '10.220.3.202', port: 21 };

/** A client behind the proxy: login, some downloads in passive mode, good-bye. */
export function* ftp(world: World): Session {
  const { random, next } = world;
  const session = next();
  const client = {
    address: `10.230.${(session >> 3) % 250}.${1 + (session % 8)}`,
    port: 20_000 + (session % 40_000),
  };
  const external = `198.51.100.${1 + (session % 4)}`;
  const near = legOf(
    world,
    'near',
    client,
    { address: external, port: 21 },
    { mapped: SERVER, session, pinhole: false },
  );
  const far = legOf(world, 'far', client, SERVER, { mapped: null, session, pinhole: false });

  yield { kind: 'control' };
  yield* handshake(near);
  yield* handshake(far);
  yield* reply(near, far, '220 ready');
  yield* exchange(near, far, session, 'USER bench', '331 password');
  yield* exchange(near, far, session, 'PASS secret', '230 welcome');
  for (let offers = 1 + random(4); offers > 0; offers--) yield* transfer(world, near, far, session);
  yield* exchange(near, far, session, 'QUIT', '221 bye');
  yield* farewell(near);
  yield* farewell(far);
}

function* transfer(world: World, near: Leg, far: Leg, session: number): Session {
  const { random } = world;
  const port = 40_000 + (world.next() % 20_000);
  const client = { address: near.client.address, port: 1025 + (world.next() % 18_000) };
  const target = { address: SERVER.address, port };
  const offered = { address: near.server.address, port };

  yield* command(near, far, 'PASV');
  yield { kind: 'payload-offer' };
  yield packet(far, 'server', 'P.', passive(target));
  yield { kind: 'wad-offer' };
  yield { kind: 'wad', session, lines: offerLines(near.client, near.server, target, offered) };
  yield packet(near, 'server', 'P.', passive(offered));
  yield* command(near, far, 'RETR report.bin');

  yield { kind: 'pinhole-hit' };
  const data = legOf(world, 'near', client, offered, { mapped: target, session, pinhole: true });
  yield* handshake(data);
  const behind = legOf(world, 'far', client, target, { mapped: null, session, pinhole: false });
  yield* handshake(behind);
  yield* reply(near, far, '150 here it comes');
  for (let pieces = 2 + random(4); pieces > 0; pieces--) {
    const bytes = noise(world, 500);
    yield packet(behind, 'server', 'P.', bytes);
    yield packet(behind, 'client', '.');
    yield packet(data, 'server', 'P.', bytes);
    yield packet(data, 'client', '.');
  }
  yield* farewell(behind);
  yield* farewell(data);
  yield* reply(near, far, '226 done');
}

function* command(near: Leg, far: Leg, line: string): Session {
  yield packet(near, 'client', 'P.', `${line}\r\n`);
  yield packet(near, 'server', '.');
  yield packet(far, 'client', 'P.', `${line}\r\n`);
}

function* reply(near: Leg, far: Leg, line: string): Session {
  yield packet(far, 'server', 'P.', `${line}\r\n`);
  yield packet(far, 'client', '.');
  yield packet(near, 'server', 'P.', `${line}\r\n`);
}

function* exchange(near: Leg, far: Leg, session: number, line: string, answer: string): Session {
  yield* command(near, far, line);
  const verb = line.split(' ', 1)[0] ?? '';
  yield {
    kind: 'wad',
    session,
    lines: [
      ` removed command ${verb} from cmd queue.`,
      'wad_ftp_exec_state(3954): received event REPLY in state NORMAL',
      'wad_ftp_exec_state(3980): transitioned from state NORMAL to state NORMAL',
      `__wad_ftp_session_proc_reply(706): forwarded reply to client: ftp cmd=${verb}, reply code=${answer.slice(0, 3)}`,
    ],
  };
  yield* reply(near, far, answer);
}

function passive({ address, port }: End): string {
  return `227 Entering Passive Mode (${address.replaceAll('.', ',')},${port >> 8},${port & 255})\r\n`;
}

function offerLines(client: End, server: End, target: End, offered: End): string[] {
  const [to, shown] = [`${target.address}:${target.port}`, `${offered.address}:${offered.port}`];
  return [
    ' removed command PASV from cmd queue.',
    'wad_ftp_exec_state(3954): received event REPLY in state NORMAL',
    `wad_ftp_pasv_reply_handler(1180): offer_ip=${target.address} offer_port=${target.port}`,
    'wad_ftp_tp_ses_exp_free(168): fts=0x7f52db54a9c8, exp=(nil)',
    `wad_exp_tcp_in_find(190): proto=6 vd=0 ->${to} exp_tcp_in=(nil)`,
    `wad_exp_tcp_in_open(228): bound to proto=6 dest=${to} vd=0 fd=83 local=0 tin(0x7f52dca666d0)`,
    ` Control session tuple: ${client.address}:${client.port} -> ${server.address}:21 vf 0 vrf 0`,
    ` Expect session tuple: ${client.address}:0 -> ${shown}(${to}) vf 0 vrf 0`,
    '                      dir 0  act 2  hook 0 state 0 ops 0  skip 0',
    ` redirect: TCP ${client.address}:0 -> ${shown} DNAT ${to}`,
    'wad_ftp_exec_state(3980): transitioned from state NORMAL to state NORMAL',
    '__wad_ftp_session_proc_reply(706): forwarded reply to client: ftp cmd=PASV, reply code=227',
    'wad_ips_port_out_read_br(262): ips_conn=0x7f52dcaf9a90, len=48',
  ];
}
