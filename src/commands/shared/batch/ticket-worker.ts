import { parentPort, workerData } from 'node:worker_threads';

import { readTicket, type BatchSettings, type TicketTask } from './read-ticket.js';

/** One thread of a batch: takes tickets one after another, and answers each with its row. */
parentPort?.on('message', (task: TicketTask) => {
  void readTicket(task, workerData as BatchSettings).then((result) => {
    parentPort?.postMessage(result);
  });
});
