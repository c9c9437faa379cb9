import type { RequestName } from "../../../shared/ipc/contract.ts";
import type { CallCardWindow } from "../ports/call-card-window.ts";
import type { CallCard } from "../services/call-card.ts";
import { succeeded } from "../services/failure.ts";
import type { Handlers } from "./handlers.ts";

type CardRequest = Extract<RequestName, `card.${string}`>;

export interface CardServices {
  card: CallCard;
  cardWindow: CallCardWindow;
}

/** What the call card's window may ask, which is all that it needs. */
export function isCardRequest(name: RequestName): boolean {
  return name.startsWith("card.");
}

export function createCardHandlers({ card, cardWindow }: CardServices): Pick<Handlers, CardRequest> {
  return {
    "card.get": () => ({ ok: true, value: card.view }),
    "card.act": ({ key, action }) => {
      card.act(key, action);
      return succeeded();
    },
    "card.size": ({ height }) => {
      cardWindow.resize(height);
      return succeeded();
    },
  };
}
