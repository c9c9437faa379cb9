/** All runs of three letters or digits in some words, each once: what a part of a word is found by. */
export function trigrams(words: readonly string[]): string[] {
  const parts = new Set<string>();
  for (const word of words) {
    for (let at = 0; at + 3 <= word.length; at += 1) parts.add(word.slice(at, at + 3));
  }
  return [...parts];
}
