#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Python's paho, over TCP and over WebSocket, against our broker."""
import json
import math
import time

import paho.mqtt.client as paho
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from interop_support import BrokerTest, Soliton, main, wait_until


def make_client(**options):
    """Of paho 1 and 2 alike, with the callbacks of version 1."""
    if hasattr(paho, "CallbackAPIVersion"):
        return paho.Client(paho.CallbackAPIVersion.VERSION1, **options)
    return paho.Client(**options)


class Client:
    """A client on its own thread that remembers what came."""

    def __init__(self, test, client_id="", clean=True, user=None, will=None):
        self.codes, self.messages, self.granted, self.ends = [], [], [], []
        self.present = None
        self.is_dropped = False
        self.paho = make_client(client_id=client_id, clean_session=clean,
                                transport=test.transport)
        if user is not None:
            self.paho.username_pw_set(*user)
        if will is not None:
            self.paho.will_set(*will)
        self.paho.on_connect = self._connected
        self.paho.on_disconnect = lambda client, data, code: self.ends.append(code)
        self.paho.on_subscribe = lambda client, data, mid, granted: self.granted.append(granted)
        self.paho.on_message = lambda client, data, message: self.messages.append(message)
        if test.transport == "websockets":
            self.paho.ws_set_options(path="/mqtt")
        self.paho.connect(test.broker.host, test.port(), keepalive=60)
        self.paho.loop_start()
        test.addCleanup(self.stop)
        wait_until(lambda: self.codes, "CONNACK")

    def _connected(self, client, data, flags, code):
        self.present = flags["session present"]
        self.codes.append(code)

    def subscribe(self, *filters):
        n = len(self.granted)
        self.paho.subscribe(list(filters))
        wait_until(lambda: len(self.granted) > n, "SUBACK")
        return self

    def publish(self, *args, **options):
        info = self.paho.publish(*args, **options)
        info.wait_for_publish(20)
        assert info.is_published()

    def wait(self, n):
        wait_until(lambda: len(self.messages) >= n, f"{n} messages")
        return self.messages

    def stop(self):
        if self.is_dropped:
            return
        self.paho.disconnect()
        self.paho.loop_stop()

    def drop(self):
        """Ends the connection without DISCONNECT."""
        self.is_dropped = True
        self.paho.loop_stop()
        self.paho.socket().close()


class ClientOfFive:
    """As Client, of MQTT 5.0: what matters of sessions and reasons."""

    def __init__(self, test, client_id="", clean=True, expiry=0, will=None, delay=0):
        self.reason, self.present, self.terms, self.end = None, None, None, None
        self.messages, self.granted = [], []
        self.paho = make_client(client_id=client_id, protocol=paho.MQTTv5, transport=test.transport)
        self.paho.on_connect = self._connected
        self.paho.on_disconnect = self._disconnected
        self.paho.on_subscribe = lambda client, data, mid, granted, *rest: self.granted.append(granted)
        self.paho.on_message = lambda client, data, message: self.messages.append(message)
        if test.transport == "websockets":
            self.paho.ws_set_options(path="/mqtt")
        if will is not None:
            wishes = Properties(PacketTypes.WILLMESSAGE)
            wishes.WillDelayInterval = delay
            wishes.UserProperty = ("who", "paho")
            self.paho.will_set(*will, properties=wishes)
        wishes = Properties(PacketTypes.CONNECT)
        wishes.SessionExpiryInterval = expiry
        self.paho.connect(test.broker.host, test.port(), keepalive=60, clean_start=clean,
                          properties=wishes)
        self.paho.loop_start()
        test.addCleanup(self.stop)
        wait_until(lambda: self.reason is not None, "CONNACK")

    def _connected(self, client, data, flags, reason, terms=None):
        self.present, self.terms, self.reason = flags["session present"], terms, reason.value

    def _disconnected(self, client, data, reason, *rest):
        self.end = getattr(reason, "value", reason)

    def subscribe(self, topic_filter, qos):
        self.paho.subscribe(topic_filter, qos)
        wait_until(lambda: self.granted, "SUBACK")
        return self

    def wait(self, n):
        wait_until(lambda: len(self.messages) >= n, f"{n} messages")
        return self.messages

    is_dropped = False
    stop = Client.stop
    drop = Client.drop


