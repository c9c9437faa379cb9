import ChevronDown from "lucide-react/icons/chevron-down";
import { type ReactNode, useId } from "react";
import "./select-box.css";

interface SelectBoxProps {
  label: string;
  /** Whether the label is for screen readers only. */
  labelHidden?: boolean;
  value: string;
  /** `option` and `optgroup` elements. */
  children: ReactNode;
  onChange(value: string): void;
}

/** One of many, in the system's own list. */
export function SelectBox({ label, labelHidden = false, value, children, onChange }: SelectBoxProps) {
  const id = useId();
  return (
    <div className="select-box">
      <label htmlFor={id} className={labelHidden ? "visually-hidden" : "select-box-label"}>
        {label}
      </label>
      <span className="select-box-field">
        <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
          {children}
        </select>
        <ChevronDown size={14} aria-hidden="true" />
      </span>
    </div>
  );
}
