/** One instruction of a Dockerfile. */
export interface Instruction {
  name: string;
  /** `--from=install` as `from: "install"`. */
  flags: Record<string, string>;
  /** What stands behind the flags. */
  text: string;
}

export interface Stage {
  name: string;
  instructions: Instruction[];
}

/** Reads a Dockerfile as far as ours go: stages, flags, and arguments in words or as JSON. */
export function parseDockerfile(content: string): Stage[] {
  const stages: Stage[] = [];
  for (const line of content.replaceAll("\\\n", " ").split("\n")) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    const [, name = "", rest = ""] = /^([A-Z]+) (.+)$/.exec(line) ?? [];
    if (name === "") throw new Error(`not understood: ${line}`);
    const flags = Object.fromEntries([...rest.matchAll(/--([a-z-]+)=(\S+)/g)].map(([, flag, value]) => [flag, value]));
    const text = rest.replace(/^(?:--[a-z-]+=\S+ )+/, "");
    if (name === "FROM") stages.push({ name: / AS (\S+)$/.exec(text)?.[1] ?? "", instructions: [] });
    stages.at(-1)?.instructions.push({ name, flags, text });
  }
  return stages;
}

/** The words of an instruction in JSON, as in `CMD ["node", "main.ts"]`. */
export function jsonWords(text: string): string[] {
  return JSON.parse(text.slice(text.indexOf("["))) as string[];
}
