/** What the unit says of itself; null what it does not say. */
export interface Unit {
  /** `FortiGate-60E`, or as a backup's first line abbreviates it: `FGT60F`. */
  readonly model: string | null;
  /** `7.0.12` */
  readonly version: string | null;
  /** `1066`, without leading zeros. */
  readonly build: string | null;
  readonly hostname: string | null;
  readonly vdomMode: 'no-vdom' | 'split-vdom' | 'multi-vdom' | null;
}
