/** The types that hold the catalogues together. */

/** The same keys at every level, any text. */
export type SameKeys<Source> = {
  readonly [Key in keyof Source]: Source[Key] extends string ? string : SameKeys<Source[Key]>;
};

/** The names between `{{` and `}}` in a text. */
export type PlaceholdersOf<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | PlaceholdersOf<Rest>
  : never;

type Equal<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

/** The paths at which two catalogues with the same keys have different placeholders; `never` when there is none. */
export type PlaceholderMismatch<A, B, Prefix extends string = ""> = {
  [Key in keyof A & keyof B & string]: A[Key] extends string
    ? Equal<PlaceholdersOf<A[Key]>, PlaceholdersOf<B[Key]>> extends true
      ? never
      : `${Prefix}${Key}`
    : PlaceholderMismatch<A[Key], B[Key], `${Prefix}${Key}.`>;
}[keyof A & keyof B & string];

type WithoutPlural<Key extends string> = Key extends `${infer Base}_one`
  ? Base
  : Key extends `${infer Base}_other`
    ? Base
    : Key;

/** Every key as it is asked for: dotted, without the plural's ending. */
export type KeysOf<Source, Prefix extends string = ""> = {
  [Key in keyof Source & string]: Source[Key] extends string
    ? `${Prefix}${WithoutPlural<Key>}`
    : KeysOf<Source[Key], `${Prefix}${Key}.`>;
}[keyof Source & string];

/** The text at a dotted key; for a plural, its general form. */
export type TextAt<Source, Key extends string> = Key extends `${infer Head}.${infer Rest}`
  ? Head extends keyof Source
    ? TextAt<Source[Head], Rest>
    : never
  : Key extends keyof Source
    ? Source[Key]
    : `${Key}_other` extends keyof Source
      ? Source[`${Key}_other`]
      : never;

/** `count` for a text that has a plural, also where it is not said in figures; else `never`. */
export type CountOf<Source, Key extends string> = Key extends `${infer Head}.${infer Rest}`
  ? Head extends keyof Source
    ? CountOf<Source[Head], Rest>
    : never
  : `${Key}_other` extends keyof Source
    ? "count"
    : never;
