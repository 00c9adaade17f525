// Preloaded before the program: whatever would reach out, or start another program, throws and is counted.
import { syncBuiltinESMExports } from 'node:module';
import child from 'node:child_process';
import dgram from 'node:dgram';
import dns from 'node:dns';
import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import net from 'node:net';
import tls from 'node:tls';

let count = 0;
const refuse = () => {
  count += 1;
  throw new Error('the network, or another program, was asked for');
};
const forbid = (owner, ...names) => names.forEach((name) => (owner[name] = refuse));

forbid(net, 'connect', 'createConnection', 'createServer');
forbid(net.Socket.prototype, 'connect');
forbid(dgram, 'createSocket');
forbid(http, 'request', 'get');
forbid(https, 'request', 'get');
forbid(tls, 'connect');
forbid(http2, 'connect');
forbid(child, 'spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork');
forbid(dns, 'lookup', 'resolve', 'resolve4', 'resolve6', 'reverse');
forbid(dns.promises, 'lookup', 'resolve', 'resolve4', 'resolve6', 'reverse');
globalThis.fetch = refuse;
syncBuiltinESMExports();

process.on('exit', () => console.error(`network: ${count}`));
