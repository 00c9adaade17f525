// Preloaded: a file system without hard links, such as FAT or many network shares.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const refused = () => Object.assign(new Error('EPERM: operation not permitted, link'), { code: 'EPERM' });
fs.linkSync = () => {
  throw refused();
};
fs.link = (_from, _to, done) => done(refused());
fs.promises.link = () => Promise.reject(refused());
syncBuiltinESMExports();
