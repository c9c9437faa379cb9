import { createServer } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";
import { writeMessage } from "./generator/message.ts";

/**
 * The floor: a bare `node:http` and `ws`, with no storage and no checks. It reads the query, finds the client by employee,
 * sends one message and answers. Arguments: port, bytes of a message.
 */
const [port = "0", bytes = "330"] = process.argv.slice(2);
const messageBytes = Number(bytes);
const clients = new Map<string, WebSocket>();

const server = createServer((request, response) => {
  const url = request.url ?? "";
  const at = url.indexOf("?");
  const query = new URLSearchParams(url.slice(at + 1));
  const kind = url.slice(url.lastIndexOf("/", at) + 1, at);
  clients
    .get(query.get("EmployeeLocalNumber") ?? "")
    ?.send(writeMessage(query.get("UniqueCallId") ?? "", kind, messageBytes));
  response.writeHead(200, { "Content-Type": "text/plain; charset=utf-8", "Content-Length": 3 }).end("OK\n");
});
const streams = new WebSocketServer({ noServer: true, perMessageDeflate: false, clientTracking: false });
server.on("upgrade", (request, socket, head) => {
  const employee = new URLSearchParams((request.url ?? "").split("?")[1]).get("employee") ?? "";
  streams.handleUpgrade(request, socket, head, (client) => {
    clients.set(employee, client);
    client.on("error", () => client.terminate());
    client.on("close", () => clients.delete(employee));
  });
});
server.keepAliveTimeout = 120_000;
server.listen(Number(port), "127.0.0.1");
process.once("SIGTERM", () => process.exit(0));
