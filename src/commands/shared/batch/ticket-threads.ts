import { Worker } from 'node:worker_threads';

import { failedRow, type BatchSettings, type TicketResult, type TicketTask } from './read-ticket.js';

/** Of one thread, in MB: a ticket that takes more ends as a row, and not the others with it. */
const HEAP_MB = 2048;

/** Tickets that may be finished ahead of one that takes long: their rows wait for it. */
const MOST_AHEAD = 64;

/**
 * Reads tickets in several threads and yields their results in the order of the tickets, each as soon as it and all
 * before it are done. `worker`: the file of `ticket-worker`. A thread that dies makes a row of the ticket that it had.
 */
export async function* readTickets(
  tasks: readonly TicketTask[],
  settings: BatchSettings,
  {
    worker,
    jobs,
    done,
  }: { readonly worker: URL; readonly jobs: number; readonly done: (nth: number) => void },
): AsyncGenerator<TicketResult, undefined, undefined> {
  const threads = Array.from({ length: Math.min(jobs, tasks.length) }, () => createThread(worker, settings));
  const idle = [...threads];
  const results = new Map<number, Promise<TicketResult>>();
  let begun = 0;
  let told = 0;
  let finished = 0;
  const beginMore = (): void => {
    while (begun < Math.min(tasks.length, told + MOST_AHEAD)) {
      const task = tasks[begun];
      const thread = idle.pop();
      if (task === undefined || thread === undefined) return;
      results.set(begun, resultOf(thread, task));
      begun += 1;
    }
  };
  const resultOf = async (thread: Thread, task: TicketTask): Promise<TicketResult> => {
    const result = await thread.read(task);
    idle.push(thread);
    finished += 1;
    done(finished);
    beginMore();
    return result;
  };
  try {
    while (told < tasks.length) {
      beginMore();
      const result = await results.get(told);
      // A page may be large: once it is written it goes.
      results.delete(told);
      told += 1;
      if (result !== undefined) yield result;
    }
  } finally {
    await Promise.all(threads.map((thread) => thread.end()));
  }
  return undefined;
}

interface Thread {
  /** One ticket at a time. */
  readonly read: (task: TicketTask) => Promise<TicketResult>;
  readonly end: () => Promise<unknown>;
}

function createThread(file: URL, settings: BatchSettings): Thread {
  let worker: Worker | undefined;
  const start = (): Worker =>
    new Worker(file, { workerData: settings, resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } });
  return {
    read: (task) =>
      new Promise((resolve) => {
        const current = (worker ??= start());
        const settle = (result: TicketResult): void => {
          current.off('message', settle).off('error', died).off('exit', ended);
          resolve(result);
        };
        const died = (error: Error): void => {
          worker = undefined;
          // It may say so twice, and an error that nobody hears would end the program.
          current.on('error', () => undefined);
          const row = failedRow(task, reasonOf(error), settings.key !== undefined);
          settle({ row, page: undefined, warnings: [] });
        };
        const ended = (): void => {
          died(new Error('its thread ended'));
        };
        current.on('message', settle).on('error', died).on('exit', ended);
        current.postMessage(task);
      }),
    end() {
      worker?.removeAllListeners('exit');
      return worker?.terminate() ?? Promise.resolve();
    },
  };
}

function reasonOf(error: Error & { code?: string }): {
  code: string;
  message: string;
  suggestions: string[];
} {
  if (error.code === 'ERR_WORKER_OUT_OF_MEMORY')
    return {
      code: 'FGT_TOO_LARGE',
      message: `The ticket takes more than ${HEAP_MB} MB of memory`,
      suggestions: ['Analyse it alone, with fgtrace analyze.'],
    };
  return {
    code: 'FGT_BUG',
    message: `This is a bug of fgtrace: ${error.message}`,
    suggestions: ['Analyse it alone, and report what it prints.'],
  };
}
