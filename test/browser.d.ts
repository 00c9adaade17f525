/** `FGTRACE_BROWSER` names it, and then it has to be there: `.ci/run` sets it. */
export declare const BROWSER: string | undefined;
/** Its text finds, in a page, what people with screen readers or without a mouse stumble over. */
export declare const axe: string;
export declare const launch: () => Promise<Browser>;
export interface Browser {
    newContext: (options: ContextOptions) => Promise<Context>;
    close: () => Promise<void>;
}
export interface ContextOptions {
    offline?: boolean;
    colorScheme?: 'light' | 'dark';
    viewport?: {
        width: number;
        height: number;
    };
    javaScriptEnabled?: boolean;
}
interface Context {
    newPage: () => Promise<Page>;
    close: () => Promise<void>;
}
export interface Page {
    on: ((event: 'console', heard: (message: {
        text: () => string;
    }) => void) => void) & ((event: 'pageerror', heard: (error: Error) => void) => void) & ((event: 'request', heard: (request: {
        url: () => string;
    }) => void) => void) & ((event: 'dialog', heard: () => void) => void);
    goto: (url: string) => Promise<unknown>;
    context: () => Context;
    /** The script is text, for it runs in the page. */
    evaluate: (script: string) => Promise<unknown>;
    title: () => Promise<string>;
    pdf: () => Promise<Buffer>;
    locator: (selector: string) => Locator;
    getByLabel: (label: string, options?: {
        exact: boolean;
    }) => Locator;
    getByRole: (role: string, options: {
        name: string;
        exact?: boolean;
    }) => Locator;
}
interface Locator {
    first: () => Locator;
    locator: (selector: string) => Locator;
    click: () => Promise<void>;
    fill: (text: string) => Promise<void>;
    selectOption: (value: string) => Promise<unknown>;
    waitFor: () => Promise<void>;
    count: () => Promise<number>;
    textContent: () => Promise<string | null>;
}
export {};
