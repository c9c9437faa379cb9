import { Label } from "react-aria-components/Label";
import { RadioButton, RadioField, RadioGroup } from "react-aria-components/RadioGroup";
import { Text } from "react-aria-components/Text";
import { LockedNote } from "./locked-note.tsx";
import "./choice.css";

interface ChoiceProps<Value extends string> {
  label: string;
  /** Whether the label is for screen readers only. */
  labelHidden?: boolean;
  options: readonly { value: Value; text: string; detail?: string }[];
  value: Value;
  /** `bar`: side by side; `list`: below each other, with room for details. */
  look: "bar" | "list";
  /** It is the administrator's: it can be read, and not changed. */
  isLocked?: boolean;
  onChange(value: Value): void;
}

/** One of a few, all of them in sight. */
export function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const { label, labelHidden = false, options, value, look, isLocked = false, onChange } = props;
  return (
    <RadioGroup
      className={`choice choice-${look}`}
      orientation={look === "bar" ? "horizontal" : "vertical"}
      value={value}
      isReadOnly={isLocked}
      onChange={(chosen) => {
        const option = options.find((candidate) => candidate.value === chosen);
        if (option !== undefined) onChange(option.value);
      }}
    >
      <Label className={labelHidden ? "visually-hidden" : "choice-label"}>{label}</Label>
      <div className="choice-options">
        {options.map((option) => (
          <RadioField key={option.value} value={option.value} className="choice-field">
            <RadioButton className="choice-option">
              {look === "list" && <span className="choice-mark" aria-hidden="true" />}
              <span className="choice-text">{option.text}</span>
              {option.detail !== undefined && <span className="choice-detail tabular">{option.detail}</span>}
            </RadioButton>
          </RadioField>
        ))}
      </div>
      {isLocked && (
        <Text slot="description">
          <LockedNote />
        </Text>
      )}
    </RadioGroup>
  );
}
