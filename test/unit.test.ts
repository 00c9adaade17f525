import { describe, expect, it } from '@jest/globals';

import { unitOf } from '../src/configuration/unit.js';
import type { ConfigEntry } from '../src/events/listing.js';
import { read } from './read.js';

const unit = (...lines: string[]) =>
  unitOf(read(lines.join('\n')).events.filter((event): event is ConfigEntry => event.source === 'config'));

const STATUS = [
  'FGT # get system status',
  'Version: FortiGate-60E v6.2.3,build1066,191219 (GA)',
  'Serial-Number: FGT60E0000000000',
  'Hostname: branch-7',
  'Virtual domain configuration: multiple',
];

describe('which unit it is', () => {
  it('says get system status', () => {
    expect(unit(...STATUS)).toEqual({
      ...{ model: 'FortiGate-60E', version: '6.2.3', build: '1066', hostname: 'branch-7' },
      vdomMode: 'multi-vdom',
    });
    expect(unit(...STATUS.slice(0, 2))).toMatchObject({ hostname: null, vdomMode: null });
  });

  it('says the first line of a backup', () => {
    const head = '#config-version=FGT60F-7.0.12-FW-build0523-230606:opmode=0:vdom=0:user=admin';
    expect(unit(head)).toEqual({
      ...{ model: 'FGT60F', version: '7.0.12', build: '523', hostname: null, vdomMode: 'no-vdom' },
    });
  });

  it('says nobody, or two', () => {
    expect(unit('config firewall vip', 'edit "a"', 'end')).toBeNull();
    expect(unit(...STATUS, STATUS[1]!.replace('6.2.3', '7.4.1'))).toBeNull();
    expect(unit('Hostname: of-a-mail')).toBeNull();
  });
});