class OverTcp(BrokerTest):

    transport = "tcp"

    def port(self):
        return self.broker.port

    def test_each_qos(self):
        reader = Client(self).subscribe(("paho/#", 2))
        writer = Client(self)
        for qos in range(3):
            writer.publish(f"paho/{qos}", f"hello {qos}", qos=qos)
        got = [(m.topic, m.payload, m.qos) for m in reader.wait(3)]
        self.assertEqual(got, [(f"paho/{q}", f"hello {q}".encode(), q) for q in range(3)])

    def test_own_message_comes_back(self):
        client = Client(self).subscribe(("echo", 1))
        client.publish("echo", "it is me", qos=1)
        self.assertEqual(client.wait(1)[0].payload, b"it is me")

    def test_octets_that_are_no_text(self):
        octets = bytes(range(256)) * 300
        client = Client(self).subscribe(("octets", 2))
        client.publish("octets", octets, qos=2)
        self.assertEqual(client.wait(1)[0].payload, octets)

    def test_thousands_in_order(self):
        reader = Client(self).subscribe(("order", 2))
        writer = Client(self)
        for i in range(2000):
            writer.paho.publish("order", str(i), qos=i % 2 + 1)
        # QoS 1 and 2 may overtake each other, each of them is in order
        got = [(m.qos, int(m.payload)) for m in reader.wait(2000)]
        for qos in (1, 2):
            self.assertEqual([i for q, i in got if q == qos], list(range(qos - 1, 2000, 2)))

    def test_retained_and_will(self):
        mortal = Client(self, will=("status/device", "offline", 1, True))
        mortal.publish("status/device", "online", qos=1, retain=True)
        reader = Client(self).subscribe(("status/#", 1))
        self.assertEqual((reader.wait(1)[0].payload, reader.messages[0].retain), (b"online", True))
        mortal.drop()
        self.assertEqual((reader.wait(2)[1].payload, reader.messages[1].retain), (b"offline", False))
        late = Client(self).subscribe(("status/#", 1))
        self.assertEqual((late.wait(1)[0].payload, late.messages[0].retain), (b"offline", True))
        late.publish("status/device", "", retain=True)

    def test_lasting_session(self):
        name = f"sleeper-{self.transport}"
        reader = Client(self, name, clean=False).subscribe(("sleep", 1))
        self.assertEqual(reader.present, 0)
        reader.stop()
        writer = Client(self)
        for i in range(10):
            writer.publish("sleep", str(i), qos=1)
        reader = Client(self, name, clean=False)
        self.assertEqual(reader.present, 1)
        self.assertEqual([m.payload for m in reader.wait(10)], [b"%d" % i for i in range(10)])

    def test_takeover(self):
        old = Client(self, f"twin-{self.transport}")
        old.paho.reconnect_delay_set(60, 60)
        Client(self, f"twin-{self.transport}")
        wait_until(lambda: old.ends, "the end of the old connection")
        self.assertEqual(old.codes, [0])

    def test_five_session(self):
        name = f"five-{self.transport}"
        reader = ClientOfFive(self, name, clean=False, expiry=60).subscribe("five/sleep", 1)
        self.assertEqual((reader.reason, reader.present), (0, 0))
        self.assertEqual(reader.terms.TopicAliasMaximum, 32)
        reader.stop()
        Client(self).publish("five/sleep", "kept", qos=1)
        reader = ClientOfFive(self, name, clean=False)
        self.assertEqual(reader.present, 1)
        self.assertEqual(reader.wait(1)[0].payload, b"kept")
        reader.stop()
        self.assertEqual(ClientOfFive(self, name, clean=False).present, 0)

    def test_five_has_a_name_made(self):
        self.assertRegex(ClientOfFive(self).terms.AssignedClientIdentifier, "^soliton-")

    def test_five_takeover(self):
        old = ClientOfFive(self, f"five-twin-{self.transport}")
        old.paho.reconnect_delay_set(60, 60)
        ClientOfFive(self, f"five-twin-{self.transport}")
        wait_until(lambda: old.end is not None, "the end of the old connection")
        self.assertEqual(old.end, 0x8e)

    def test_five_will_delay(self):
        reader = ClientOfFive(self).subscribe("five/will", 1)
        mortal = ClientOfFive(self, f"five-mortal-{self.transport}", expiry=60, delay=1,
                              will=("five/will", "bye", 1, False))
        mortal.drop()
        self.assertEqual(reader.wait(1)[0].payload, b"bye")
        self.assertEqual(reader.messages[0].properties.UserProperty, [("who", "paho")])

    def test_waveform_of_the_original(self):
        reader = Client(self).subscribe(("realtime_waveform", 0))
        wave = [round(math.sin(4 * math.pi * i / 300), 3) for i in range(300)]
        message = {"timestamp": time.time(), "points": 300, "sampling_rate": 300, "data": wave}
        Client(self).publish("realtime_waveform", json.dumps(message))
        self.assertEqual(json.loads(reader.wait(1)[0].payload), message)


class OverWebSocket(OverTcp):

    transport = "websockets"

    def port(self):
        return self.broker.websocket_port


class WithUsers(BrokerTest):

    transport = "tcp"
    make_broker = staticmethod(lambda: Soliton("--allow-anonymous=false"))

    def port(self):
        return self.broker.port

    def test_only_who_is_known(self):
        self.broker.add_user("anna", "right")
        self.assertEqual(Client(self, user=("anna", "right")).codes[0], 0)
        self.assertEqual(Client(self, user=("anna", "wrong")).codes[0], 4)
        self.assertEqual(Client(self, user=("eve", "right")).codes[0], 4)
        self.assertEqual(Client(self).codes[0], 5)


if __name__ == "__main__":
    main()
