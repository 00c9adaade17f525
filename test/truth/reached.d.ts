/**
 * What the analyzer reaches at present, world by world: `FIGURES=1` prints what it reaches now. Fewer `named` or more of
 * the others is a step back; raise these when a rule lands.
 */
export declare const REACHED: Record<string, Record<'named' | 'vague' | 'undecided' | 'unseen', number>>;
/** Wrong words that it still says, and why they are wrong. To be taken out as they are put right; never to grow. */
export declare const KNOWN: {
    label: string;
    why: string;
}[];
