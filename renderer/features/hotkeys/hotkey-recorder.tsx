import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { type Modifier, modifierOrder, writeAccelerator } from "../../../shared/hotkeys/accelerator.ts";
import { acceleratorText } from "../../../shared/hotkeys/accelerator-text.ts";
import type { HotkeyAction } from "../../../shared/hotkeys/hotkey-action.ts";
import { judgeAccelerator } from "../../../shared/hotkeys/judge-accelerator.ts";
import { readKeyPress } from "../../../shared/hotkeys/read-key-press.ts";
import type { HotkeysState } from "../../../shared/ipc/hotkey-requests.ts";
import { sendRequest } from "../../bridge/send-request.ts";
import { useSidetone } from "../../bridge/sidetone-context.tsx";
import { useTranslate } from "../../i18n/use-translate.ts";
import { objectionText } from "./objection-text.ts";
import "./hotkey-recorder.css";

interface HotkeyRecorderProps {
  action: HotkeyAction;
  hotkeys: HotkeysState;
  onChoose(accelerator: string): void;
  onEscape(): void;
  /** The focus is elsewhere. */
  onLeave(): void;
}

/** Takes the next keys that are pressed. Meanwhile main hears no hotkey of ours, so that those can be pressed too. */
export function HotkeyRecorder({ action, hotkeys, onChoose, onEscape, onLeave }: HotkeyRecorderProps) {
  const t = useTranslate();
  const { bridge } = useSidetone();
  const { platform, items } = hotkeys;
  const [held, setHeld] = useState<ReadonlySet<Modifier>>(new Set());
  const [objection, setObjection] = useState<string>();
  const field = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    field.current?.focus();
    void sendRequest(bridge, "hotkeys.record", { on: true });
    return () => void sendRequest(bridge, "hotkeys.record", { on: false });
  }, [bridge]);

  const onKeyDown = (event: KeyboardEvent) => {
    // Tab leaves, as it does everywhere: nobody is to be caught here.
    if (event.key === "Tab" && !event.ctrlKey && !event.altKey && !event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.repeat) return;
    const isPlain = !event.ctrlKey && !event.altKey && !event.shiftKey && !event.metaKey;
    if (event.key === "Escape" && isPlain) {
      onEscape();
      return;
    }
    const read = readKeyPress(event.nativeEvent, platform);
    if (read.kind === "held") {
      setHeld(read.modifiers);
      setObjection(undefined);
      return;
    }
    if (read.kind === "unknown") {
      setObjection(t("hotkeys.objections.unknown"));
      return;
    }
    const chosen = Object.fromEntries(items.map((item) => [item.action, item.accelerator]));
    const against = judgeAccelerator(read.accelerator, platform, action, chosen);
    if (against === undefined) onChoose(writeAccelerator(read.accelerator, platform));
    else setObjection(objectionText(against, acceleratorText(read.accelerator, platform), platform, t));
  };

  const onKeyUp = (event: KeyboardEvent) => {
    event.preventDefault();
    const read = readKeyPress(event.nativeEvent, platform);
    if (read.kind === "held") setHeld(read.modifiers);
  };

  const labels = modifierOrder.filter((modifier) => held.has(modifier));
  const keys = labels.length === 0 ? "" : acceleratorText({ modifiers: held, key: "…" }, platform);
  return (
    <div className="hotkey-recorder">
      <button
        ref={field}
        type="button"
        className="hotkey-field"
        aria-label={t("hotkeys.chooseFor", { action: t(`hotkeys.actions.${action}`) })}
        onKeyDown={onKeyDown}
        onKeyUp={onKeyUp}
        onBlur={onLeave}
      >
        {keys === "" ? t("hotkeys.press") : keys}
      </button>
      <p className="settings-section-hint">{t(platform === "mac" ? "hotkeys.pressHintMac" : "hotkeys.pressHint")}</p>
      <p className="hotkey-objection" role="alert">
        {objection ?? ""}
      </p>
    </div>
  );
}
