import { describe, expect, it } from '@jest/globals';

import type { ReportDocument } from '../src/document.js';
import { stored } from './samples/folder.js';
import { analyse } from './samples/run.js';
import { simulate } from './simulate/index.js';
import { analysed, codesOf, login, onWire } from './tools/ftpwire.js';

type Files = Record<string, string>;

/** The sample's server is dialled at another port, which the unit translates to its own. */
function moved(files: Files, port: number): Files {
  const [control] = analyse(files).controlSessions;
  const [host, own] = control!.server!.split(':') as [string, string];
  const colon = new RegExp(`\\b${host.replaceAll('.', '\\.')}:${own}\\b`, 'g');
  const dot = new RegExp(`\\b${host.replaceAll('.', '\\.')}\\.${own}\\b`, 'g');
  const change = (text: string): string =>
    text
      .replace(colon, `${host}:${port}`)
      .replace(dot, `${host}.${port}`)
      .replace(`set extport ${own}`, `set extport ${port}`);
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [name, change(text)]));
}

const told = ({ verdict, offers, controlSessions }: ReportDocument): unknown => ({
  verdict,
  offers: offers.map(({ code, verdict: one, endpoint }) => [one, code, endpoint]),
  controls: controlSessions.map(({ code, verdict: one, client, sessionId }) => [
    one,
    code,
    client,
    sessionId,
  ]),
});

describe.each([22, 53, 80, 443, 8443])('FTP at port %i', (port) => {
  it.each([
    'proxy-worked',
    'proxy-policy-deny',
    'proxy-server-no-answer',
    'active-worked',
    'implicit-tls-worked',
  ])('is followed where WAD tells of it: %s', (name) => {
    const report = analyse(moved(stored(name), port));
    expect(told(report)).toEqual(told(analyse(stored(name))));
    expect(report.controlSessions[0]!.server).toMatch(new RegExp(`:${port}$`));
  });

  it('is followed where its bytes tell of it', () => {
    const offer = ['> PASV', '< 227 Entering (203,0,113,9,195,80)', '> RETR f'];
    const data = ['data 50000', '< 150 here', 'd< bytes', 'd< !fin', 'd> !fin', '< 226 done', '> QUIT'];
    const report = onWire([...login, ...offer, ...data], { port });
    expect(codesOf(report, 'O1')).toEqual(['DATA_CONNECTION_OPENED']);
    expect(report.controlSessions).toMatchObject([{ server: `203.0.113.9:${port}`, verdict: 'worked' }]);
  });

  it('is followed where the configuration maps it to a port of FTP', () => {
    for (const name of ['flow-mode-configured', 'vip-port-not-forwarded']) {
      const files = moved(stored(name), port);
      expect(told(analyse(files))).toEqual(told(analyse(stored(name))));
    }
  });

  it('is followed where a session list shows the helper on it', () => {
    const { files } = simulate({
      seed: 202,
      inspection: 'helper',
      tls: 'none',
      sources: ['flow', 'sniffer', 'sessions'],
      sessions: [{ transfers: [{}] }],
    });
    const { 'sessions.txt': list, ...others } = moved(files, port);
    const report = analysed(list!, ...Object.values(others));
    expect(told(report)).toEqual(
      told(analysed(files['sessions.txt']!, files['flow.log']!, files['sniff.txt']!)),
    );
    expect(report.controlSessions).toHaveLength(1);
  });

  it('is followed where a session helper is set on it', () => {
    const { files } = simulate({
      seed: 202,
      inspection: 'helper',
      tls: 'none',
      vip: 'none',
      sources: ['flow', 'sniffer'],
      sessions: [{ transfers: [{}] }],
    });
    const config = `config system session-helper\n    edit 1\n        set name ftp\n        set protocol 6\n        set port ${port}\n    next\nend\n`;
    const { 'flow.log': flow, 'sniff.txt': sniffer } = moved(files, port);
    const report = analysed(config, flow!, sniffer!);
    expect(report.controlSessions).toMatchObject([{ inspection: 'helper', verdict: 'worked' }]);
    expect(report.offers).toMatchObject([{ verdict: 'worked', code: 'HELPER_PINHOLE_WORKED' }]);
  });
});

describe('another service', () => {
  it('is not followed, and its packets show no data connection', () => {
    const { files } = simulate({
      seed: 202,
      inspection: 'none',
      vip: 'none',
      sessions: [{ transfers: [{ fault: 'not-opened' }] }],
    });
    const { 'flow.log': flow, 'sniff.txt': sniffer } = moved(files, 443);
    expect(analysed(files['flow.log']!, files['sniff.txt']!).controlSessions).toHaveLength(1);
    expect(analysed(flow!, sniffer!).controlSessions).toEqual([]);
  });

  it('on the port of a control channel found later shows nothing of other ports', () => {
    // The sniffer has no preamble: that it shows the control channel does not say that it would show more.
    const lines = [
      ...login,
      '> PASV',
      '< 227 Entering (203,0,113,9,195,80)',
      '> RETR f',
      'wait 31',
      '< 425 no',
      '> QUIT',
    ];
    for (const port of [21, 443, 2121]) {
      expect(codesOf(onWire(lines, { port }), 'O1')).toEqual(['REPLY_425']);
    }
  });
});
