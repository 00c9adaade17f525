import { isIP } from 'node:net';

import type { Pseudonyms } from '../pseudonym/pseudonyms.js';
import { addressesIn } from './addresses.js';
import { isShipped } from './shipped.js';
import type { NameFound } from './name-found.js';

/** Ends of file names that tell what is in a file, and not whose it is. */
const EXTENSION =
  /\.(?:txt|log|csv|xml|json|html?|pdf|docx?|xlsx?|pptx?|zip|gz|tgz|tar|bz2|xz|7z|rar|iso|img|bin|exe|dll|conf?|cfg|ini|dat|bak|tmp|sql|db|mdb|jpe?g|png|gif|tiff?|bmp|mp[34]|avi|mov|wav|edi|asc|pgp|gpg|eml|msg|bat|sh|py|pl|ps1|java|jar|war|rpm|deb|apk|dwg|dxf|step|prn|md5|sha\d{1,3})$/i;
/** Labels that say what a host is for. */
const GENERIC_LABEL =
  /^(?:www|ftps?|sftp|mail|smtp|imap|pop3?|ns\d?|dns\d?|vpn|api|cdn|static|ntp|ldap|files?|com|net|org|gov|edu|mil|int|info|biz|co|ac|arpa|local|lan|corp|internal|intranet|intern|test|example|invalid|home|io|cloud|app|dev|[a-z]{2})$/i;

/**
 * What to write for a name: of a path each part for itself, of a host each label, so that what belongs together still
 * does. As long as the name, but for an address in it.
 */
export function nameText({ kind, value }: Pick<NameFound, 'kind' | 'value'>, pseudonyms: Pseudonyms): string {
  if (kind === 'file') return value.replace(/[^/\\?&=#;]+/g, (part) => filePart(part, pseudonyms));
  if (kind === 'host') return hostText(value, pseudonyms);
  if (kind === 'user') return userText(value, pseudonyms);
  return pseudonyms.word(kind, value);
}

function filePart(part: string, pseudonyms: Pseudonyms): string {
  if (isShipped({ kind: 'file', value: part }) || /^\.{1,2}$|^[A-Za-z]:$|^ftp:$|^https?:$/.test(part))
    return part;
  const [address] = addressesIn(part, pseudonyms);
  if (address?.from === 0 && address.to === part.length) return address.text;
  const end = EXTENSION.exec(part)?.[0] ?? '';
  const stem = part.slice(0, part.length - end.length);
  return stem === '' ? part : `${pseudonyms.word('file', stem)}${end}`;
}

function hostText(host: string, pseudonyms: Pseudonyms): string {
  if (isIP(host) !== 0) return pseudonyms.address(host) ?? host;
  const labels = host.split('.');
  return labels
    .map((label, nth) => {
      const isGeneric =
        labels.length > 1 && GENERIC_LABEL.test(label) && (nth === 0 || nth >= labels.length - 2);
      return isGeneric || label === '' || label === '*' ? label : pseudonyms.word('host', label);
    })
    .join('.');
}

function userText(user: string, pseudonyms: Pseudonyms): string {
  const [, domain = '', name = user, host = ''] = /^(?:([^\\@]+\\+))?([^@]+)(@.*)?$/.exec(user) ?? [];
  const realm =
    domain === ''
      ? ''
      : pseudonyms.word('host', domain.slice(0, domain.indexOf('\\'))) + domain.replace(/^[^\\]*/, '');
  const place = host === '' ? '' : `@${hostText(host.slice(1), pseudonyms)}`;
  return `${realm}${isShipped({ kind: 'user', value: name }) ? name : pseudonyms.word('user', name)}${place}`;
}
