import { array, assert, integer, property, string } from "fast-check";
import { expect, test } from "vitest";
import {
  MqttReader,
  mqttPublish,
  mqttTypes,
  readPublish,
} from "../../../tools/bench/relay/generator/drivers/mqtt-protocol.ts";
import { type NatsMessage, NatsReader } from "../../../tools/bench/relay/generator/drivers/nats-protocol.ts";

const payloads = array(string({ maxLength: 300, unit: "binary-ascii" }), { maxLength: 8 });
const pieces = integer({ min: 1, max: 50 });

test("NATS messages are read however they are cut", () => {
  assert(
    property(payloads, pieces, (texts, size) => {
      const wire = texts.map((text) => `MSG calls.1 7 ${text.length}\r\n${text}\r\nPING\r\n`).join("");
      const heard: NatsMessage[] = [];
      const reader = new NatsReader((message) => heard.push(message));
      for (let at = 0; at < wire.length; at += size) reader.push(wire.slice(at, at + size));
      expect(heard).toEqual(
        texts.flatMap((payload) => [{ verb: "MSG", subject: "calls.1", subscription: "7", payload }, { verb: "PING" }]),
      );
    }),
  );
});

test("a NATS message with headers gives its payload, and an error its text", () => {
  const heard: NatsMessage[] = [];
  const reader = new NatsReader((message) => heard.push(message));
  reader.push("HMSG calls.1 7 12 15\r\nNATS/1.0\r\n\r\nabc\r\n-ERR 'Unknown'\r\n");
  expect(heard).toEqual([
    { verb: "MSG", subject: "calls.1", subscription: "7", payload: "abc" },
    { verb: "ERR", text: "-ERR 'Unknown'" },
  ]);
});

test("MQTT packets are read however they are cut", () => {
  assert(
    property(payloads, pieces, (texts, size) => {
      const wire = Buffer.concat(texts.map((text, id) => mqttPublish(id + 1, "calls/1", text)));
      const heard: { id: number; payload: string }[] = [];
      const reader = new MqttReader(({ type, body }) => {
        expect(type).toBe(mqttTypes.publish);
        heard.push(readPublish(body));
      });
      for (let at = 0; at < wire.length; at += size) reader.push(wire.subarray(at, at + size));
      expect(heard).toEqual(texts.map((payload, id) => ({ id: id + 1, payload })));
    }),
  );
});
