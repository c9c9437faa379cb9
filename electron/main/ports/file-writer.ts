/** Files that the employee asked for. */
export interface FileWriter {
  /**
   * Writes a text in UTF-8, piece by piece, and in place of what was there only when it is complete.
   *
   * @throws where the disk does not take it; then what was there is as it was
   */
  write(path: string, pieces: AsyncIterable<string>): Promise<void>;
}
