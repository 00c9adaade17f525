/** Gets a sentence for each thing that was named twice, or was met in a folder or an archive and passed over. */
export type Warn = (sentence: string) => void;
