/** One step of the schema. A released one is never changed; the next change is a new file. */
export interface Migration {
  /** Becomes `user_version`, in the same transaction as the statements. */
  readonly version: number;
  readonly sql: string;
}
