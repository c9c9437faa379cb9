/** A system call, from where it began to where it returned, in lines of the trace. */
export interface SystemCall {
  name: string;
  /** What it was about: a file's path, or `socket:[…]`. */
  target: string;
  /** Its arguments as strace writes them. */
  text: string;
  began: number;
  returned: number;
}

/** Reads what `strace -f -y` wrote: calls of several threads, which interrupt each other. */
export function readSystemCalls(trace: string): SystemCall[] {
  const calls: SystemCall[] = [];
  const unfinished = new Map<string, SystemCall>();
  for (const [line, text] of trace.split("\n").entries()) {
    const resumed = /^(\d+) +[\d.]+ <\.\.\. (\w+) resumed>(.*)$/s.exec(text);
    if (resumed !== null) {
      const key = `${resumed[1]} ${resumed[2]}`;
      const call = unfinished.get(key);
      if (call !== undefined) {
        call.returned = line;
        call.text += resumed[3] ?? "";
      }
      unfinished.delete(key);
      continue;
    }
    const begun = /^(\d+) +[\d.]+ (\w+)\(\d+<((?:[^>\\]|\\.)*)>(.*)$/s.exec(text);
    if (begun === null) continue;
    const [, thread = "", name = "", target = "", rest = ""] = begun;
    const call: SystemCall = { name, target, text: rest, began: line, returned: line };
    calls.push(call);
    if (rest.endsWith("<unfinished ...>")) {
      call.returned = Number.POSITIVE_INFINITY;
      unfinished.set(`${thread} ${name}`, call);
    }
  }
  return calls;
}
