import type { MessageBoxOptions, OpenDialogOptions, SaveDialogOptions } from "electron";
import { CommandRefused, type Desktop } from "./desktop.ts";
import type { CommandInput, ShownDialog } from "./desktop-contract.ts";
import { refuseUnknown } from "./refuse-unknown.ts";

type Answer = CommandInput<"answerDialog">;

/** Dialogs that wait on the desktop for their answer. The first argument may be the window that they belong to. */
export function createDialog(desktop: Desktop, isReady: () => boolean) {
  const shown: ShownDialog[] = [];
  const waiting = new Map<string, (answer: Answer) => void>();

  const ask = (dialog: Omit<ShownDialog, "id" | "answered">): Promise<Answer> => {
    if (!isReady()) throw new Error("dialog module can only be used after app is ready");
    const id = put(dialog);
    return new Promise((resolve) => waiting.set(id, resolve));
  };
  const put = (dialog: Omit<ShownDialog, "id" | "answered">): string => {
    const id = String(shown.length + 1);
    shown.push({ ...dialog, id, answered: false });
    desktop.changed();
    return id;
  };

  desktop.show("dialogs", () => shown.map((dialog) => ({ ...dialog })));
  desktop.onCommand("answerDialog", (answer) => {
    const dialog = shown.find((candidate) => candidate.id === answer.id);
    if (dialog === undefined || dialog.answered) throw new CommandRefused(`dialog ${answer.id} is not open`);
    if (answer.button >= dialog.buttons.length) {
      throw new CommandRefused(`dialog ${answer.id} has ${dialog.buttons.length} buttons, none is ${answer.button}`);
    }
    dialog.answered = true;
    dialog.response = answer.button;
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });

  return refuseUnknown(
    {
      async showMessageBox(...args: [unknown, MessageBoxOptions] | [MessageBoxOptions]) {
        const options = optionsOf(args);
        const buttons = options.buttons ?? [];
        const answer = await ask({
          kind: "message",
          title: options.title ?? "",
          message: options.message,
          detail: options.detail ?? "",
          buttons: buttons.length === 0 ? ["OK"] : buttons,
        });
        return { response: answer.button, checkboxChecked: answer.checkboxChecked ?? options.checkboxChecked ?? false };
      },
      /** May be used before the app is ready, as in Electron. */
      showErrorBox(title: string, content: string) {
        console.error(`${title}: ${content}`);
        put({ kind: "error", title, message: content, detail: "", buttons: ["OK"] });
      },
      async showOpenDialog(...args: [unknown, OpenDialogOptions] | [OpenDialogOptions]) {
        const filePaths = (await ask(fileDialog("open", optionsOf(args)))).paths ?? [];
        return { canceled: filePaths.length === 0, filePaths };
      },
      async showSaveDialog(...args: [unknown, SaveDialogOptions] | [SaveDialogOptions]) {
        const [filePath = ""] = (await ask(fileDialog("save", optionsOf(args)))).paths ?? [];
        return { canceled: filePath === "", filePath };
      },
    },
    "dialog",
  );
}

function optionsOf<Options>(args: [unknown, Options] | [Options]): Options {
  return args.length === 2 ? args[1] : args[0];
}

function fileDialog(kind: "open" | "save", options: OpenDialogOptions | SaveDialogOptions) {
  const { title = "", message = "", defaultPath = "", buttonLabel } = options;
  const button = buttonLabel ?? (kind === "open" ? "Open" : "Save");
  return { kind, title, message, detail: defaultPath, buttons: [button, "Cancel"] };
}
