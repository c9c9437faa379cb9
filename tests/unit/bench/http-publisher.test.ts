import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { HttpPublisher } from "../../../tools/bench/relay/generator/http-publisher.ts";

it("leaves a connection that the server closes, and sends the next request over another", async () => {
  const served: number[] = [];
  const server = createServer((_, response) => {
    served.push(1);
    response.end("OK");
  });
  server.maxRequestsPerSocket = 3;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const publisher = new HttpPublisher({ host: "127.0.0.1", port });
  onTestFinished(() => {
    publisher.close();
    server.close();
  });
  const send = () =>
    new Promise<number>((resolve) => publisher.send(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`, resolve));
  const statuses: number[] = [];
  for (let request = 0; request < 10; request += 1) statuses.push(await send());
  expect(statuses).toEqual(Array.from({ length: 10 }, () => 200));
  expect(served).toHaveLength(10);
});
