import { spawnSync } from 'node:child_process';

import { found } from './processes.js';
import type { ServerName } from './scenario.js';
import { programOf, UNPACKED } from './servers.js';

const PROGRAMS = [
  'ip',
  'ss',
  'nft',
  'tcpdump',
  'conntrack',
  'ethtool',
  'openssl',
  'curl',
  'lftp',
  '/usr/bin/python3',
];
const SERVERS: readonly ServerName[] = ['vsftpd', 'proftpd', 'pure-ftpd'];

/** Why the laboratory can not run here, in words, or null. */
export function missing(): string | null {
  if (process.platform !== 'linux') return 'network namespaces are a feature of Linux';
  if (process.getuid?.() !== 0) return 'making network namespaces takes root';
  const programs = PROGRAMS.filter((program) => !found(program));
  if (programs.length > 0) return `not installed: ${programs.join(', ')}`;
  const servers = SERVERS.filter((server) => programOf(server) === null);
  if (servers.length > 0) return `not installed, nor unpacked below ${UNPACKED}: ${servers.join(', ')}`;
  const probe = spawnSync('sh', ['-c', PROBE], { encoding: 'utf8' });
  return probe.status === 0 ? null : `the kernel does not allow it: ${probe.stderr.trim().split('\n')[0]}`;
}

/** A namespace, a virtual cable, and the kernel's FTP helper, made and taken away again. */
const NAME = `fglab-${process.pid}-0g`;
const PROBE = `ip netns add ${NAME} || exit 1
ip -n ${NAME} link add lab0 type veth peer name lab1 && ip netns exec ${NAME} nft -f - <<'END'
table inet probe {
  ct helper probe {
    type "ftp" protocol tcp
  }
  chain pre { type filter hook prerouting priority -150;
    tcp dport 21 @ih,0,32 0x1 ct helper set "probe"
  }
}
END
code=$?
ip netns del ${NAME}
exit $code`;
