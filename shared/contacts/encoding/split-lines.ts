/**
 * Cuts pieces of a text into lines, wherever the pieces end. Lines end in CR LF, LF or CR. Of a line that is longer than
 * `longest` characters, only so much is kept.
 */
export function createLineSplitter(longest: number, onLine: (text: string, number: number, cut: boolean) => void) {
  let rest = "";
  let cut = false;
  let number = 1;
  /** The last piece ended in CR: an LF now belongs to it. */
  let afterReturn = false;

  const keep = (text: string) => {
    if (cut) return;
    rest = rest === "" ? text : rest + text;
    if (rest.length <= longest) return;
    rest = rest.slice(0, longest);
    cut = true;
  };
  const finish = () => {
    const text = rest;
    const wasCut = cut;
    rest = "";
    cut = false;
    onLine(text, number, wasCut);
    number += 1;
  };

  return {
    push(piece: string) {
      let at = afterReturn && piece.startsWith("\n") ? 1 : 0;
      if (piece !== "") afterReturn = false;
      let feed = piece.indexOf("\n", at);
      let back = piece.indexOf("\r", at);
      while (at < piece.length) {
        if (feed >= 0 && feed < at) feed = piece.indexOf("\n", at);
        if (back >= 0 && back < at) back = piece.indexOf("\r", at);
        const end = feed < 0 ? back : back < 0 ? feed : Math.min(feed, back);
        if (end < 0) break;
        if (rest === "" && !cut && end - at <= longest) {
          onLine(piece.slice(at, end), number, false);
          number += 1;
        } else {
          keep(piece.slice(at, end));
          finish();
        }
        at = end + 1;
        if (end === back) {
          if (at === piece.length) afterReturn = true;
          else if (feed === at) at += 1;
        }
      }
      if (at < piece.length) keep(piece.slice(at));
    },
    /** The text is at its end: what is left is the last line. */
    end() {
      if (rest !== "" || cut) finish();
    },
  };
}
