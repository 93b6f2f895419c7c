#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What MQTT 5.0 adds to messages and subscriptions: mosquitto's programs and Python's paho against our broker."""
import paho.mqtt.client as paho
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.subscribeoptions import SubscribeOptions

from interop_support import BrokerTest, main, wait_until
from test_paho import make_client

# topic, QoS, retained, content type, response topic, correlation data, user properties, payload
FORMAT = "MSG %t %q %r %C %R %D %P %p"


class Five:
    """A paho client of 5.0 that remembers what came."""

    def __init__(self, test, client_id, alias_maximum=0, expiry=0):
        self.is_connected, self.messages, self.granted = False, [], []
        self.paho = make_client(client_id=client_id, protocol=paho.MQTTv5)
        self.paho.on_connect = lambda *_: setattr(self, "is_connected", True)
        self.paho.on_message = lambda client, data, message: self.messages.append(message)
        self.paho.on_subscribe = lambda client, data, mid, granted, *rest: self.granted.append(granted)
        wishes = Properties(PacketTypes.CONNECT)
        if alias_maximum:
            wishes.TopicAliasMaximum = alias_maximum
        wishes.SessionExpiryInterval = expiry
        self.paho.connect(test.broker.host, test.broker.port, clean_start=False, properties=wishes)
        self.paho.loop_start()
        test.addCleanup(self.stop)
        wait_until(lambda: self.is_connected, "CONNACK")

    def subscribe(self, topic_filter, identifier=None, **options):
        n = len(self.granted)
        properties = Properties(PacketTypes.SUBSCRIBE)
        if identifier:
            properties.SubscriptionIdentifier = identifier
        self.paho.subscribe(topic_filter, options=SubscribeOptions(**options), properties=properties)
        wait_until(lambda: len(self.granted) > n, "SUBACK")
        return self

    def publish(self, topic, payload, qos=1, **properties):
        wishes = Properties(PacketTypes.PUBLISH)
        for name, value in properties.items():
            setattr(wishes, name, value)
        self.paho.publish(topic, payload, qos, properties=wishes).wait_for_publish(20)

    def wait(self, n):
        wait_until(lambda: len(self.messages) >= n, f"{n} messages")
        return self.messages

    def stop(self):
        self.paho.disconnect()
        self.paho.loop_stop()


