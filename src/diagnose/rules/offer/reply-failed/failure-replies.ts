import type { Cause } from '../../../cause.js';
import { reply421Cause } from '../../shared/reply-421.js';
import { withNames, noSteps } from '../../../wording/named-steps.js';
import { checkServer } from '../../../wording/steps.js';

/** A closing reply that reports a failure, and a sentence about what it says. */
interface FailureReply {
  readonly code: number;
  readonly says: string;
  readonly cause: Cause;
}

const REPLY_425: Cause = {
  code: 'REPLY_425',
  stage: 'transfer',
  verdict: 'failed',
  grade: 'A',
  title: '425: no data connection',
  mechanism:
    'The server could not open the data connection. In passive mode nobody came, or it failed a check; in active mode the server could not dial out.',
  evidence: 'Reply 425 to a transfer command. The cause stands in the stages before it.',
  neighbours: {
    DATA_SYN_NOT_SEEN: 'passive, and no SYN arrived',
    TLS_SESSION_REUSE_REQUIRED: 'the text speaks of TLS sessions',
    SERVER_PEER_CHECK: 'the text speaks of a bad address',
  },
  steps: noSteps,
  source: 'RFC 959',
};

const REPLY_426: Cause = {
  code: 'REPLY_426',
  stage: 'transfer',
  verdict: 'failed',
  grade: 'A',
  title: '426: the data connection broke',
  mechanism: 'The transfer had begun, and its connection broke. Who sent the first RST or FIN tells where.',
  evidence: 'Reply 426 after 150 or 125.',
  neighbours: {
    DATA_CONNECTION_RESET: 'the reset itself is in the capture',
    TRANSFER_ABORTED: 'the client had sent ABOR',
    REPLY_421: 'the server closed the whole session',
  },
  steps: noSteps,
  source: 'RFC 959',
};

const REPLY_550: Cause = {
  code: 'REPLY_550',
  stage: 'transfer',
  verdict: 'failed',
  grade: 'A',
  title: '550: file or permission',
  mechanism:
    'The server would not give or take this file: it is not there, or the account may not touch it. The network had no part in it.',
  evidence: 'Reply 550 without a fault on the data connection.',
  neighbours: { AV_BLOCK: 'the text is that of a replacement message' },
  steps: withNames(() => [checkServer('See the path and the rights of the account')]),
  source: 'RFC 959',
};

/** Closing replies about the file or the command: the data connection played no part. */
const OF_FILE_OR_COMMAND: readonly (readonly [
  code: number,
  says: string,
  title: string,
  mechanism: string,
])[] = [
  [
    450,
    'the file is in use or not available',
    'the file is busy or not available',
    'Another process holds the file, or it is not available now.',
  ],
  [
    451,
    'the server met an error of its own while it worked on the file',
    'an error in the server',
    'The server met an error of its own while it worked on the file.',
  ],
  [
    452,
    'the server has no room for the file',
    'no room on the server',
    'The server has no room for the file.',
  ],
  [
    500,
    'the server does not know the command',
    'the command is not known',
    'The server does not know the transfer command.',
  ],
  [
    501,
    'the server does not understand the arguments of the command',
    'the arguments are not understood',
    'The server does not understand the arguments of the command.',
  ],
  [
    502,
    'the server does not offer the command',
    'the command is not offered',
    'The server knows the transfer command and does not offer it.',
  ],
  [
    503,
    'the server expected another command first',
    'another command was expected',
    'The server expected another command before this one.',
  ],
  [
    504,
    'the server does not offer the command in this form',
    'the form of the command is not offered',
    'The server does not offer the command in this form.',
  ],
  [
    530,
    'the account is not logged in, or may not transfer',
    'not logged in',
    'The server takes the account for not logged in, or it may not transfer.',
  ],
  [
    532,
    'the server wants an account before it stores files',
    'an account is wanted',
    'The server wants an ACCT command before it stores files.',
  ],
  [
    551,
    'the server does not know the page type',
    'the page type is not known',
    'The server does not know the page type.',
  ],
  [
    552,
    'the account’s or the server’s storage is used up',
    'the storage is used up',
    'The quota of the account, or the storage of the server, is used up.',
  ],
  [
    553,
    'the server does not allow the name of the file',
    'the file name is not allowed',
    'The server does not allow a file of this name, or not at this place.',
  ],
];

function ofFileOrCommand(code: number, title: string, mechanism: string): Cause {
  return {
    code: `REPLY_${code}`,
    stage: 'transfer',
    verdict: 'failed',
    grade: 'A',
    title: `${code}: ${title}`,
    mechanism: `${mechanism} The data connection had no part in it.`,
    evidence: `Reply ${code} to a transfer command.`,
    neighbours: {
      AV_BLOCK: 'the text of the reply names a virus',
      FILE_BLOCK_OR_OVERSIZE: 'the text of the reply names a filter or a limit',
    },
    steps: withNames(() => [checkServer('Read its log of that second, which names the file and the reason')]),
    source: 'RFC 959',
  };
}

export const failureReplies: readonly FailureReply[] = [
  { code: 421, says: 'the server closed the service', cause: reply421Cause },
  { code: 425, says: 'the server could not open the data connection', cause: REPLY_425 },
  { code: 426, says: 'the data connection broke during the transfer', cause: REPLY_426 },
  { code: 550, says: 'the file is not there or the account may not touch it', cause: REPLY_550 },
  ...OF_FILE_OR_COMMAND.map(([code, says, title, mechanism]) => ({
    code,
    says,
    cause: ofFileOrCommand(code, title, mechanism),
  })),
];
