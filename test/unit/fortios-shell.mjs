// Plays the command line of a FortiGate for `fgtrace capture --ssh`: started by sshd as its forced command, or by a
// program called ssh that a test puts in the path. FGT_UNIT is a folder: `plan.json` says how the unit behaves, and
// `commands.log` gets each command that it took, with the number of the session.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const unit = process.env.FGT_UNIT;
const plan = JSON.parse(readFileSync(join(unit, 'plan.json'), 'utf8'));
const broken = join(unit, 'broken');
let context = '';
let typed = '';
let isDebugging = false;
let printing;
/** Which capture this session prints. */
let source;

const write = (text) => process.stdout.write(plan.slow ? text.replace(/(?<=.{7})/gs, '') : text);
const prompt = () => write(`\r\nFGT-60F${context}${plan.readOnly ? ' $ ' : ' # '}`);

function print(name) {
  const lines = plan.captures[name].split('\n').filter((line) => line !== '');
  let at = 0;
  clearInterval(printing);
  printing = setInterval(() => {
    if (name === plan.breaks && at > lines.length / 2 && !existsSync(broken)) {
      appendFileSync(broken, name);
      process.exit(255);
    }
    if (at < lines.length) write(`${lines[at++]}\r\n`);
  }, 2);
}

const PAGED = 'Version: FortiGate-60F v7.2.8,build1639\r\n--More-- ';

function answer(command) {
  appendFileSync(join(unit, 'commands.log'), `${process.pid} ${command}\n`);
  if (plan.readOnly && /^diag/.test(command)) write('\r\nUnknown action 0');
  else if (command === 'config vdom') context = ' (vdom)';
  else if (command.startsWith('edit ')) context = ` (${command.slice(5)})`;
  else if (command === 'get system status') {
    write(`\r\n${PAGED}`);
    return true;
  } else if (/^diagnose wad debug enable/.test(command)) source = 'wad';
  else if (/^diagnose debug flow trace start/.test(command)) source = 'flow';
  else if (command === 'diagnose debug enable') {
    isDebugging = true;
    if (source !== undefined) setTimeout(print, 100, source);
  } else if (command === 'diagnose debug disable') {
    isDebugging = false;
    clearInterval(printing);
  } else if (/^diagnose sniffer packet/.test(command)) {
    write('\r\nUsing Original Sniffing Mode\r\ninterfaces=[any]\r\n');
    print('sniffer');
    return true;
  }
  return false;
}

if (process.stdin.isTTY) process.stdin.setRawMode(true);
process.stdin.setEncoding('utf8').on('data', (keys) => {
  for (const key of keys) {
    if (key === '\u0003') {
      clearInterval(printing);
      write('\r\n21 packets received by filter\r\n0 packets dropped by kernel');
      prompt();
    } else if (key === ' ' && typed === '' && !isDebugging) {
      write('\r         \rHostname: FGT-60F');
      prompt();
    } else if (key === '\n' || key === '\r') {
      const command = typed;
      typed = '';
      if (!answer(command)) prompt();
    } else {
      typed += key;
      write(key);
    }
  }
});
process.stdin.on('end', () => process.exit(0));
prompt();
