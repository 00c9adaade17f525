export declare const REAL = "explicit-ftps-over-vip";
export declare const folderOf: (name: string) => string;
/** The cases: the folders, beside which the index by symptom stands. */
export declare const sampleNames: () => string[];
export declare const read: (name: string, file: string) => string | undefined;
export declare const write: (name: string, file: string, text: string) => void;
export declare const remove: (name: string, file: string) => void;
/** The captures in a case's folder by name. */
export declare function stored(name: string): Record<string, string>;
