// @long Plays every fault of the simulated unit, with sources lost and captures cut short.
import { describe, expect, it } from '@jest/globals';

import { asOneConsoleLog, interleave, shiftClock, wrapAt } from './simulate/damage.js';
import { faults, fitsActive, fitsPassive, type Fault } from './simulate/faults.js';
import { simulate, withoutSource } from './simulate/index.js';
import type { ScenarioOptions } from './simulate/types.js';

const NAMES = Object.keys(faults) as Fault[];
const SEEDS = [1, 2, 3, 40, 500];

const told = (fault: Fault, seed: number, undecided = false): ScenarioOptions => {
  const control = inspectionOf(fault);
  const command = fitsPassive(fault) ? ('PASV' as const) : ('PORT' as const);
  return { seed, ...control, sessions: [{ transfers: [{ command, fault, undecided }] }] };
};

/** Where the proxy reads along, only a bypass leaves an offer without a pinhole. */
const inspectionOf = (fault: Fault): Partial<ScenarioOptions> =>
  fault === 'not-opened' ? { inspection: 'flow' } : {};

/** Shapes read off the real capture, with its numbers and addresses left open. */
const IP = String.raw`\d+\.\d+\.\d+\.\d+`;
const TIME = String.raw`2021-\d\d-\d\d \d\d:\d\d:\d\d`;
const FLOW = `${TIME} id=20085 trace_id=\\d+ func=`;
const WAD = `${TIME}\\.\\d{6} \\[p:\\d+\\]\\[s:\\d+\\] `;
const SHAPES: Record<string, string[]> = {
  'wad.log': [
    'removed command PASV from cmd queue\\.',
    `${WAD}wad_ftp_exec_state\\(3954\\): received event REPLY in state NORMAL`,
    `${WAD}wad_ftp_pasv_reply_handler\\(1180\\): offer_ip=${IP} offer_port=\\d+`,
    `${WAD}wad_ftp_tp_ses_exp_free\\(168\\): fts=0x7f52d[0-9a-f]{7}, exp=\\(nil\\)`,
    `${WAD}wad_exp_tcp_in_find\\(190\\): proto=6 vd=0 ->${IP}:\\d+ exp_tcp_in=\\(nil\\)`,
    `${WAD}wad_exp_tcp_in_open\\(228\\): bound to proto=6 dest=${IP}:\\d+ vd=0 fd=\\d+ local=0 tin\\(0x7f52d[0-9a-f]{7}\\)`,
    `Control session tuple: ${IP}:\\d+ -> ${IP}:21 vf 0 vrf 0`,
    `Expect session tuple: ${IP}:0 -> ${IP}:\\d+\\(${IP}:\\d+\\) vf 0 vrf 0`,
    ' {21}dir 0 {2}act 2 {2}hook 0 state 0 ops 0 {2}skip 0',
    '',
    `redirect: TCP ${IP}:0 -> ${IP}:\\d+ DNAT ${IP}:\\d+`,
    `${WAD}wad_ftp_exec_state\\(3980\\): transitioned from state NORMAL to state NORMAL`,
    `${WAD}__wad_ftp_session_proc_reply\\(706\\): forwarded reply to client: ftp cmd=PASV, reply code=227`,
    `${WAD}wad_ips_port_out_read_br\\(262\\): ips_conn=0x7f52d[0-9a-f]{7}, len=\\d+`,
  ],
  'flow.log': [
    `${FLOW}print_pkt_detail line=5723 msg="vd-root:0 received a packet\\(proto=6, ${IP}:\\d+->${IP}:21\\) from [\\w.-]+\\. flag \\[S\\], seq \\d+, ack 0, win 64240"`,
    `${FLOW}init_ip_session_common line=5894 msg="allocate a new session-[0-9a-f]{8}"`,
    `${FLOW}fw_pre_route_handler line=184 msg="VIP-${IP}:21, outdev-[\\w.-]+"`,
    `${FLOW}__ip_session_run_tuple line=3503 msg="DNAT ${IP}:21->${IP}:21"`,
    `${FLOW}vf_ip_route_input_common line=2621 msg="find a route: flag=04000000 gw-${IP} via [\\w.-]+"`,
    `${FLOW}fw_forward_handler line=819 msg="Allowed by Policy-\\d+: AV"`,
    `${FLOW}ids_receive line=298 msg="send to ips"`,
    `${FLOW}av_receive line=314 msg="send to application layer"`,
    `${FLOW}resolve_ip_tuple_fast line=5819 msg="Find an EXP session, id-[0-9a-f]{8}\\."`,
  ],
  'sniff.txt': [
    `${TIME}\\.\\d{6} \\S+ in ${IP}\\.\\d+ -> ${IP}\\.21: syn \\d+`,
    `${TIME}\\.\\d{6} \\S+ out ${IP}\\.21 -> ${IP}\\.\\d+: syn \\d+ ack \\d+`,
    `${TIME}\\.\\d{6} \\S+ in ${IP}\\.\\d+ -> ${IP}\\.21: ack \\d+`,
  ],
};

