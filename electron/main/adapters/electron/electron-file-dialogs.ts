import { dialog, type FileFilter } from "electron";
import type { Translate } from "../../../../shared/i18n/translator.ts";
import type { FileDialogs, FileKind } from "../../ports/file-dialogs.ts";

/** The system's dialogs, of no window: they can be asked for from wherever the app is. */
export class ElectronFileDialogs implements FileDialogs {
  readonly #translate: Translate;

  constructor(translate: Translate) {
    this.#translate = translate;
  }

  async saveFile({ title, name, kind }: { title: string; name: string; kind: FileKind }): Promise<string | undefined> {
    const { canceled, filePath } = await dialog.showSaveDialog({
      title,
      defaultPath: name,
      filters: this.#filters(kind),
      properties: ["showOverwriteConfirmation", "createDirectory"],
    });
    return canceled || filePath === "" ? undefined : filePath;
  }

  async openFile({ title, kind }: { title: string; kind: FileKind }): Promise<string | undefined> {
    const { canceled, filePaths } = await dialog.showOpenDialog({
      title,
      filters: this.#filters(kind),
      properties: ["openFile"],
    });
    return canceled ? undefined : filePaths[0];
  }

  async chooseFolder({ title }: { title: string }): Promise<string | undefined> {
    const { canceled, filePaths } = await dialog.showOpenDialog({ title, properties: ["openDirectory"] });
    return canceled ? undefined : filePaths[0];
  }

  #filters(kind: FileKind): FileFilter[] {
    const t = this.#translate;
    if (kind === "vcard") return [{ name: t("dialogs.vcardFiles"), extensions: ["vcf"] }];
    if (kind === "csv") return [{ name: t("dialogs.csvFiles"), extensions: ["csv"] }];
    if (kind === "settings") return [{ name: t("dialogs.settingsFiles"), extensions: ["json"] }];
    return [
      { name: t("dialogs.contactFiles"), extensions: ["vcf", "vcard", "csv", "tsv", "txt"] },
      { name: t("dialogs.allFiles"), extensions: ["*"] },
    ];
  }
}
