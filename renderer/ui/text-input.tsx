import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { Text } from "react-aria-components/Text";
import { TextField, type TextFieldProps } from "react-aria-components/TextField";
import "./text-input.css";

interface TextInputProps extends Omit<TextFieldProps, "children" | "className"> {
  label: string;
  placeholder?: string;
  hint?: string;
}

/** A labelled field with a hint below it. */
export function TextInput({ label, placeholder, hint, ...props }: TextInputProps) {
  return (
    <TextField {...props} className="text-input">
      <Label className="text-input-label">{label}</Label>
      <Input className="text-input-field" {...(placeholder === undefined ? {} : { placeholder })} />
      {hint !== undefined && (
        <Text slot="description" className="text-input-hint">
          {hint}
        </Text>
      )}
    </TextField>
  );
}
