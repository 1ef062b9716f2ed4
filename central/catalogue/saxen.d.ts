/** What we use of saxen, which comes without types. */
declare module 'saxen' {
  export class Parser {
    on(event: 'openTag', handle: (name: string, attrs: () => Record<string, string>, decode: (text: string) => string, selfClosing: boolean) => void): this;
    on(event: 'closeTag', handle: (name: string) => void): this;
    on(event: 'text', handle: (text: string, decode: (text: string) => string) => void): this;
    on(event: 'cdata', handle: (text: string) => void): this;
    /** `<!DOCTYPE …>`. */
    on(event: 'attention', handle: () => void): this;
    on(event: 'error', handle: (error: Error) => void): this;
    parse(xml: string): void;
  }
}
