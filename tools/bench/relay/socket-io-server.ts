import { createServer } from "node:http";
import { Server } from "socket.io";
import { writeMessage } from "./generator/message.ts";

/**
 * socket.io as its documentation has it, with connection state recovery, over WebSocket only. Hooks come by HTTP as they
 * do to the relay. Arguments: port, bytes of a message.
 */
const [port = "0", bytes = "330"] = process.argv.slice(2);
const messageBytes = Number(bytes);

const server = createServer((request, response) => {
  const url = request.url ?? "";
  const at = url.indexOf("?");
  const query = new URLSearchParams(url.slice(at + 1));
  const kind = url.slice(url.lastIndexOf("/", at) + 1, at);
  const message: unknown = JSON.parse(writeMessage(query.get("UniqueCallId") ?? "", kind, messageBytes));
  io.to(query.get("EmployeeLocalNumber") ?? "").emit("event", message);
  response.writeHead(200, { "Content-Type": "text/plain; charset=utf-8", "Content-Length": 3 }).end("OK\n");
});
const io = new Server(server, {
  transports: ["websocket"],
  connectionStateRecovery: { maxDisconnectionDuration: 120_000 },
});
io.on("connection", (socket) => {
  const { employee } = socket.handshake.query;
  if (typeof employee === "string") void socket.join(employee);
});
server.keepAliveTimeout = 120_000;
server.listen(Number(port), "127.0.0.1");
process.once("SIGTERM", () => process.exit(0));
