#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""MQTT.js in Node, over TCP and over WebSocket, against our broker. SOLITON_NODE: a folder to keep it in."""
import base64
import json
import os
import pathlib
import shutil
import subprocess
import sys

from interop_support import BrokerTest, Lines, main

HERE = pathlib.Path(__file__).resolve().parent
FOLDER = pathlib.Path(os.environ["SOLITON_NODE"])


def setUpModule():
    """Fetches what the lock file names, once for each lock file."""
    fetched = FOLDER / "fetched.json"
    lock = (HERE / "package-lock.json").read_bytes()
    if fetched.exists() and fetched.read_bytes() == lock:
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(HERE / name, FOLDER)
    subprocess.run(["npm", "ci", "--ignore-scripts", "--silent"], cwd=FOLDER, check=True,
                   stdout=sys.stderr, timeout=100)
    fetched.write_bytes(lock)


class Client:

    def __init__(self, test, **options):
        self.messages = []
        self.closed = False
        self.lines = Lines(["node", str(HERE / "mqttjs_client.mjs"), str(FOLDER)])
        test.addCleanup(self.lines.stop)
        self.reply = self.do("connect", test.url(), options)

    def read(self):
        """The next thing that is not about a message or the connection."""
        line = self.lines.next()
        if line is None:
            raise AssertionError(f"MQTT.js ended: {self.lines.seen}")
        event = json.loads(line)
        if "message" in event:
            self.messages.append((event["message"], base64.b64decode(event["payload"]),
                                  event["qos"], event["retain"]))
        elif "closed" in event:
            self.closed = True
        else:
            return event
        return None

    def do(self, name, *args):
        self.lines.say(json.dumps({"do": name, "args": args}))
        while (event := self.read()) is None:
            pass
        return event

    def subscribe(self, topic_filter, qos):
        reply = self.do("subscribe", topic_filter, {"qos": qos})
        assert reply["value"] == [{"topic": topic_filter, "qos": qos}], reply
        return self

    def publish(self, topic, payload, **options):
        reply = self.do("publish", topic, base64.b64encode(payload).decode(), options)
        assert "done" in reply, reply

    def wait(self, n):
        while len(self.messages) < n:
            assert self.read() is None
        return self.messages

    def wait_until_closed(self):
        while not self.closed:
            assert self.read() is None


class OverTcp(BrokerTest):

    def url(self):
        return f"mqtt://{self.broker.host}:{self.broker.port}"

    def test_each_qos(self):
        reader = Client(self).subscribe("js/+", 2)
        writer = Client(self)
        for qos in range(3):
            writer.publish(f"js/{qos}", b"hello", qos=qos)
        self.assertEqual(reader.wait(3), [(f"js/{q}", b"hello", q, False) for q in range(3)])

    def test_octets_that_are_no_text(self):
        octets = bytes(range(256)) * 1000
        client = Client(self).subscribe("octets", 1)
        client.publish("octets", octets, qos=1)
        self.assertEqual(client.wait(1), [("octets", octets, 1, False)])

    def test_retained_and_will(self):
        will = {"topic": "js/device", "payload": "offline", "qos": 1, "retain": True}
        mortal = Client(self, will=will)
        mortal.publish("js/device", b"online", qos=1, retain=True)
        reader = Client(self).subscribe("js/device", 1)
        self.assertEqual(reader.wait(1), [("js/device", b"online", 1, True)])
        mortal.do("drop")
        self.assertEqual(reader.wait(2)[1], ("js/device", b"offline", 1, False))
        reader.publish("js/device", b"", retain=True)

    def test_lasting_session(self):
        options = {"clientId": f"js-{type(self).__name__}", "clean": False}
        reader = Client(self, **options)
        self.assertIs(reader.reply["value"], False)
        reader.subscribe("js/away", 1).do("end")
        Client(self).publish("js/away", b"missed", qos=1)
        reader = Client(self, **options)
        self.assertIs(reader.reply["value"], True)
        self.assertEqual(reader.wait(1), [("js/away", b"missed", 1, False)])

    def test_unsubscribe(self):
        client = Client(self).subscribe("js/off", 0)
        client.do("unsubscribe", "js/off")
        client.subscribe("js/on", 0)
        client.publish("js/off", b"x")
        client.publish("js/on", b"y")
        self.assertEqual(client.wait(1), [("js/on", b"y", 0, False)])

    def test_takeover(self):
        name = f"js-twin-{type(self).__name__}"
        old = Client(self, clientId=name)
        Client(self, clientId=name)
        old.wait_until_closed()

    def test_unknown_user(self):
        reply = Client(self, username="eve", password="x").reply
        self.assertEqual(reply.get("failed"), "connect", reply)

    def test_version_5(self):
        name = f"js-five-{type(self).__name__}"
        options = {"protocolVersion": 5, "clientId": name, "clean": False,
                   "properties": {"sessionExpiryInterval": 60}}
        reader = Client(self, **options)
        self.assertEqual(reader.reply, {"done": "connect", "value": False})
        self.assertEqual(reader.do("subscribe", f"js/five/{name}", {"qos": 1})["done"], "subscribe")
        reader.do("end")
        Client(self, protocolVersion=5).publish(f"js/five/{name}", b"kept", qos=1)
        reader = Client(self, **options)
        self.assertEqual(reader.reply, {"done": "connect", "value": True})
        self.assertEqual(reader.wait(1), [(f"js/five/{name}", b"kept", 1, False)])


class OverWebSocket(OverTcp):

    def url(self):
        return f"ws://{self.broker.host}:{self.broker.websocket_port}/mqtt"


if __name__ == "__main__":
    main()
