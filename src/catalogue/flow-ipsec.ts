import { explained } from './flow-base.js';
import type { FlowHead, Message } from './message.js';

/** Messages about packets that go into an IPsec tunnel. The wording changed with the release. */
export const flowIpsec: readonly Message<FlowHead>[] = [
  explained(
    'flow.ipsec-tunnel-4',
    undefined,
    /^enter IPsec tunnel-/,
    'The packet is sent into this policy-based IPsec tunnel.',
    ['enter IPsec tunnel-branch'],
  ),
  explained(
    'flow.ipsec-sent-4',
    undefined,
    /^encrypted, and send to \S+ with source /,
    'The packet was encrypted and sent to the gateway at the other end.',
    ['encrypted, and send to 198.51.100.9 with source 198.51.100.7'],
  ),
  explained(
    'flow.ipsec-interface-5',
    undefined,
    /^enter IPsec interface-/,
    'The packet was routed into this IPsec interface.',
    ['enter IPsec interface-branch'],
  ),
  explained(
    'flow.ipsec-interface',
    'ipsecdev_hard_start_xmit',
    /^enter IPSec interface /,
    'The packet was routed into this IPsec interface; tun_id tells the tunnel where one interface has several.',
    ['enter IPSec interface branch, tun_id=0.0.0.0'],
  ),
  explained(
    'flow.ipsec-tunnel',
    '_do_ipsecdev_hard_start_xmit',
    /^output to IPSec tunnel /,
    'The packet leaves through this tunnel.',
    [
      'output to IPSec tunnel branch',
      'output to IPSec tunnel branch_1, tun_id=10.201.1.2, vrf 0',
      'output to IPSec tunnel branch vrf 0',
    ],
  ),
  explained('flow.ipsec-encrypt', 'esp_output4', /^IPsec encrypt\/auth/, 'The packet is encrypted.', [
    'IPsec encrypt/auth',
  ]),
  explained(
    'flow.ipsec-sent',
    'ipsec_output_finish',
    /^send to \S+ via intf-/,
    'The encrypted packet leaves by this interface to this next hop.',
    ['send to 198.51.100.1 via intf-wan1'],
  ),
  explained(
    'flow.ipsec-offload',
    'nipsec_set_ipsec_sa_enc',
    /^Trying to offload IPsec encrypt SA /,
    'The kernel hands the encryption to the network processor.',
    ['Trying to offload IPsec encrypt SA (p1/p2/spi={branch_1/branch/0x6d2cedda}), npudev=-1, skb-dev=wan1'],
  ),
  explained(
    'flow.ipsec-offload-failed',
    'nipsec_set_ipsec_sa_enc',
    /^IPSec encrypt SA \([^)]*\) offloading-check failed, reason_code=/i,
    'The network processor does not take the encryption: the CPU does it, which is no fault of the connection.',
    ['IPSec encrypt SA (p1/p2/spi={branch_1/branch/0x6d2cedda}) offloading-check failed, reason_code=2.'],
  ),
];