class FiveMessages(BrokerTest):

    def address(self):
        return ["-h", self.broker.host, "-p", str(self.broker.port)]

    def subscribe(self, *options, n=1):
        lines = self.start_program("stdbuf", "-oL", "mosquitto_sub", *self.address(), "-V", "5", "-d", "-F", FORMAT,
                                   "-C", str(n), "-W", "15", *options)
        lines.wait_for("^Subscribed")
        return lines

    def test_properties_from_mosquitto(self):
        mosquitto = self.subscribe("-t", "p", "-q", "1")
        five = Five(self, "properties").subscribe("p", qos=1)
        code, _ = self.run_program("mosquitto_pub", *self.address(), "-V", "5", "-t", "p", "-q", "1", "-m", "x",
                                   "-D", "publish", "content-type", "text", "-D", "publish", "response-topic", "r",
                                   "-D", "publish", "correlation-data", "id",
                                   "-D", "publish", "user-property", "k", "1",
                                   "-D", "publish", "user-property", "a", "0",
                                   "-D", "publish", "user-property", "k", "2")
        self.assertEqual(code, 0)
        lines = [line for line in mosquitto.rest() if line.startswith("MSG ")]
        self.assertEqual(lines, ["MSG p 1 0 text r id k:1 a:0 k:2 x"])
        properties = five.wait(1)[0].properties
        self.assertEqual(properties.UserProperty, [("k", "1"), ("a", "0"), ("k", "2")])
        self.assertEqual((properties.ContentType, properties.ResponseTopic, properties.CorrelationData),
                         ("text", "r", b"id"))

    def test_identifiers_and_aliases(self):
        reader = Five(self, "identifiers", alias_maximum=10)
        reader.subscribe("a/+/long/topic", identifier=7, qos=1).subscribe("a/#", identifier=300, qos=0)
        writer = Five(self, "writer")
        for i in range(20):
            writer.publish("a/rather/long/topic", str(i), qos=i % 3)
        aliases = {}  # paho leaves them to its user
        for i, message in enumerate(reader.wait(20)):
            alias = getattr(message.properties, "TopicAlias", None)
            topic = message.topic or aliases[alias]
            aliases[alias] = topic
            self.assertEqual((topic, message.payload, message.qos), ("a/rather/long/topic", str(i).encode(),
                                                                     min(i % 3, 1)))
            self.assertEqual(sorted(message.properties.SubscriptionIdentifier), [7, 300])
        self.assertEqual(reader.messages[19].topic, "")

    def test_group_shares(self):
        members = [Five(self, f"member-{i}").subscribe("$share/g/jobs/#", qos=1) for i in range(3)]
        whole = self.subscribe("-t", "jobs/#", "-q", "1", n=30)
        writer = Five(self, "boss")
        for i in range(30):
            writer.publish("jobs/new", str(i))
        wait_until(lambda: sum(len(member.messages) for member in members) >= 30, "30 messages")
        self.assertEqual([len(member.messages) for member in members], [10, 10, 10])
        got = sorted(int(message.payload) for member in members for message in member.messages)
        self.assertEqual(got, list(range(30)))
        self.assertEqual(len([line for line in whole.rest() if line.startswith("MSG ")]), 30)

    def test_expiry(self):
        session = ["-V", "5", "-c", "-i", "late", "-x", "60", "-q", "1", "-t", "soon"]
        code, _ = self.run_program("mosquitto_sub", *self.address(), *session, "-E", "-W", "15")
        self.assertEqual(code, 0)
        writer = Five(self, "punctual")
        watcher = Five(self, "watcher").subscribe("soon", qos=0)
        writer.publish("soon", "gone", MessageExpiryInterval=1)
        writer.publish("soon", "kept", MessageExpiryInterval=1000)
        self.assertEqual([m.properties.MessageExpiryInterval for m in watcher.wait(2)], [1, 1000])
        # A retained message of the same second is a clock: when it has gone, so has the other
        writer.paho.publish("clock", "tick", 1, True, self.one_second()).wait_for_publish(20)
        wait_until(lambda: not self.is_retained("clock"), "the end of a second")
        code, text = self.run_program("mosquitto_sub", *self.address(), *session, "-C", "1", "-W", "15")
        self.assertEqual((code, text), (0, b"kept\n"))

    @staticmethod
    def one_second():
        properties = Properties(PacketTypes.PUBLISH)
        properties.MessageExpiryInterval = 1
        return properties

    def is_retained(self, topic):
        code, _ = self.run_program("mosquitto_sub", *self.address(), "-V", "5", "-t", topic, "-t", "$never",
                                   "-C", "1", "-W", "1", "--retained-only")
        return code == 0

    def test_no_local_and_retain(self):
        both = Five(self, "both").subscribe("n/#", qos=1, noLocal=True, retainAsPublished=True)
        other = Five(self, "other").subscribe("n/#", qos=1)
        both.publish("n/1", "mine")
        other.paho.publish("n/2", "theirs", 1, True).wait_for_publish(20)
        self.assertEqual([(m.topic, m.retain) for m in both.wait(1)], [("n/2", True)])
        self.assertEqual([(m.topic, m.retain) for m in other.wait(2)], [("n/1", False), ("n/2", False)])
        other.subscribe("n/2", retainHandling=SubscribeOptions.RETAIN_DO_NOT_SEND)
        other.subscribe("n/2", retainHandling=SubscribeOptions.RETAIN_SEND_IF_NEW_SUB)
        other.subscribe("n/2", retainHandling=SubscribeOptions.RETAIN_SEND_ON_SUBSCRIBE)
        self.assertEqual([(m.topic, m.retain) for m in other.wait(3)][2:], [("n/2", True)])


if __name__ == "__main__":
    main()
