import { XMLParser, XMLValidator } from "fast-xml-parser";

/** A toast as Windows reads it from the app's XML. */
export interface Toast {
  title: string;
  body: string;
  silent: boolean;
  scenario: string;
  /** What the toast itself hands back when it is touched. */
  launch: string;
  buttons: { text: string; arguments: string }[];
}

/** What Windows hands back, as Electron reads it. */
interface Activation {
  type: string;
  tag: string;
  action?: number;
}

const LONGEST_BYTES = 5 * 1024;
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "",
  parseTagValue: false,
  htmlEntities: true,
  isArray: (name) => name === "text" || name === "action",
});

/** @returns why Windows would not show it, as text */
export function readToast(xml: string): Toast | string {
  if (Buffer.byteLength(xml) > LONGEST_BYTES) return "The size of the notification content is too large.";
  if (XMLValidator.validate(xml) !== true) return "XML: Invalid XML";
  const { toast } = parser.parse(xml) as { toast?: Parsed };
  if (toast === undefined) return "XML: Invalid XML";
  const [title = "", body = ""] = toast.visual?.binding?.text ?? [];
  return {
    title,
    body,
    silent: toast.audio?.silent === "true",
    scenario: toast.scenario ?? "",
    launch: toast.launch ?? "",
    buttons: (toast.actions?.action ?? []).map((button) => ({ text: button.content, arguments: button.arguments })),
  };
}

/** Pairs that Electron does not know are nothing to it. */
export function readActivation(text: string): Activation {
  const pairs = new Map(
    text.split("&").map((pair) => {
      const [name = "", value = ""] = pair.split("=");
      return [name, value] as const;
    }),
  );
  const action = pairs.get("action");
  return {
    type: pairs.get("type") ?? "click",
    tag: pairs.get("tag") ?? "",
    ...(action === undefined ? {} : { action: Number(action) }),
  };
}

interface Parsed {
  launch?: string;
  scenario?: string;
  visual?: { binding?: { text?: string[] } };
  actions?: { action?: { content: string; arguments: string }[] };
  audio?: { silent?: string };
}
