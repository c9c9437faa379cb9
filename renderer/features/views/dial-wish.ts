/** A text that somebody outside the window wants dialled; `count` grows with each wish, also when the text is the same. */
export interface DialWish {
  text: string | undefined;
  count: number;
}
