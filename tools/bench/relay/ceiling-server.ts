import { createServer, type Socket } from "node:net";
import { writeMessage } from "./generator/message.ts";

/**
 * What the generator itself can do at most: a server that reads no HTTP and writes canned bytes over bare sockets.
 * Arguments: port, bytes of a message.
 */
const [port = "0", bytes = "330"] = process.argv.slice(2);
const messageBytes = Number(bytes);
const clients = new Map<string, Socket>();
const upgraded = Buffer.from("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
const answer = Buffer.from("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nOK\n");

const server = createServer({ noDelay: true }, (socket) => {
  socket.setEncoding("latin1");
  socket.on("error", () => socket.destroy());
  socket.on("data", (chunk) => {
    const text = chunk.toString();
    if (text.startsWith("GET /v1/stream")) {
      const employee = /employee=(\d+)/.exec(text)?.[1] ?? "";
      clients.set(employee, socket);
      socket.on("close", () => clients.delete(employee));
      socket.write(upgraded);
    } else if (text.startsWith("GET /hooks/")) {
      const employee = parameter(text, "EmployeeLocalNumber=");
      const kind = text.slice(text.lastIndexOf("/", text.indexOf("?")) + 1, text.indexOf("?"));
      const message = writeMessage(parameter(text, "UniqueCallId="), kind, messageBytes);
      const head = Buffer.from([0x81, 126, message.length >> 8, message.length & 0xff]);
      clients.get(employee)?.write(Buffer.concat([head, Buffer.from(message, "latin1")]));
      socket.write(answer);
    }
  });
});
server.listen(Number(port), "127.0.0.1");
process.once("SIGTERM", () => process.exit(0));

/** The value of a query's parameter; ends at the next one, or with the target. */
function parameter(text: string, name: string): string {
  const from = text.indexOf(name) + name.length;
  let to = from;
  while (to < text.length && text[to] !== "&" && text[to] !== " ") to++;
  return text.slice(from, to);
}
