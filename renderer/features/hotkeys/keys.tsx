import { type KeyboardPlatform, parseAccelerator } from "../../../shared/hotkeys/accelerator.ts";
import { acceleratorText, keyLabels } from "../../../shared/hotkeys/accelerator-text.ts";
import "./keys.css";

/** Keys as they are labelled on the keyboard. */
export function Keys({ accelerator, platform }: { accelerator: string; platform: KeyboardPlatform }) {
  const read = parseAccelerator(accelerator, platform);
  const labels = read === undefined ? [accelerator] : keyLabels(read, platform);
  return (
    <span className="keys">
      <span className="visually-hidden">{keysText(accelerator, platform)}</span>
      <span className="keys-drawn" aria-hidden="true">
        {labels.map((label) => (
          <span key={label} className="key">
            {label}
          </span>
        ))}
      </span>
    </span>
  );
}

/** In a sentence: `Ctrl+Shift+D`. */
export function keysText(accelerator: string, platform: KeyboardPlatform): string {
  const read = parseAccelerator(accelerator, platform);
  return read === undefined ? accelerator : acceleratorText(read, platform);
}
