import type { Configuration } from '../../../configuration/configuration.js';
import type { Finding } from '../../../document.js';
import { lines } from '../../observations/evidence.js';
import { helperDeleted, perhapsDeleted } from './plain-reader.js';

type Told = Pick<Finding, 'message' | 'evidence' | 'next'>;

const SHOW = 'show system session-helper';

/** Nothing but the session helpers is shown, as guides have them: what that means for plain FTP, which they read. */
export function helpersAlone(all: Configuration): Told | null {
  const { sessionHelpers, deletedHelpers } = all;
  const ftp = sessionHelpers.filter(({ helper }) => helper.value === 'ftp');
  if (ftp.length > 0) {
    const ports = ftp.map(({ port }) => port.value ?? 21).join(' and ');
    return {
      message: `The session helper for FTP reads port ${ports}: there the kernel opens pinholes for plain FTP, and none for FTPS, which it cannot read. The configuration shows no policy that lets FTP through.`,
      evidence: lines(ftp.map(({ origin }) => ({ line: origin }))),
      next: ['show firewall policy', 'show firewall vip'],
    };
  }
  const [deleted] = perhapsDeleted(all);
  if (deleted !== undefined)
    return {
      message: `The configuration does not tell ${helperDeleted(deleted)}. Without that helper the kernel opens no pinholes for plain FTP.`,
      evidence: lines([{ line: deleted.origin }]),
      next: [SHOW],
    };
  if (deletedHelpers.length > 0)
    return {
      message: `A session helper was deleted (number ${deletedHelpers.map(({ entry }) => entry ?? '').join(', ')}), and not that for FTP, as FortiOS numbers them. Nothing else of FTP is shown.`,
      evidence: lines(deletedHelpers.slice(0, 4).map(({ origin }) => ({ line: origin }))),
      next: [SHOW],
    };
  if (sessionHelpers.length === 0) return null;
  return {
    message: `The session helpers that are shown have no entry for FTP. If these are all, the kernel opens no pinholes for plain FTP.`,
    evidence: lines(sessionHelpers.slice(0, 4).map(({ origin }) => ({ line: origin }))),
    next: [SHOW],
  };
}
