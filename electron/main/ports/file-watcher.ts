/** Watches a file or a folder on this computer or a server's share. */
export interface FileWatcher {
  /**
   * @param onChange after something has changed and is quiet again; also where it has gone or come back
   * @returns the way to stop
   */
  watch(path: string, onChange: () => void): () => void;
}
