/** Who and where, each in the ways that logs, prompts, commands and people write it. `original` finds what was left of it. */
export const NAMED: readonly {
  readonly what: string;
  readonly original: RegExp;
  readonly forms: readonly string[];
}[] = [
  {
    what: 'an IPv4 address',
    original: /203\D{0,3}0*0\D{0,3}113\D{0,3}0?77|77\.113\.0\.203/,
    forms: [
      ...['203.0.113.77', '203.0.113.77:21', '203.0.113.77.21: syn', '203.0.113.77/24', '[203.0.113.77]'],
      ...[
        '203,0,113,77,4,5',
        '227 Entering Passive Mode (203, 0, 113, 77, 4, 5).',
        'EPRT |1|203.0.113.77|5282|',
      ],
      ...['77.113.0.203.in-addr.arpa', '203-0-113-77.dsl.acme.example', 'ip-203-0-113-77.internal'],
      ...['203.000.113.077', '203[.]0[.]113[.]77', '203.0.113[.]77', '0313.0.0161.0115'],
      ...[
        '203.0.113.77-203.0.113.90',
        'https://203.0.113.77:10443/',
        '\\\\203.0.113.77\\share',
        'addr203.0.113.77',
      ],
      ...[
        '::ffff:203.0.113.77',
        'ftp%3A%2F%2Fx%40203.0.113.77',
        '64:ff9b::203.0.113.77',
        '2001:db8::203.0.113.77',
      ],
    ],
  },
  {
    what: 'an IPv6 address',
    original: /85a3|8a2e|1ff:fe23|3\.a\.5\.8/i,
    forms: [
      ...[
        '2001:db8:85a3::8a2e:370:7334',
        '2001:0DB8:85A3:0000:0000:8A2E:0370:7334',
        '2001:DB8:85A3:0:0:8A2E:370:7334',
      ],
      ...[
        '[2001:db8:85a3::8a2e:370:7334]:21',
        '2001:db8:85a3::8a2e:370:7334/64',
        'fe80::1ff:fe23:4567:890a%port3',
      ],
      ...[
        '2001:db8:85a3::8a2e:370:7334.21 -> 2001:db8::9.4000: syn 1',
        '2001:db8:85a3::8a2e:370:7334:21->2001:db8::9:4000',
      ],
      ...['EPRT |2|2001:db8:85a3::8a2e:370:7334|5282|', '2001-db8-85a3--8a2e-370-7334.ipv6-literal.net'],
      '4.3.3.7.0.7.3.0.e.2.a.8.0.0.0.0.0.0.0.0.3.a.5.8.8.b.d.0.1.0.0.2.ip6.arpa',
    ],
  },
  {
    what: 'a MAC address',
    original: /42[:.-]?9a/i,
    forms: [
      ...[
        '00:1c:42:9a:bc:de',
        '00-1C-42-9A-BC-DE',
        '001c.429a.bcde',
        '0:1c:42:9a:bc:de',
        '00:1c:42:9a:bc:de: x',
      ],
      ...['mac=00:1c:42:9a:bc:de,', 'lladdr 00:1C:42:9A:BC:DE STALE'],
    ],
  },
  {
    what: 'a user',
    original: /qsmith/i,
    forms: [
      ...[
        'jqsmith@acme.example',
        '<jqsmith@acme.example>',
        'From: John Qsmith <j@acme.example>',
        'ACME\\jqsmith',
        'acme.example\\jqsmith',
      ],
      ...[
        'user="acme\\\\jqsmith"',
        'C:\\Users\\jqsmith\\Desktop',
        '/home/jqsmith/.ssh/id_rsa',
        '/var/spool/mail/jqsmith',
        '~jqsmith/x',
      ],
      ...[
        'scp jqsmith@10.0.0.1:/x .',
        'ssh -l jqsmith 10.0.0.1',
        'curl -u jqsmith:x ftp://10.0.0.1/',
        'sudo -u jqsmith ls',
      ],
      ...[
        'curl --user jqsmith ftp://10.0.0.1/',
        'ftp> user jqsmith',
        'net use z: \\\\h\\s /user:ACME\\jqsmith x',
        'uid=1000(jqsmith) gid=1000(jqsmith)',
      ],
      ...[
        '-rw-r--r-- 1 jqsmith staff 1234 Jan 1 00:00 x.txt',
        'user jqsmith from 10.0.0.1',
        "user 'jqsmith' logged in",
      ],
      ...[
        'Administrator jqsmith logged in successfully from https(10.0.0.1)',
        'initiator="jqsmith"',
        'User-Name(1): jqsmith',
      ],
      ...[
        'Failed password for invalid user jqsmith from 10.0.0.1 port 22',
        'session opened for user jqsmith by (uid=0)',
      ],
      ...[
        '[pid 3] [jqsmith] OK LOGIN: Client "10.0.0.1"',
        '(000012)1/1/2020 00:00:00 - jqsmith (10.0.0.1)> PASS ****',
      ],
      ...[
        'dn: uid=jqsmith,ou=people,dc=acme,dc=example',
        'CN=jqsmith,OU=Staff,DC=acme',
        'sAMAccountName: jqsmith',
      ],
      ...[
        '230 jqsmith logged in',
        '331 jqsmith needs password',
        '331 Password required for jqsmith.',
        '530 User jqsmith cannot log in.',
      ],
      ...[
        'Name (10.0.0.1:jqsmith): ftp',
        'User (10.0.0.1:(none)): jqsmith',
        'login as: jqsmith',
        'Benutzer: jqsmith',
        '10.0.0.1, jqsmith',
      ],
      ...['<User>jqsmith</User>', 'open 10.0.0.1 jqsmith x', 'open jqsmith:x@10.0.0.1', 'user jqsmith x'],
      ...[
        'Peer ID: jqsmith',
        'peerid="jqsmith"',
        'localid jqsmith',
        'rwuser jqsmith priv',
        'registered to jqsmith',
      ],
      ...[
        'createUser jqsmith SHA x AES y',
        'ppp pap sent-username jqsmith password 0 x',
        'request user jqsmith',
      ],
      ...['FNBAM_SUCCESS user jqsmith group x', '230-Hello jqsmith, last login from 10.0.0.1'],
      ...[
        'handle_req-Rcvd auth req 1 for jqsmith in grp opt=0',
        'auth_name=jqsmith',
        'srcuser="jqsmith"',
        'eapuser=jqsmith',
      ],
    ],
  },
  {
    what: 'a host',
    original: /acmecorp|srv-ftp01/i,
    forms: [
      ...[
        'ftp.acmecorp.de',
        'FTP.ACMECORP.DE',
        'srv-ftp01.acmecorp.lan',
        '220 srv-ftp01 FTP server ready.',
        'srv-ftp01 # get system status',
      ],
      ...[
        'srv-ftp01 login: admin',
        'Hostname: srv-ftp01',
        'set hostname srv-ftp01',
        'SNI: ftp.acmecorp.de',
        'server_name=srv-ftp01',
      ],
      ...[
        'subject=C = DE, O = Acmecorp GmbH, CN = ftp.acmecorp.de',
        'issuer= /CN=Acmecorp Issuing CA 1',
        'DNS:*.acmecorp.de',
      ],
      ...[
        '\\\\srv-ftp01\\share\\x',
        '//srv-ftp01/share',
        'ftp srv-ftp01',
        'telnet srv-ftp01 21',
        'Connected to srv-ftp01 (10.0.0.1).',
        'Trying srv-ftp01...',
      ],
      ...[
        'Nov 30 07:40:03 srv-ftp01 vsftpd[123]: x',
        '<134>Nov 30 07:40:03 srv-ftp01 date=2020-01-01',
        'admin@srv-ftp01:~$ ls',
      ],
      ...[
        'hostname srv-ftp01',
        'HA: srv-ftp01 (updated 1 seconds ago)',
        'Primary     : srv-ftp01 , FG100E4Q17009999, HA cluster index = 0',
        'srv-ftp01   FG100E4Q17009999  0',
        'System time of srv-ftp01',
        'sysName.0 = STRING: srv-ftp01',
        'SNMPv2-MIB::sysContact.0 = STRING: Acmecorp Helpdesk',
        'subjectAltName=DNS:srv-ftp01',
        'CN=x,O=y,L=Acmecorp City,C=DE',
        'ike 0:acmecorp:123: responder received',
        'ike V=root:0:acmecorp: connection expiring',
        'name=acmecorp ver=2 serial=1 10.0.0.1:0->10.0.0.2:0',
        'ssid="acmecorp"',
        'user=anonymous group=acmecorp',
        '220-Welcome to the Acmecorp FTP',
        '220 (vsFTPd 3.0.3) srv-ftp01',
        '220 ProFTPD 1.3.5 Server (Acmecorp) [10.0.0.1]',
        '220 Microsoft FTP Service srv-ftp01',
        '< 220 Acmecorp',
        'Response:\t220 Acmecorp',
        'workgroup=ACMECORP',
        'dc=acmecorp,dc=de',
        'https://portal.acmecorp.de:10443/remote/login',
        'C:\\>ftp srv-ftp01',
      ],
    ],
  },
  {
    what: 'a serial number',
    original: /0012345|7001234/,
    forms: [
      ...[
        'FGVM010000012345',
        'FG100E4Q17001234',
        'S108DVZX17001234',
        'PU231F5E17001234',
        'FAZ-VMTM17001234',
        'FTK200ABC0012345',
      ],
      ...['System Serial Number: ABC0012345', 'IMEI: 356938030012345'],
    ],
  },
  {
    what: 'a path',
    original: /acmecorp|secret_2020/i,
    forms: [
      ...[
        '/srv/ftp/acmecorp-orders/secret_2020.xlsx',
        '"D:\\FTPRoot\\acmecorp-orders\\secret_2020.xlsx"',
        'retr acmecorp-orders/secret_2020.xlsx',
      ],
      ...[
        'ftp> put secret_2020.xlsx',
        'put secret_2020.xlsx',
        'local: secret_2020.xlsx remote: secret_2020.xlsx',
        'SITE CHMOD 644 secret_2020.xlsx',
      ],
      ...[
        '226 Transfer complete: secret_2020.xlsx',
        '550 secret_2020.xlsx: No such file or directory',
        '550 secret_2020.xlsx: no such file',
        '226 Transfer complete secret_2020.xlsx',
        'curl -T secret_2020.xlsx ftp://10.0.0.1/',
      ],
      ...[
        '-rw-r--r-- 1 ftp ftp 1234 Jan 1 00:00 secret_2020.xlsx',
        '01-02-20  03:04PM       1234 secret_2020.xlsx',
        'filename="secret_2020.xlsx"',
      ],
    ],
  },
];

