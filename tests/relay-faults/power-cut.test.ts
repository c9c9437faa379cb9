import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { installedProgram, whyNotInstalled } from "../fakes/installed-program.ts";
import { temporaryFolder } from "../fakes/temporary-folder.ts";
import { HookSender } from "./hook-sender.ts";
import { RelayUnderTest } from "./relay-under-test.ts";
import { readSystemCalls, type SystemCall } from "./system-calls.ts";

const HOOKS = 60;
const TRACED = "trace=read,recvfrom,write,writev,sendto,sendmsg,pwrite64,fsync,fdatasync";

/**
 * A power cut takes what was written and not synced. So the relay is run under strace, and each hook is followed: its
 * request is read from a socket, its event written to the write-ahead log, the log synced, and only then the 200 written
 * to the socket.
 */
it("no hook is answered 200 before its event is synced to the disk", async ({ skip }) => {
  const reason = process.platform === "linux" ? whyNotInstalled("strace") : "needs Linux's strace";
  if (reason !== undefined) skip(reason);
  const trace = join(temporaryFolder(), "trace");
  const strace = [installedProgram("strace"), "-f", "-ttt", "-s", "6000", "-y", "-e", TRACED, "-o", trace];
  const relay = await RelayUnderTest.start({ wrapper: strace });
  const sender = new HookSender(relay.url, ["202", "203"]);
  sender.start(4);
  while (sender.acknowledged.length < HOOKS) await new Promise((resolve) => setTimeout(resolve, 20));
  await sender.stop();
  await relay.stop();

  const calls = readSystemCalls(readFileSync(trace, "latin1"));
  expect(sender.failures).toBe(0);
  for (const { kind, callId } of sender.acknowledged) {
    const { asked, written, synced, answered } = wayOf(calls, kind, callId);
    expect(asked, `${kind} ${callId} was read`).toBeDefined();
    expect(written, `${kind} ${callId} was written to the log`).toBeDefined();
    expect(synced, `the log was synced after ${kind} ${callId}`).toBeDefined();
    expect(answered, `${kind} ${callId} was answered`).toBeDefined();
    expect(synced?.returned, `${kind} ${callId} was synced before it was answered`).toBeLessThan(answered?.began ?? 0);
  }
});

function wayOf(calls: readonly SystemCall[], kind: string, callId: string) {
  const asked = calls.find(
    ({ target, text }) =>
      target.startsWith("socket:") &&
      text.includes(`/${kind}?`) &&
      text.includes(`UniqueCallId=${callId}&`.slice(0, -1)),
  );
  const entry = `\\"kind\\":\\"${kind}\\",\\"callId\\":\\"${callId}\\"`;
  const written = calls.find(({ target, text }) => target.endsWith("relay.db-wal") && text.includes(entry));
  const synced = calls.find(
    ({ name, target, began }) =>
      /sync$/.test(name) && target.endsWith("relay.db-wal") && began > (written?.returned ?? Number.POSITIVE_INFINITY),
  );
  const answered = calls.find(
    ({ target, text, began }) =>
      target === asked?.target && began > asked.began && /"HTTP\/1\.1 200|iov_base="HTTP\/1\.1 200/.test(text),
  );
  return { asked, written, synced, answered };
}
