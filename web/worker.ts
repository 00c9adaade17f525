// The analyzer in a thread of its own, so that the page answers while it reads.
import {
  analyze,
  type AnalyzeSettings,
  evidence,
  Failure,
  print,
  redact,
  type Redacted,
  type ReportDocument,
} from '../src/library/index.js';
import type { Answer, NamedFile, Question } from './messages.js';

interface Reported {
  readonly report: ReportDocument;
  readonly redacted: Redacted | null;
  readonly files: readonly NamedFile[];
}

let last: Reported | undefined;

const tell = (told: Answer): void => {
  postMessage(told);
};

const settings: AnalyzeSettings = {
  progress(bytes) {
    tell({ tell: 'progress', bytes });
  },
  warn(sentence) {
    tell({ tell: 'warning', sentence });
  },
};

addEventListener('message', ({ data }: MessageEvent<Question>) => {
  answer(data).then(tell, (error: unknown) => {
    tell(failure(error));
  });
});

async function answer(question: Question): Promise<Answer> {
  if (question.ask === 'report') return reported(question.files, question.isRedacted);
  if (last === undefined) throw new Error('Nothing was analysed yet');
  const { report, redacted, files } = last;
  if (question.ask === 'print') {
    const pieces = print(report, question.format, { redacted: redacted?.sentence });
    return { tell: 'file', file: new Blob([...(redacted?.searched(pieces) ?? pieces)]) };
  }
  const { text } = await evidence(redacted?.captures ?? files, settings);
  return { tell: 'file', file: new Blob([...text]) };
}

async function reported(files: readonly NamedFile[], isRedacted: boolean): Promise<Answer> {
  last = undefined;
  const redacted = isRedacted ? await redact(files, settings) : null;
  const report = redacted?.report ?? (await analyze(files, settings));
  last = { report, redacted, files };
  const { verdict, summary } = report;
  const copies = redacted?.captures ?? [];
  return {
    tell: 'report',
    report: { verdict, summary, copies, sentence: redacted?.sentence ?? null },
  };
}

function failure(error: unknown): Answer {
  if (error instanceof Failure) {
    const { message, suggestions } = error;
    return { tell: 'failure', message, suggestions };
  }
  return {
    tell: 'failure',
    message: `This is a bug of fgtrace: ${error instanceof Error ? error.message : String(error)}`,
    suggestions: ['Please report it.'],
  };
}
