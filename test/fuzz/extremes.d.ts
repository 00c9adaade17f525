/** Sizes (at scale 4) that no limit of ours may turn into a wait. */
export declare const EXTREMES: Readonly<Record<string, (scale: number) => Uint8Array | string>>;
