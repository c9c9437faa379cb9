import type { FileDialogs } from "../../electron/main/ports/file-dialogs.ts";

/** Somebody who answers each question with the next of these; undefined is "cancel". */
export class FakeFileDialogs implements FileDialogs {
  readonly answers: (string | undefined)[] = [];
  readonly asked: { title: string; name?: string }[] = [];

  async saveFile(question: { title: string; name: string }): Promise<string | undefined> {
    return this.#answer(question);
  }

  async openFile(question: { title: string }): Promise<string | undefined> {
    return this.#answer(question);
  }

  async chooseFolder(question: { title: string }): Promise<string | undefined> {
    return this.#answer(question);
  }

  #answer({ title, name }: { title: string; name?: string }): string | undefined {
    this.asked.push(name === undefined ? { title } : { title, name });
    return this.answers.shift();
  }
}
