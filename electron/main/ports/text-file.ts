/** Files that the employee pointed at. */
export interface TextFile {
  /**
   * A text in UTF-8.
   *
   * @param most bytes
   * @returns undefined for a longer file
   * @throws where it cannot be read
   */
  read(path: string, most: number): Promise<string | undefined>;
}
