/**
 * Reads text that this program wrote itself from a value of the same type (a projection, a stored answer). Nothing
 * from outside goes through here: that is checked against its schema.
 */
export function parseOwnJson<T>(text: string): T {
  return JSON.parse(text) as T;
}
