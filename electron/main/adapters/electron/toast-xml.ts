import type { NotificationContent } from "../../ports/notifier.ts";
import { writeToastArguments } from "./toast-arguments.ts";

/** Windows drops a toast that is longer than 5 kB, also when every character had to be escaped. Characters. */
const LONGEST = { title: 100, body: 400, button: 30 };
const MOST_BUTTONS = 3;

/** How long it stays. `reminder` and `incomingCall` want a button, or Windows shows an ordinary toast. */
const scenarios = { call: "incomingCall", lasting: "reminder", passing: undefined } as const;

/**
 * A notification as Windows' toast XML. A call is `scenario="incomingCall"`: on top and expanded until it is dealt with; its
 * ringing tone is silenced, for the phone rings.
 *
 * @param showing which showing it is, and `tag` whose: they come back when it is touched
 * @see https://learn.microsoft.com/windows/apps/design/shell/tiles-and-notifications/toast-schema
 */
export function toastXml(content: NotificationContent, tag: string, showing: string): string {
  const { title, body, actions, silent, stay } = content;
  const scenario = actions.length === 0 ? undefined : scenarios[stay];
  const opening = [
    attribute("launch", writeToastArguments({ tag, showing })),
    ...(scenario === undefined ? [] : [attribute("scenario", scenario)]),
  ].join("");
  const texts = [clip(title, LONGEST.title), clip(body, LONGEST.body)]
    .filter((text) => text !== "")
    .map((text) => `<text>${escapeXml(text)}</text>`);
  const buttons = actions.slice(0, MOST_BUTTONS).map(({ id, text }, index) => {
    const args = writeToastArguments({ tag, showing, action: { index, id } });
    return `<action activationType="foreground"${attribute("content", clip(text, LONGEST.button))}${attribute("arguments", args)}/>`;
  });
  return [
    `<toast${opening}>`,
    `<visual><binding template="ToastGeneric">${texts.join("")}</binding></visual>`,
    buttons.length === 0 ? "" : `<actions>${buttons.join("")}</actions>`,
    audio(silent),
    "</toast>",
  ].join("");
}

/** Heard once, also where Windows would ring on and on. */
function audio(silent: boolean): string {
  return silent ? '<audio silent="true"/>' : '<audio src="ms-winsoundevent:Notification.Default" loop="false"/>';
}

function attribute(name: string, value: string): string {
  return ` ${name}="${escapeXml(value)}"`;
}

function clip(text: string, longest: number): string {
  const letters = [...text];
  return letters.length <= longest ? text : `${letters.slice(0, longest - 1).join("")}…`;
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

/** Text for XML 1.0: what has a meaning there is escaped, and what may not stand there at all is left out. */
function escapeXml(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML forbids
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
      .replace(/\p{Surrogate}/gu, "")
      .replace(/[&<>"']/g, (letter) => entities[letter] ?? "")
      // As they are, a parser makes one space of each in an attribute, and drops the carriage return everywhere.
      .replace(/[\t\n\r]/g, (letter) => `&#${letter.charCodeAt(0)};`)
  );
}
