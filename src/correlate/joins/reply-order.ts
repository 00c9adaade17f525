import type { PayloadLost } from '../../events/payload.js';
import { isTransfer, opensTransfer } from '../../ftp.js';
import type { FtpCommand } from '../model/control-channel.js';

/** RFC 959: replies answer commands in their order, so the oldest command without its final reply is meant. */
export interface ReplyOrder {
  readonly sent: (command: FtpCommand) => void;
  /** The command that a reply answers; null where it answers none, undefined where what was lost leaves it open. */
  readonly answered: (code: number, text: string) => FtpCommand | null | undefined;
  /** Words of one side are missing here: what was asked before may have been answered since. */
  readonly lost: (from: PayloadLost['from']) => void;
}

interface Waiting {
  readonly command: FtpCommand;
  /** 125 or 150 has come: it runs, and STAT, NOOP or ABOR may be answered meanwhile. */
  runs: boolean;
  /** Whose words were lost since it was sent. */
  readonly lost: Set<PayloadLost['from']>;
}

const TRANSFER = 'a transfer';
/** What a reply can answer, where its code says so: the rest may answer anything. */
const ANSWERS: Readonly<Record<number, readonly string[]>> = {
  125: [TRANSFER],
  150: [TRANSFER],
  211: ['STAT', 'FEAT', 'HELP'],
  212: ['STAT'],
  213: ['STAT', 'SIZE', 'MDTM', 'MFMT', 'HASH'],
  214: ['HELP', 'SITE'],
  215: ['SYST'],
  221: ['QUIT'],
  225: ['ABOR'],
  226: [TRANSFER, 'ABOR'],
  227: ['PASV', 'EPSV'],
  229: ['EPSV', 'PASV'],
  230: ['USER', 'PASS', 'ACCT', 'AUTH'],
  234: ['AUTH'],
  257: ['PWD', 'XPWD', 'MKD', 'XMKD'],
  331: ['USER', 'HOST'],
  332: ['USER', 'PASS', 'ACCT'],
  350: ['REST', 'RNFR'],
  425: [TRANSFER],
  426: [TRANSFER],
};
/** ProFTPD refuses so what it is asked while a transfer runs; the transfer goes on. */
const GOES_ON = /transfer (?:is )?in progress/i;
const MOST = 64;

export function createReplyOrder(): ReplyOrder {
  let waiting: Waiting[] = [];
  /** A transfer was perhaps answered, and another one perhaps begun, among words that are lost. */
  let isLost = false;
  /** A transfer runs whose command was sent before the capture began: what ends it answers nothing that was sent since. */
  let runsUnheard = false;

  const choose = (code: number, text: string): Waiting | undefined => {
    const fits = ({ command: { command } }: Waiting): boolean =>
      ANSWERS[code]?.some((one) => one === command || (one === TRANSFER && isTransfer(command))) ?? true;
    const known = waiting.filter(({ lost }) => lost.size === 0);
    const [first] = known;
    if (first?.runs === true && (GOES_ON.test(text) || isOfAnother(code, text)))
      return known.find((one) => !one.runs && !isTransfer(one.command.command) && fits(one)) ?? first;
    if (code in ANSWERS) return oldest(waiting.filter(fits)) ?? (code >= 400 ? first : undefined);
    return first;
  };

  return {
    sent(command) {
      waiting.push({ command, runs: false, lost: new Set() });
      if (waiting.length > MOST) waiting.shift();
    },
    answered(code, text) {
      const isOther = GOES_ON.test(text) || isOfAnother(code, text);
      if (runsUnheard && code >= 200 && !isOther) {
        runsUnheard = false;
        return null;
      }
      const unsure = isLost || waiting.some(({ lost }) => lost.size > 0);
      const found = choose(code, text);
      if (found === undefined) {
        runsUnheard ||= opensTransfer(code);
        return unsure ? undefined : null;
      }
      const at = waiting.indexOf(found);
      // What was asked before it has been answered unheard, but for a transfer that runs: ABOR is answered behind that.
      const isAbort = found.command.command === 'ABOR';
      waiting = waiting.filter((one, place) => place >= at || (one.runs && !isAbort));
      if (code < 200) found.runs = true;
      else waiting = waiting.filter((one) => one !== found);
      return found.command;
    },
    lost(from) {
      runsUnheard = false;
      waiting = waiting.filter(({ command }) => isTransfer(command.command));
      for (const one of waiting) one.lost.add(from);
      // With words of both sides, its reply and the next transfer may both be missing.
      isLost ||= waiting.some(({ lost }) => lost.size > 1);
      waiting = waiting.filter(({ lost }) => lost.size < 2);
    },
  };
}

/**
 * The oldest of those that a reply can answer. Where words were lost since a command was sent, its own reply may be
 * among them: then the next one is meant, and of several such the last.
 */
function oldest(fitting: readonly Waiting[]): Waiting | undefined {
  return fitting.find(({ lost }) => lost.size === 0) ?? fitting.at(-1);
}

/**
 * A success that ends no transfer; 250 does on a few servers, and answers CWD and its like on all. 226 ends the transfer
 * and answers ABOR, which its words tell.
 */
function isOfAnother(code: number, text: string): boolean {
  if (code === 226) return /\babor/i.test(text);
  if (code === 250) return !/transfer|complete/i.test(text);
  return code >= 200 && code < 400;
}
