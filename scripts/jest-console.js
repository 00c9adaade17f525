// oclif prints with console.log; jest's own console would keep that from a test that captures stdout.
import { Console } from 'node:console';

globalThis.console = new Console({ stdout: process.stdout, stderr: process.stderr });
