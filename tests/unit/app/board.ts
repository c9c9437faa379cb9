import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createTranslator } from "../../../electron/main/adapters/i18next-translator.ts";
import { callMigrations } from "../../../electron/main/adapters/sqlite/call-migrations.ts";
import { openDatabase } from "../../../electron/main/adapters/sqlite/open-database.ts";
import { SqliteCallStore } from "../../../electron/main/adapters/sqlite/sqlite-call-store.ts";
import { CallAttention } from "../../../electron/main/services/call-attention.ts";
import { CallBoard } from "../../../electron/main/services/call-board.ts";
import { CallCard } from "../../../electron/main/services/call-card.ts";
import { CallNotifications, type NotificationWish } from "../../../electron/main/services/call-notifications.ts";
import { CallerLookup, type NumberSuggestion } from "../../../electron/main/services/caller-lookup.ts";
import { CallsService } from "../../../electron/main/services/calls-service.ts";
import { DoNotDisturb } from "../../../electron/main/services/do-not-disturb.ts";
import { LastSpoken } from "../../../electron/main/services/last-spoken.ts";
import { MarkOutbox } from "../../../electron/main/services/mark-outbox.ts";
import { TrialCall } from "../../../electron/main/services/trial-call.ts";
import type { CallEvent } from "../../../shared/calls/event.ts";
import type { CallMark } from "../../../shared/relay-protocol/stream.ts";
import { FakeCardWindow } from "../../fakes/fake-card-window.ts";
import { FakeClock } from "../../fakes/fake-clock.ts";
import { contact } from "../../fakes/fake-contact-index.ts";
import { FakeNotifier } from "../../fakes/fake-notifier.ts";
import { FakeSettings } from "../../fakes/fake-settings.ts";
import { SilentLogger } from "../../fakes/silent-logger.ts";
import { temporaryFolder } from "../../fakes/temporary-folder.ts";
import { me, T0 } from "../calls/story.ts";
import { setUpAddressBook } from "../contacts/address-book.ts";

/** The way of a call from the relay's event to what the employee sees, with real databases. */
export function setUpBoard() {
  const folder = temporaryFolder();
  const clock = new FakeClock(T0);
  const calls = openDatabase(join(folder, "calls.db"), callMigrations, new Date(T0)).database;
  const book = setUpAddressBook(folder);
  let markId = 0;
  const store = new SqliteCallStore(calls, () => {
    markId += 1;
    return `mark-${markId}`;
  });
  const { state, index, people } = book;
  const anna = { company: "Holm Byg A/S", customerNumber: "4711", numbers: ["+45 86 51 51 51"] };
  index.set("crm", "1", contact("Anna Holm", anna));
  index.set("crm", "2", contact("Søren Æbelø", { company: "Frugt & Grønt", numbers: ["20304050"] }));
  const suggest = async (text: string): Promise<NumberSuggestion[]> =>
    index.entries
      .filter(({ contact: { name } }) =>
        name
          .toLowerCase()
          .split(" ")
          .some((word) => word.startsWith(text.toLowerCase())),
      )
      .map(({ contact: { name, company = "", numbers } }) => ({
        kind: "contact",
        name,
        company,
        number: numbers[0]?.number ?? "",
      }));
  const spoken = new LastSpoken(store);
  const translator = createTranslator("da");
  const lookup = new CallerLookup({
    ...book.known,
    spoken,
    customer: (number) => translator.translate("notifications.customer", { number }),
  });
  const notifier = new FakeNotifier();
  const screen = { locked: false };
  const settings = new FakeSettings();
  const quiet = new DoNotDisturb({ state, settings, clock, onChange: () => board.refresh() });
  const attention = new CallAttention({
    settings,
    doNotDisturb: quiet,
    screenLock: { isLocked: () => screen.locked },
  });
  const wishes: NotificationWish[] = [];
  const notifications = new CallNotifications({
    notifier,
    translator,
    clock,
    attention,
    onWish: (wish) => wishes.push(wish),
  });
  const cardWindow = new FakeCardWindow();
  const card = new CallCard({
    window: cardWindow,
    state,
    translator,
    clock,
    attention,
    onWish: (wish) => wishes.push(wish),
  });
  const trial = new TrialCall({ translator, clock, attention, onChange: () => board.refresh() });
  const service = new CallsService({
    store,
    clock,
    logger: new SilentLogger(),
    me,
    onChange: (_, changed) => {
      if (spoken.learn(changed)) board.spokenChanged();
      board.refresh();
    },
    onHistory: () => board.historyChanged(),
    onMarked: () => board.seenElsewhere(),
    onHandled: () => outbox.tell(),
    onGap: () => {},
  });
  const marks: CallMark[] = [];
  const relay = { connected: true };
  const outbox = new MarkOutbox({
    store,
    clock,
    send: (mark) => {
      if (relay.connected) marks.push(mark);
      return relay.connected;
    },
  });
  const board = new CallBoard({
    state,
    calls: service,
    store,
    lookup,
    people,
    notifications,
    card,
    trial,
    clock,
    onSeen: () => outbox.tell(),
  });
  onTestFinished(() => {
    service.dispose();
    board.dispose();
    outbox.dispose();
    calls.close();
  });

  let offset = 0;
  const hear = (event: CallEvent, replayed = false) => {
    const wait = event.receivedAt - clock.now();
    if (wait > 0) clock.advance(wait);
    offset += 1;
    service.receive({ type: "event", cursor: `e:${offset}`, replayed, event });
  };
  return {
    ...book,
    suggest,
    clock,
    board,
    state,
    notifier,
    screen,
    settings,
    quiet,
    notifications,
    card,
    cardWindow,
    trial,
    attention,
    wishes,
    lookup,
    store,
    service,
    hear,
    marks,
    outbox,
    relay,
  };
}
