/**
 * An argument in `Exec=` of a desktop entry (Desktop Entry Specification 1.5, "The Exec key"): quoted, with the signs that
 * mean something in quotes escaped, a percent sign doubled, and all backslashes doubled, since the value is a string.
 *
 * @throws for what no such file can hold
 */
export function quoteExec(argument: string): string {
  if (/\p{Cc}/u.test(argument)) throw new Error("a desktop entry holds no control characters");
  const quoted = `"${argument.replaceAll(/["`$\\]/g, "\\$&")}"`;
  return quoted.replaceAll("%", "%%").replaceAll("\\", "\\\\");
}

/** What starts a program with the session (Desktop Application Autostart Specification 0.5). */
export function autostartEntry(program: string, ...args: string[]): string {
  return [
    "[Desktop Entry]",
    "Type=Application",
    "Name=Sidetone",
    `Exec=${[program, ...args].map(quoteExec).join(" ")}`,
    "Icon=sidetone",
    "Terminal=false",
    "X-GNOME-Autostart-enabled=true",
    "",
  ].join("\n");
}

/** Whether an entry is in force: desktops that let him switch it off write that into it. */
export function isInForce(entry: string): boolean {
  return !/^(?:Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$/im.test(entry);
}
