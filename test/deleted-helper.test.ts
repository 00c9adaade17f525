import { describe, expect, it } from '@jest/globals';

import { facts } from './read.js';
import { analysed } from './tools/ftpwire.js';

const POLICY = `config firewall policy
edit 5
set srcintf "lan"
set dstintf "wan1"
set srcaddr "all"
set dstaddr "all"
set action accept
set service "FTP"
set nat enable
next
end
`;
const helpers = (...lines: string[]): string =>
  ['config system session-helper', ...lines, 'end', ''].join('\n');
const messages = (text: string): string =>
  analysed(text)
    .findings.map(({ message }) => message)
    .join(' ');

describe('a session helper that is deleted', () => {
  it('may have been that for FTP, so that nobody knows whether it reads plain FTP', () => {
    for (const number of ['8', '9']) {
      expect(messages(helpers(`delete ${number}`) + POLICY)).toMatch(
        new RegExp(
          `plain FTP passive and plain FTP active: cannot be told, .* session helper ${number}, which was deleted`,
        ),
      );
      expect(messages(helpers(`delete ${number}`))).toContain(`session helper ${number}, which was deleted`);
    }
  });

  it('is none of FTP’s where it has the number of another, such as SIP', () => {
    for (const number of ['12', '13', '1'])
      expect(messages(helpers(`delete ${number}`) + POLICY)).toContain(
        'a pinhole opens, because the session helper reads port 21',
      );
    expect(messages(helpers('delete 13'))).toContain('and not that for FTP');
  });

  it('does not count where an entry for FTP is shown, also one that was made anew', () => {
    const ftp = ['edit 20', 'set name ftp', 'set protocol 6', 'set port 21', 'next'];
    expect(messages(helpers('delete 9', ...ftp) + POLICY)).toContain('the session helper reads port 21');
    expect(messages(helpers(...ftp, 'delete 20', 'edit 20', ...ftp.slice(1)) + POLICY)).toContain(
      'reads port 21',
    );
    expect(messages(helpers(...ftp))).toContain('reads port 21: there the kernel opens pinholes');
    // What was shown and then deleted is there no more.
    expect(messages(helpers(...ftp, 'delete 20'))).not.toContain('reads port 21');
  });

  it('is an entry among the events', () => {
    expect(facts(helpers('delete 13'))).toMatchObject([
      { path: 'system session-helper', entry: '13', settings: { delete: [] } },
    ]);
    expect(messages(helpers('edit 13', 'set name sip', 'next'))).toContain('have no entry for FTP');
  });
});
