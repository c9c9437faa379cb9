import type { CardAction, CardCall, CardView } from "../../shared/ipc/card.ts";

type OnAction = (key: string, action: CardAction) => void;

interface Row {
  element: HTMLLIElement;
  /** The call as drawn, so that only what changed is drawn anew, and read out. */
  drawn: string;
}

/** The calls on the card, without any library: this page must be there within a blink of a call. */
export function createCardList(root: HTMLElement, onAction: OnAction) {
  const list = document.createElement("ul");
  list.setAttribute("aria-live", "assertive");
  list.className = "popup-calls";
  const more = document.createElement("p");
  more.className = "popup-more";
  root.append(list, more);
  const rows = new Map<string, Row>();

  return {
    draw(view: CardView): void {
      root.setAttribute("aria-label", view.label);
      for (const [key, row] of rows) {
        if (view.calls.some((call) => call.key === key)) continue;
        row.element.remove();
        rows.delete(key);
      }
      for (const [index, call] of view.calls.entries()) {
        const row = rows.get(call.key) ?? { element: document.createElement("li"), drawn: "" };
        rows.set(call.key, row);
        const drawn = JSON.stringify(call);
        if (row.drawn !== drawn) drawCall(row.element, call, onAction);
        row.drawn = drawn;
        if (list.children[index] !== row.element) list.insertBefore(row.element, list.children[index] ?? null);
      }
      more.hidden = view.more === undefined;
      more.textContent = view.more ?? "";
    },
    /** The call on top is dealt with. */
    dismissFirst(): void {
      list.querySelector<HTMLButtonElement>(".popup-dismiss")?.click();
    },
  };
}

function drawCall(row: HTMLLIElement, call: CardCall, onAction: OnAction): void {
  row.className = `popup-call popup-${call.tone}`;
  const text = create("div", "popup-text");
  text.append(create("p", "popup-state", call.state), nameOf(call));
  for (const line of call.lines) text.append(create("p", "popup-line", line));
  const buttons = create("div", "popup-buttons");
  for (const { action, text: label } of call.buttons) {
    buttons.append(button("popup-button", label, () => onAction(call.key, action)));
  }
  if (call.buttons.length > 0) text.append(buttons);
  const dismiss = button("popup-dismiss", "×", () => onAction(call.key, "dismiss"));
  dismiss.setAttribute("aria-label", call.dismiss);
  const mark = create("span", "popup-mark");
  mark.setAttribute("aria-hidden", "true");
  mark.append(handset());
  row.replaceChildren(mark, text, dismiss);
}

function nameOf({ name, vip }: CardCall): HTMLElement {
  const line = create("p", "popup-name", name);
  if (vip) line.append(" ", create("span", "popup-vip", "VIP"));
  return line;
}

function button(className: string, label: string, onClick: () => void): HTMLButtonElement {
  const element = document.createElement("button");
  element.type = "button";
  element.className = className;
  element.textContent = label;
  element.addEventListener("click", onClick);
  return element;
}

function create(name: "div" | "p" | "span", className: string, text = ""): HTMLElement {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

/** The app's sign, as in the tray. */
function handset(): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  for (const [d, width] of [
    ["M6.6 3.2A4.9 4.9 0 0 0 6.6 12.8", "2.2"],
    ["M8.9 10.9A3.3 3.3 0 0 0 8.9 5.1", "1.5"],
    ["M11 12.9A6 6 0 0 0 11 3.1", "1.5"],
  ] as const) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    path.setAttribute("stroke-width", width);
    svg.append(path);
  }
  return svg;
}
