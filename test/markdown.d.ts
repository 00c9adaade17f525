/** What is left when fenced blocks and code spans are taken out as CommonMark does. */
export declare function withoutCode(report: string): string;
