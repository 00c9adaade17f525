import type { Scenario } from './scenario.js';
export interface Reply {
    readonly code: number;
    readonly text: string;
}
export interface Asked {
    /** The reply that ends the command: the first that is not 1yz. */
    readonly final: Promise<Reply>;
    /** Told of every reply of the command, also of those that came before. */
    heard(listener: (code: number) => void): void;
}
export interface Control {
    /** Sends a command, in two segments where asked to, and others behind it in the same segment. */
    ask(command: string, split?: boolean, behind?: readonly string[]): Asked;
    login(): Promise<void>;
    localAddress(): string;
    tlsSession(): Buffer | undefined;
    destroy(): void;
    readonly dialogue: string[];
    loggedIn(): boolean;
}
export declare function openControl(scenario: Scenario, address: string): Promise<Control>;
