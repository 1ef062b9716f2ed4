/** The part of ipp-encoder that is used; the package brings no types. It writes values as they are and checks nothing. */
declare module 'ipp-encoder' {
  export interface IppAttribute {
    readonly tag: number;
    readonly name: string;
    readonly value: readonly unknown[];
  }
  export interface IppGroup {
    readonly tag: number;
    readonly attributes: readonly IppAttribute[];
  }
  interface Codec {
    /** Throws a RangeError where the bytes end too early, and can go round for ever where a length is above 7FFF. */
    decode(bytes: Buffer): { readonly requestId: number; readonly operationId: number; readonly statusCode: number; readonly groups: readonly IppGroup[] };
    encode(
      message: { readonly operationId?: number; readonly statusCode?: number; readonly requestId: number; readonly groups: readonly IppGroup[] },
      into: Buffer,
    ): Buffer;
    encodingLength(message: { readonly requestId: number; readonly groups: readonly IppGroup[] }): number;
  }
  const ipp: { readonly request: Codec; readonly response: Codec };
  export default ipp;
}
