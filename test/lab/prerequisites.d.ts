/** Why the laboratory can not run here, in words, or null. */
export declare function missing(): string | null;