/** What is known from elsewhere in the captures is meant by these as well. */
export const SPELLED: readonly (readonly [plain: string, original: RegExp, ...forms: string[]])[] = [
  [
    '203.0.113.77',
    /203\D{1,3}0\D{1,3}113\D{1,3}77|cb:?00:?71:?4d|3405803853|%2E0%2E/i,
    '0xcb00714d',
    'v203.0.113.77',
    '203 0 113 77',
    '203_0_113_77',
    '203.0.113.77.4.5',
    'ip:3405803853',
    'addr=cb00714d',
    'CB:00:71:4D',
    '{203,0,113,77}',
    '"203","0","113","77"',
    '203%2E0%2E113%2E77',
  ],
  [
    '2001:db8:85a3::8a2e:370:7334',
    /85a3/i,
    '20010DB885A3000000008A2E03707334',
    '0x20010db885a3000000008a2e03707334',
    'ip6-2001-db8-85a3--8a2e-370-7334',
  ],
  ['00:1c:42:9a:bc:de', /42 ?9a/i, '001c429abcde', '001C429ABCDE', '001c42-9abcde', '00 1c 42 9a bc de'],
  ['USER jqsmith', /jqsmith/, 'jqsmith', 'Dear jqsmith,', 'jqsmith_backup.conf'],
];
