/**
 * What the analyzer reaches at present, world by world: `FIGURES=1` prints what it reaches now. Fewer `named` or more of
 * the others is a step back; raise these when a rule lands.
 */
export const REACHED: Record<string, Record<'named' | 'vague' | 'undecided' | 'unseen', number>> = {
  'explicit FTPS, proxy': { named: 368, vague: 42, undecided: 12, unseen: 6 },
  'explicit FTPS, flow mode, configuration': { named: 144, vague: 0, undecided: 0, unseen: 0 },
  'explicit FTPS, helper': { named: 72, vague: 0, undecided: 0, unseen: 0 },
  'implicit FTPS, proxy, 7.4, one side': { named: 352, vague: 51, undecided: 16, unseen: 6 },
  'plain FTP, helper': { named: 82, vague: 0, undecided: 3, unseen: 0 },
  'plain FTP, helper, words, translated': { named: 175, vague: 24, undecided: 2, unseen: 0 },
  'plain FTP, proxy, words, lists': { named: 701, vague: 74, undecided: 16, unseen: 6 },
  'IPv6, proxy, no VIP': { named: 359, vague: 42, undecided: 48, unseen: 6 },
};

/** Wrong words that it still says, and why they are wrong. To be taken out as they are put right; never to grow. */
export const KNOWN: { label: string; why: string }[] = [
  {
    label: 'cut short, all: failed CLIENT_BEHIND_OTHER_NAT',
    why: 'one denied SYN at the very end of a capture is not final',
  },
  { label: 'client-behind-nat EPRT cut short, without', why: 'the same' },
  {
    label: 'no-tuple PASV cut short, all: failed PASV_PRIVATE_ADDRESS_LEAKED',
    why: 'the same',
  },
  {
    label: 'without flow.log: failed OFFER_FOREIGN_ADDRESS',
    why: 'the private offer_ip of WAD is normal: nothing at hand tells what the VIP maps to',
  },
  {
    label: 'server-rst EPSV, without wad.log: failed DATA_CONNECTION_RESET',
    why: 'only the leg of the client opened: the server answered the SYN with its reset',
  },
  {
    label: 'none PORT cut short, only sniff.txt: worked DATA_CONNECTION_OPENED',
    why: 'the SYN-ACK left the unit and no SYN had gone to the client: the unit answered for him',
  },
  {
    label: '10.146.4.1:64017 instead of 10.238.7.81:56017',
    why: 'an offer is named as the offering side named it, not as the unit rewrote it',
  },
];
