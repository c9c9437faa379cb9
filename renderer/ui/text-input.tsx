import { FieldError } from "react-aria-components/FieldError";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { Text } from "react-aria-components/Text";
import { TextField, type TextFieldProps } from "react-aria-components/TextField";
import "./text-input.css";

interface TextInputProps extends Omit<TextFieldProps, "children" | "className"> {
  label: string;
  placeholder?: string;
  hint?: string;
  /** What is wrong with what stands in it. */
  error?: string | undefined;
  /** Whether the label is for screen readers only. */
  labelHidden?: boolean;
}

/** A labelled field with a hint below it. */
export function TextInput({ label, placeholder, hint, error, labelHidden = false, ...props }: TextInputProps) {
  return (
    <TextField {...props} {...(error === undefined ? {} : { isInvalid: true })} className="text-input">
      <Label className={labelHidden ? "visually-hidden" : "text-input-label"}>{label}</Label>
      <Input className="text-input-field" {...(placeholder === undefined ? {} : { placeholder })} />
      {hint !== undefined && (
        <Text slot="description" className="text-input-hint">
          {hint}
        </Text>
      )}
      {error !== undefined && <FieldError className="text-input-error">{error}</FieldError>}
    </TextField>
  );
}
