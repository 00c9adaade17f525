import { describe, expect, it } from '@jest/globals';

import { createSecretMask } from '../src/secrets/secrets.js';
import { eventLine } from '../src/report/text/event-json.js';
import { read } from './read.js';
import { redactedTexts } from './redact/run.js';

const WAD = '2021-07-26 21:42:05.094380 [p:508][s:40738626] ';
/** Each holds one secret, written as %. */
const WRITTEN = [
  `${WAD}wad_ftp_exec_state(3954): PASS %`,
  `${WAD}wad_ftp_cmd(12): received cmd: pass %`,
  `${WAD}wad_http_req(1): Authorization: Basic %`,
  `${WAD}wad_http_req(1): Proxy-Authorization: Bearer %`,
  `${WAD}wad_http_req(1): Cookie: sid=%; a=b`,
  `${WAD}wad_http_req(1): Set-Cookie: %`,
  `${WAD}wad_http_req(1): token=% len=3`,
  `${WAD}wad_http_req(1): access_token=%&x=1`,
  `${WAD}wad_user(1): password=%`,
  `${WAD}wad_user(1): passwd: "%"`,
  `${WAD}wad_user(1): "password": "%"`,
  `${WAD}wad_user(1): X-Api-Key: %`,
  `${WAD}wad_user(1): GET ftp://jsmith:%@ftp.acme.example/a HTTP/1.1`,
  '2021-07-26 21:41:53 id=20085 trace_id=1 func=x line=1 msg="token=% seen"',
  'PASS %',
  'ACCT %',
  'SITE PSWD old %',
  'ftp> user jsmith %',
  'FGT # execute backup config ftp a.conf 10.1.1.1 jsmith %',
  'FGT # exec restore config tftp a.conf 10.1.1.1 %',
  'FGT # diagnose test authserver radius RAD pap jsmith %',
  'curl -u jsmith:% ftp://10.1.1.1/',
  'snmpwalk -v2c -c % 10.1.1.1',
  'ncftpput -p % 10.1.1.1 /in report.csv',
  'mysql -p% tickets',
  '-u jsmith:% 10.1.1.1',
  'session secret=%',
];
const CONFIGURED = [
  ['user local', 'set passwd ENC %'],
  ['user local', 'set passwd %'],
  ['vpn ipsec phase1-interface', 'set psksecret "%"'],
  ['vpn ipsec phase1-interface', 'set psksecret-remote ENC %'],
  ['vpn ipsec manualkey', 'set authkey %'],
  ['vpn ipsec manualkey', 'set enckey %'],
  ['router key-chain', 'set key-string "%"'],
  ['system snmp community', 'set name "%"'],
  ['system snmp user', 'set auth-pwd ENC %'],
  ['system snmp user', 'set priv-pwd %'],
  ['system automation-action', 'set http-body "%"'],
  ['system automation-action', 'set headers "%"'],
  ['system automation-action', 'set script "%"'],
  ['system automation-action', 'set uri "https://jsmith:%@hooks.acme.example/"'],
  ['firewall policy', 'set comments "%"'],
  ['firewall address', 'set comment "%"'],
  ['vpn certificate local', 'set private-key "%"'],
  ['vpn certificate local', 'set password ENC %'],
  ['user radius', 'set secret ENC %'],
  ['user ldap', 'set password "%"'],
  ['system api-user', 'set api-key ENC %'],
  ['system admin', 'set password ENC AK1%'],
] as const;

const canary = (nth: number): string => `Zq7canary${nth}Xw`;

/** Alone, in a whole table, in a fragment, in one line, and over several lines. */
function inputs(): string[] {
  const written = WRITTEN.map((line) => (nth: number) => line.replace('%', canary(nth)));
  const configured = CONFIGURED.flatMap(([table, setting]) => {
    const line = (nth: number): string => setting.replace('%', canary(nth));
    const whole = (nth: number): string =>
      `config ${table}\n    edit "x"\n        ${line(nth)}\n    next\nend`;
    const inOne = (nth: number): string => `config ${table} edit "x" ${line(nth)} next end`;
    const alone = table.includes('community') ? [] : [(nth: number) => `        ${line(nth)}`];
    const quoted = setting.includes('"%"')
      ? [(nth: number) => whole(nth).replace(`"${canary(nth)}"`, `"a\n${canary(nth)}\nb"`)]
      : [];
    return table.includes('community') ? [whole] : [whole, inOne, ...alone, ...quoted];
  });
  const pem = (nth: number): string =>
    `-----BEGIN RSA PRIVATE KEY-----\n${canary(nth)}\n-----END RSA PRIVATE KEY-----`;
  return [...written, ...configured, pem].map((make, nth) => make(nth));
}

describe('a planted secret', () => {
  const texts = inputs();

  it('is planted often enough', () => {
    expect(texts.length).toBeGreaterThan(90);
  });

  it.each(texts.filter((text) => !/set (?:comments?|script|headers|http-body)/.test(text)))(
    'is in nothing that is printed of %j',
    (text) => {
      const { events, unclaimed } = read(text);
      expect(events.map(eventLine).join('') + JSON.stringify(unclaimed)).not.toContain('canary');
      expect(JSON.stringify(events.map(({ origin }) => origin))).not.toContain('canary');
    },
  );

  it.each(texts)('is in no redacted copy of %j', (text) => {
    expect(Object.values(redactedTexts({ 'a.txt': text }).texts).join('')).not.toContain('canary');
  });

  it('takes no line with it', () => {
    const mask = createSecretMask();
    expect(mask('removed command PASS from cmd queue.')).toBe('removed command PASS from cmd queue.');
    expect(mask('ftp cmd=PASS, reply code=230')).toBe('ftp cmd=PASS, reply code=230');
  });

  it.each([
    '2021-07-26 21:42:05 id=20085 trace_id=7 func=init_ip_session_common line=5894 msg="allocate a new session-1"',
    '2021-07-26 21:42:05.000001 [p:508][s:1] wad_ftp_session_proc(1): "x"',
    '2021-07-26 21:42:05.000001 port3 in 10.0.0.1.4000 -> 10.0.0.2.21: syn 1 ',
    '5.000001 port3 in 10.0.0.1.4000 -> 10.0.0.2.21: syn 1 ',
  ])('behind a value whose end is lost takes no record with it: %j', (record) => {
    const mask = createSecretMask();
    mask('set comment "line one');
    expect(mask('canary goes on')).not.toContain('canary');
    expect(mask(record)).toBe(record);
    expect(mask('nothing is open any more')).toBe('nothing is open any more');
  });
});
