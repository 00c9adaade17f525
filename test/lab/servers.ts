import type { ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { controlPort } from './gateway.js';
import { ADDRESSES, inside, type Network } from './namespaces.js';
import { found, run, sleep, start } from './processes.js';
import type { Scenario, ServerName } from './scenario.js';

/** Debian lets only one FTP server be installed; others may lie unpacked below this folder. */
export const UNPACKED = process.env['LAB_SERVERS'] ?? '/opt/lab-servers';

export function programOf(server: ServerName): string | null {
  if (server === 'scripted') return process.execPath;
  const unpacked = join(UNPACKED, 'usr/sbin', server);
  if (existsSync(unpacked)) return unpacked;
  return found(server) ? server : null;
}

export interface Place {
  /** What a session keeps for itself: configurations, logs, captures. */
  readonly folder: string;
  /** What all sessions share: the files that are served, certificates. */
  readonly shared: string;
}

const PASSIVE = [40000, 49999] as const;

function vsftpd(scenario: Scenario, { folder, shared }: Place): string {
  const { tls, trust, announce, port20 } = scenario;
  const secured =
    tls === 'none'
      ? []
      : [
          ...['ssl_enable=YES', 'allow_anon_ssl=YES', 'force_anon_data_ssl=YES', 'force_anon_logins_ssl=YES'],
          ...[`rsa_cert_file=${shared}/server.pem`, `rsa_private_key_file=${shared}/server.pem`],
          ...['ssl_tlsv1=YES', `require_ssl_reuse=${trust === 'reuse-required' ? 'YES' : 'NO'}`],
          ...(tls === 'implicit' ? ['implicit_ssl=YES'] : []),
          ...(trust === 'server-wants-certificate'
            ? ['require_cert=YES', 'validate_cert=YES', `ca_certs_file=${shared}/other.pem`]
            : []),
        ];
  return [
    ...[
      'listen=YES',
      'background=NO',
      'anonymous_enable=YES',
      'local_enable=NO',
      'write_enable=YES',
      'ftp_username=ftp',
    ],
    ...[
      'anon_upload_enable=YES',
      'anon_umask=022',
      'no_anon_password=YES',
      `anon_root=${shared}/pub`,
      'seccomp_sandbox=NO',
    ],
    ...[`listen_port=${controlPort(scenario)}`, `pasv_min_port=${PASSIVE[0]}`, `pasv_max_port=${PASSIVE[1]}`],
    ...[
      `connect_from_port_20=${port20 ? 'YES' : 'NO'}`,
      'accept_timeout=5',
      'connect_timeout=5',
      'data_connection_timeout=8',
    ],
    ...['log_ftp_protocol=YES', 'xferlog_enable=YES', `vsftpd_log_file=${folder}/server.log`],
    ...(scenario.family === 6 ? ['listen=NO', 'listen_ipv6=YES'] : []),
    ...(announce ? [`pasv_address=${ADDRESSES.vip}`] : []),
    ...secured,
    '',
  ].join('\n');
}

function proftpd(scenario: Scenario, { folder, shared }: Place): string {
  const { tls, trust, announce } = scenario;
  const options = [
    ...(trust === 'reuse-required' ? [] : ['NoSessionReuseRequired']),
    ...(tls === 'implicit' ? ['UseImplicitSSL'] : []),
  ];
  const secured = `LoadModule mod_tls.c
TLSEngine on
TLSProtocol ${scenario.tls13 ? 'TLSv1.2 TLSv1.3' : 'TLSv1.2'}
TLSRequired on
TLSRSACertificateFile ${shared}/server.pem
TLSRSACertificateKeyFile ${shared}/server.pem
TLSVerifyClient ${trust === 'server-wants-certificate' ? 'on' : 'off'}
TLSCACertificateFile ${shared}/other.pem
TLSLog ${folder}/tls.log
${options.length > 0 ? `TLSOptions ${options.join(' ')}` : ''}`;
  const modules = join(UNPACKED, 'usr/lib/proftpd');
  return `ServerType standalone
ServerName lab
ModulePath ${existsSync(modules) ? modules : '/usr/lib/proftpd'}
DefaultServer on
UseIPv6 ${scenario.family === 6 ? 'on' : 'off'}
Port ${controlPort(scenario)}
PidFile ${folder}/pid
ScoreboardFile none
UseReverseDNS off
User nobody
Group nogroup
AuthOrder mod_auth_file.c
AuthUserFile ${shared}/passwd
RequireValidShell off
DefaultRoot ${shared}/pub
PassivePorts ${PASSIVE.join(' ')}
TimeoutStalled 8
TimeoutNoTransfer 30
AllowForeignAddress off
SystemLog ${folder}/server.log
TransferLog none
WtmpLog off
${announce ? `MasqueradeAddress ${ADDRESSES.vip}` : ''}
<Directory />
  AllowOverwrite on
</Directory>
${tls === 'none' ? '' : secured}
`;
}

function pure(scenario: Scenario, { folder, shared }: Place): string[] {
  const port = controlPort(scenario);
  const secured = scenario.tls === 'none' ? [] : ['-Y', '3', '-2', `${shared}/server.pem`];
  return [
    ...[
      '-e',
      '-E',
      '-H',
      '-d',
      '-K',
      '-S',
      scenario.family === 6 ? `::,${port}` : `0.0.0.0,${port}`,
      '-p',
      PASSIVE.join(':'),
    ],
    ...['-g', `${folder}/pid`, '-I', '1', '-O', `clf:${folder}/server.log`],
    ...(scenario.family === 4 ? ['-4'] : []),
    ...(scenario.announce ? ['-P', ADDRESSES.vip] : []),
    ...secured,
  ];
}

function commandOf(scenario: Scenario, place: Place, program: string): string[] {
  const { folder } = place;
  if (scenario.server === 'pure-ftpd') return [program, ...pure(scenario, place)];
  if (scenario.server === 'vsftpd') {
    writeFileSync(join(folder, 'server.conf'), vsftpd(scenario, place));
    return [program, join(folder, 'server.conf')];
  }
  if (scenario.server === 'proftpd') {
    writeFileSync(join(folder, 'server.conf'), proftpd(scenario, place));
    return [program, '-n', '-q', '-d', '3', '-c', join(folder, 'server.conf')];
  }
  const script = join(dirname(fileURLToPath(import.meta.url)), 'scripted-server.js');
  return [program, script, join(folder, 'scenario.json'), place.shared];
}

/** Starts the server of the scenario and waits until it listens. */
export async function serve(net: Network, scenario: Scenario, place: Place): Promise<ChildProcess> {
  const program = programOf(scenario.server);
  if (program === null) throw new Error(`${scenario.server} is not installed`);
  const log = join(place.folder, 'server.out');
  const child = start(inside(net.server, ...commandOf(scenario, place, program)), log, {
    FTP_ANON_DIR: `${place.shared}/pub`,
  });
  const port = controlPort(scenario);
  for (let tries = 0; tries < 100; tries++) {
    await sleep(60);
    if (child.exitCode !== null) break;
    const { out } = await run(inside(net.server, 'ss', '-Hltn', `sport = :${port}`));
    if (out.includes('LISTEN')) return child;
  }
  throw new Error(`${scenario.server} does not listen: see ${log}`);
}

/** The sizes of the files that every server offers. */
export const FILES: Readonly<Record<string, number>> = { small: 700, medium: 24_000, large: 90_000 };

const openssl = (...args: string[]): readonly string[] => ['openssl', ...args];

/** The files, users and certificates that all sessions share. */
export async function furnish(shared: string): Promise<void> {
  mkdirSync(join(shared, 'pub', 'up'), { recursive: true });
  for (const [name, size] of Object.entries(FILES)) {
    writeFileSync(
      join(shared, 'pub', name),
      'fgtrace lab '
        .repeat(size / 12)
        .padEnd(size, '.')
        .slice(0, size),
    );
  }
  writeFileSync(join(shared, 'upload'), 'upload '.repeat(5000));
  chmodSync(join(shared, 'pub', 'up'), 0o777);
  for (let folder = shared; folder !== '/tmp' && folder !== '/'; folder = dirname(folder))
    chmodSync(folder, 0o755);
  const { out } = await run(openssl('passwd', '-6', 'lab'));
  writeFileSync(join(shared, 'passwd'), `lab:${out.trim()}:65534:65534::${shared}/pub:/bin/sh\n`, {
    mode: 0o600,
  });
  for (const name of ['server', 'other']) {
    const pem = join(shared, `${name}.pem`);
    const names = `subjectAltName=IP:${ADDRESSES.vip},IP:${ADDRESSES.server[4]},IP:${ADDRESSES.server[6]}`;
    await run(
      openssl(
        ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '30', '-subj', `/CN=lab ${name}`],
        ...['-addext', names, '-keyout', `${pem}.key`, '-out', `${pem}.crt`],
      ),
    );
    await run(['sh', '-c', `cat ${pem}.key ${pem}.crt > ${pem}; chmod 600 ${pem}`]);
  }
}
