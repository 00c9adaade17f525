import { setMaxListeners } from 'node:events';

import { Command, Errors } from '@oclif/core';

import { EXIT, Failure } from '../failure.js';
import { safeLine, printFailure, toFailure } from './shared/errors.js';
import { discardUnfinished } from './shared/write-output.js';

/** What every command shares: how it takes its files, how it fails, and with which exit code. */
export abstract class BaseCommand extends Command {
  protected override async init(): Promise<void> {
    await super.init();
    process.once('SIGINT', () => {
      this.interrupted();
    });
    for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => {
        this.told(signal);
      });
    }
  }

  /**
   * Ctrl-C is the normal end of what follows: the first one aborts this signal, a second one interrupts. So is being told
   * to end (`timeout 1h fgtrace follow`, a terminal that is closed): the second time it ends at once.
   */
  protected stopping(): AbortSignal {
    const controller = new AbortController();
    // Each file that is followed listens.
    setMaxListeners(0, controller.signal);
    this.interrupted = () => {
      process.once('SIGINT', () => process.exit(EXIT.interrupted));
      controller.abort();
    };
    this.told = () => {
      controller.abort();
    };
    return controller.signal;
  }

  private interrupted = (): void => {
    discardUnfinished();
    process.exit(EXIT.interrupted);
  };

  /** Nobody listens to the signal any more: it ends the program, and whoever sent it sees by what. */
  private told = (signal: NodeJS.Signals): void => {
    discardUnfinished();
    process.kill(process.pid, signal);
  };

  /** The inputs that were named; `-` (stdin) when none was and something is piped in. Never waits for a keyboard. */
  protected inputs(argv: readonly unknown[]): string[] {
    const files = argv.map(String);
    if (files.length === 0 && !process.stdin.isTTY) return ['-'];
    const help = `See fgtrace ${(this.id ?? '').replaceAll(':', ' ')} --help`;
    if (files.length === 0) {
      throw new Failure('FGT_USAGE', EXIT.usage, 'No capture was named, and none is piped in', [help]);
    }
    if (files.filter((file) => file === '-').length > 1) {
      throw new Failure('FGT_USAGE', EXIT.usage, 'Standard input (-) can be read only once', [help]);
    }
    return files;
  }

  /** Something worth knowing that stops nothing. */
  protected warnOnce(sentence: string): void {
    process.stderr.write(`${safeLine(sentence)}\n`);
  }

  protected override async catch(error: Error & { code?: string }): Promise<never> {
    if (error instanceof Errors.ExitError) throw error;
    if (error.code === 'EPIPE') return this.exit(0);
    const failure = toFailure(error, (this.id ?? '').replaceAll(':', ' '));
    await printFailure(failure, this.argv);
    return this.exit(failure.exit);
  }
}
