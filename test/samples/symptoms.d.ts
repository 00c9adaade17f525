import type { ReportDocument, Stage } from '../../src/document.js';
/** What an administrator sees of a connection, in the order in which it gets that far. */
export declare const SYMPTOMS: {
    readonly connect: "The client cannot connect";
    readonly login: "It connects, and TLS or the login fails";
    readonly refused: "The login works, and PASV, EPSV, PORT or EPRT gets no answer that helps";
    readonly hangs: "The login works, and listings and transfers hang or end in 425";
    readonly active: "Active mode: the data connection of the server does not reach the client";
    readonly breaks: "The data connection opens, and the transfer breaks or ends in an error";
    readonly unused: "A data connection was offered, and nobody came";
    readonly undecided: "The captures do not show what became of the data connection";
    readonly untried: "Nobody tried yet: the configuration alone";
    readonly remarked: "It works, and there is something to know";
    readonly works: "It works: what a good capture looks like";
};
export interface Symptom {
    readonly sees: keyof typeof SYMPTOMS;
    readonly breaksAt: Stage | null;
    readonly codes: readonly string[];
}
/** The symptom of the first thing that failed, or of what is left open, or of what went well. */
export declare function symptomOf({ verdict, controlSessions, offers, findings }: ReportDocument): Symptom;
