import type { Answer, Question } from './messages.js';

/** The worker, which answers one question at a time. */
export interface Analyzer {
  /** Undefined where it was stopped meanwhile. */
  readonly ask: (question: Question) => Promise<Answer | undefined>;
  /** Stops what it does at once, and forgets what it has read. */
  readonly stop: () => void;
}

type Passing = Extract<Answer, { tell: 'progress' | 'warning' }>;

/** `meanwhile` gets what is told on the way to an answer. */
export function createAnalyzer(source: string, meanwhile: (answer: Passing) => void): Analyzer {
  const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  let worker: Worker | undefined;
  let settle: (answer: Answer | undefined) => void = () => undefined;
  const start = (): Worker => {
    const started = new Worker(address);
    started.onmessage = ({ data }: MessageEvent<Answer>) => {
      if (data.tell === 'progress' || data.tell === 'warning') meanwhile(data);
      else settle(data);
    };
    started.onerror = (event) => {
      const message = `The browser could not go on: ${event.message || 'there is not enough memory'}`;
      settle({ tell: 'failure', message, suggestions: ['Try the command line, which needs less of it.'] });
    };
    return started;
  };
  return {
    ask: (question) =>
      new Promise((resolve) => {
        settle = resolve;
        worker ??= start();
        worker.postMessage(question);
      }),
    stop() {
      worker?.terminate();
      worker = undefined;
      settle(undefined);
    },
  };
}