describe('the simulated unit', () => {
  it('tells the same story for the same seed and another for another', () => {
    for (const fault of NAMES) {
      expect(simulate(told(fault, 7))).toEqual(simulate(told(fault, 7)));
      expect(simulate(told(fault, 7)).files).not.toEqual(simulate(told(fault, 8)).files);
    }
  });

  it('prints the happy path in the shapes of the real capture', () => {
    for (const seed of SEEDS) {
      const { files } = simulate({ seed });
      for (const [name, shapes] of Object.entries(SHAPES)) {
        for (const shape of shapes) expect(files[name]).toMatch(new RegExp(`^${shape}$`, 'm'));
      }
      // In the real capture these fourteen stand in exactly this order, with nothing between.
      expect(files['wad.log']).toMatch(new RegExp(`^${SHAPES['wad.log']!.join('\n')}$`, 'm'));
    }
  });

  it('lets its sources agree on ids and sequence numbers', () => {
    for (const seed of SEEDS) {
      const { files, truth } = simulate({ seed });
      const id = truth.controlSessions[0]!.sessionId;
      expect(files['wad.log']).toContain(`[s:${Number.parseInt(id, 16)}]`);
      expect(files['flow.log']).toContain(`allocate a new session-${id}"`);
      expect(files['flow.log']).toContain(`Find an EXP session, id-${id}.`);
      const syns = [...files['flow.log']!.matchAll(/flag \[S\], seq (\d+)/g)].map((found) => found[1]!);
      expect(syns).toHaveLength(2);
      for (const seq of syns) expect(files['sniff.txt']).toMatch(new RegExp(`: syn ${seq}$`, 'm'));
    }
  });

  it('lets the proxy answer the client before it contacts the server, with numbers of its own', () => {
    const { files, truth } = simulate({ seed: 3 });
    const port = truth.offers[0]!.endpoint.split(':')[1]!;
    const lines = files['sniff.txt']!.split('\n').filter(
      (line) => line.includes(`.${port}`) && line.includes(': syn '),
    );
    const [near, answer, far] = lines.map((line) => /(in|out) .*: syn (\d+)/.exec(line)!);
    expect([near![1], answer![1], far![1]]).toEqual(['in', 'out', 'out']);
    expect(far![2]).not.toBe(near![2]);
    expect(lines[1]).toContain(' ack ');
    expect(lines[2]).not.toContain(' ack ');
  });

  it('gives every fault the code of its entry', () => {
    for (const fault of NAMES) {
      const { truth } = simulate(told(fault, 11));
      const codes = [...truth.offers, ...truth.controlSessions].map((subject) => subject.code);
      const expected = fault === 'server-leg-failed' ? 'PROXY_SERVER_LEG_FAILED' : faults[fault].code;
      expect(codes).toContain(expected);
    }
  });

  it('never lets a lost source or a short capture turn one verdict into its opposite', () => {
    for (const fault of NAMES) {
      const whole = simulate(told(fault, 12));
      for (const file of Object.keys(whole.files)) {
        const { truth, files } = withoutSource(whole, file);
        expect(files[file]).toBeUndefined();
        expect([whole.truth.verdict, 'inconclusive']).toContain(truth.verdict);
      }
      if (fault === 'refused') continue;
      const short = simulate(told(fault, 12, true));
      expect(short.truth.offers.map((offer) => offer.verdict)).not.toContain('failed');
    }
  });

  it('plays active mode, the kernel helper, IPv6 and every release', () => {
    for (const release of ['5.2', '6.4', '7.0', '7.4'] as const) {
      for (const inspection of ['proxy', 'helper'] as const) {
        if (release === '5.2' && inspection === 'proxy') continue;
        for (const family of [4, 6] as const) {
          for (const command of family === 4 ? (['PASV', 'PORT'] as const) : (['EPSV', 'EPRT'] as const)) {
            const sessions = [{ transfers: [{ command }] }];
            const { truth, files } = simulate({
              seed: 21,
              release,
              inspection,
              family,
              sessions,
              snat: family === 4,
            });
            expect(truth.verdict).toBe('worked');
            expect(truth.offers.map((offer) => offer.code)).toEqual([
              command === 'PORT' || command === 'EPRT'
                ? 'ACTIVE_PINHOLE_WORKED'
                : inspection === 'helper'
                  ? 'HELPER_PINHOLE_WORKED'
                  : 'PINHOLE_WORKED',
            ]);
            expect('wad.log' in files).toBe(inspection === 'proxy');
          }
        }
      }
    }
    for (const fault of NAMES.filter(fitsActive)) {
      const sessions = [{ transfers: [{ command: 'PORT' as const, fault }] }];
      expect(simulate({ seed: 22, sessions }).truth.offers.map((offer) => offer.command)).toEqual(
        fault === 'not-opened' ? [] : ['PORT'],
      );
    }
  });

  it('says what is wrong with a control session', () => {
    const control = (options: Partial<ScenarioOptions>): string =>
      simulate({ seed: 23, ...options })
        .truth.controlSessions.map((session) => session.code)
        .join();
    expect(control({ sessions: [{ control: 'denied' }] })).toBe('CONTROL_NEVER_OPENED');
    expect(control({ sessions: [{ control: 'no-answer' }] })).toBe('CONTROL_NEVER_OPENED');
    expect(control({ inspection: 'flow' })).toBe('PINHOLE_NOT_OPENED');
    expect(control({ inspection: 'flow', sources: ['flow', 'config'] })).toBe('CONTROL_OPAQUE_FLOW_MODE');
  });

  it('keeps many clients apart, also behind one address', () => {
    const transfers = [{}, { fault: 'server-rst' as const }, {}];
    const sessions = [1, 2, 3, 4].map(() => ({ client: '10.9.8.7', transfers }));
    const { truth } = simulate({ seed: 24, sessions, noise: 30 });
    expect(new Set(truth.controlSessions.map((session) => session.sessionId)).size).toBe(4);
    expect(new Set(truth.offers.map((offer) => offer.endpoint)).size).toBe(12);
    expect(truth.offers.filter((offer) => offer.verdict === 'failed')).toHaveLength(4);
  });

  it('moves clocks and damages text without losing a letter', () => {
    const capture = simulate({
      seed: 5,
      noise: 20,
      sources: ['wad', 'flow', 'sniffer', 'sessions', 'config'],
    });
    for (const text of Object.values(capture.files)) {
      expect(shiftClock(shiftClock(text, 5400.25), -5400.25)).toHaveLength(text.length);
      expect(wrapAt(text, 70).replaceAll('\n', '')).toBe(text.replaceAll('\n', ''));
    }
    const both = interleave(capture.files['wad.log']!, capture.files['flow.log']!).split('\n').sort();
    const apart = `${capture.files['wad.log']!}${capture.files['flow.log']!}`.split('\n');
    expect(both.filter(Boolean)).toEqual(apart.filter(Boolean).sort());
    const log = asOneConsoleLog(capture, 9);
    expect(log).toBe(asOneConsoleLog(capture, 9));
    expect(log).toContain('FGT # ');
    expect(log).toContain('\u00a0');
  });
});
