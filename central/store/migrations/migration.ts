/** One step of the schema. `statements` run in order in one transaction and are never changed once released. */
export interface Migration {
  /** Four digits and what it does, verb first. */
  readonly name: string;
  readonly statements: readonly string[];
}
