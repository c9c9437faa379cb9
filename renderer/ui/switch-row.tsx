import type { ReactNode } from "react";
import { SwitchButton, SwitchField } from "react-aria-components/Switch";
import { LockedNote } from "./locked-note.tsx";
import "./switch-row.css";

interface SwitchRowProps {
  label: ReactNode;
  isSelected: boolean;
  /** Keeps the focus while it cannot be moved, unlike a disabled one. */
  isReadOnly?: boolean;
  /** It is the administrator's: it can be read, and not changed. */
  isLocked?: boolean;
  onChange(selected: boolean): void;
}

/** A switch with its name before it, over the full width. */
export function SwitchRow({ label, isSelected, isReadOnly = false, isLocked = false, onChange }: SwitchRowProps) {
  return (
    <SwitchField className="switch-row" isSelected={isSelected} isReadOnly={isReadOnly || isLocked} onChange={onChange}>
      <SwitchButton className="switch-button">
        <span className="switch-label">
          {label}
          {isLocked && <LockedNote />}
        </span>
        <span className="switch-track" aria-hidden="true">
          <span className="switch-thumb" />
        </span>
      </SwitchButton>
    </SwitchField>
  );
}
