/** Letters that are tried in the place of another. */
const LETTERS = [..."abcdefghijklmnopqrstuvwxyz"];
/** Behind so few letters nearly any other comes in some word. */
const ANY_LETTER_BEHIND = 1;

/**
 * Beginnings of words that are one typo away from what was typed: a letter wrong, missing, too many, or two exchanged
 * (Damerau 1964). The first letter is taken to be right in most, and is tried last.
 *
 * @param firstFrom the first known word in the alphabet that is not before the given text
 * @returns beginnings that some known word has, without what was typed itself
 */
export function likeWords(typed: string, firstFrom: (text: string) => string | undefined): Set<string> {
  const found = new Set<string>();
  const isKnown = (beginning: string) => firstFrom(beginning)?.startsWith(beginning) === true;
  for (let at = typed.length - 1; at >= 0; at -= 1) {
    const before = typed.slice(0, at);
    const behind = typed.slice(at + 1);
    // No word begins like this: nothing that comes later can be right either.
    const here = typed.charAt(at);
    const next = typed.charAt(at + 1);
    const tries = [
      `${before}${behind}`,
      ...(next === "" || next === here ? [] : [`${before}${next}${here}${behind.slice(1)}`]),
    ];
    if (before === "" || isKnown(before)) {
      for (const letter of at <= ANY_LETTER_BEHIND ? LETTERS : lettersBehind(before, firstFrom)) {
        if (letter !== here) tries.push(`${before}${letter}${behind}`);
        tries.push(`${before}${letter}${here}${behind}`);
      }
    }
    for (const beginning of tries) {
      if (beginning !== typed && beginning.length >= 3 && isKnown(beginning)) found.add(beginning);
    }
  }
  return found;
}

/** Letters that come behind a beginning in some known word, in order: far fewer than there are, behind more than a few. */
function* lettersBehind(beginning: string, firstFrom: (text: string) => string | undefined): Generator<string> {
  for (let from = "a"; from <= "z"; from = String.fromCharCode(from.charCodeAt(0) + 1)) {
    const word = firstFrom(`${beginning}${from}`);
    if (word?.startsWith(beginning) !== true) return;
    from = word.charAt(beginning.length);
    if (from <= "z") yield from;
  }
}

/** Whether a word begins with something that is one typo away from what was typed; see `likeWords`. */
export function beginsLike(word: string, typed: string): boolean {
  let same = 0;
  while (same < typed.length && word.charAt(same) === typed.charAt(same)) same += 1;
  const behind = typed.slice(same + 1);
  const exchanged = `${typed.charAt(same + 1)}${typed.charAt(same)}${typed.slice(same + 2)}`;
  return (
    word.startsWith(behind, same + 1) ||
    word.startsWith(behind, same) ||
    word.startsWith(typed.slice(same), same + 1) ||
    (same + 1 < typed.length && word.startsWith(exchanged, same))
  );
}
