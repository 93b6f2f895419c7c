// SPDX-FileCopyrightText: 2026 The Soliton authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* MQTT.js under a test's command: one JSON object a line in, one a line out.
 * In: {"do": "connect" | "subscribe" | "unsubscribe" | "publish" | "end" | "drop", "args": […]}
 * Out: {"done": what, "value": …}, {"message": topic, "payload": base64, "qos": n, "retain": flag}, {"closed": true},
 *      {"failed": what, "why": text} */
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const mqtt = createRequire(process.argv[2] + "/")("mqtt");
const tell = (object) => process.stdout.write(JSON.stringify(object) + "\n");
let client = null;

function watch() {
  client.on("message", (topic, payload, packet) => tell({
    message: topic, payload: payload.toString("base64"), qos: packet.qos, retain: packet.retain,
  }));
  client.on("close", () => tell({ closed: true }));
}

const commands = {
  connect(url, options) {
    return new Promise((resolve, reject) => {
      client = mqtt.connect(url, { protocolVersion: 4, reconnectPeriod: 0, ...options });
      client.once("connect", (packet) => resolve(packet.sessionPresent));
      client.once("error", reject);
      watch();
    });
  },
  subscribe: (filter, options) => client.subscribeAsync(filter, options),
  unsubscribe: (filter) => client.unsubscribeAsync(filter),
  publish: (topic, payload, options) =>
    client.publishAsync(topic, Buffer.from(payload, "base64"), options).then(() => null),
  end: () => client.endAsync(),
  drop: () => void client.stream.destroy(),
};

for await (const line of createInterface({ input: process.stdin })) {
  const { do: name, args = [] } = JSON.parse(line);
  try {
    tell({ done: name, value: (await commands[name](...args)) ?? null });
  } catch (error) {
    tell({ failed: name, why: String(error.message ?? error) });
  }
}
process.exit(0);
