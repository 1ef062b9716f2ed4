const FULL_WIDTH: Readonly<Record<string, string>> = { ',': '，', ';': '；', ':': '：', '?': '？', '!': '！' };

/**
 * Sentences come from programs, files and people that write half-width marks; set between Chinese characters they
 * stand too close to the one and too far from the other. Times (`17:30`) and Latin text keep theirs.
 */
export function chinesePunctuation(text: string): string {
  return text.replaceAll(/(?<=\p{Script=Han})[,;:?!]|[,;:?!](?=\p{Script=Han})/gu, (mark) => FULL_WIDTH[mark] ?? mark);
}
