#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every limit of the configuration is changed while the broker runs: it holds at once for who is connected, or, where a
client is told it in CONNACK, for who comes then; and nobody is disconnected by the change."""
import select
import socket
import struct

from fault_support import (DEADLINE_S, HOST, Client, FaultTest, connect_packet, field, main, packet, publish_packet,
                           wait_until)

QUOTA_EXCEEDED, REFUSED, BAD_CREDENTIALS = 0x97, 3, 4


def user_packet(password):
    return packet(0x10, field("MQTT") + b"\x04\xc2\0\0" + field("guest") + field("anna") + field(password))


class Limits(FaultTest):

    @classmethod
    def setUpClass(cls):
        cls.checks = {name[len("check_"):]: getattr(cls, name) for name in dir(cls) if name.startswith("check_")}

    def apply(self, **limits):
        status, answer = self.broker.call("PUT", "/api/v1/config", limits)
        self.assertEqual(status, 200, answer)

    def make_away(self, name, topic):
        away = self.client(self.broker, name, clean=False)
        away.subscribe(topic, 1)
        away.send(b"\xe0\0")
        wait_until(lambda: not away.socket.recv(1), "the end")

    def count_drops(self, topic, *payloads):
        before = self.broker.stats()["dropped"]
        for payload in payloads:
            self.other.publish(topic, payload, 1)
        self.other.ping()
        wait_until(lambda: self.broker.stats()["dropped"] > before, "a drop")
        return self.broker.stats()["dropped"] - before

    def retain(self, topic):
        """Returns the reason code that a client of 5.0 is told."""
        self.new.send(packet(0x33, field(topic) + b"\0\x07\0" + b"kept"))
        return (self.new.expect(0x40) + b"\0")[2]

    def check_max_connections(self):
        self.apply(max_connections=3)
        self.assertEqual(self.connect_one("late"), REFUSED)
        self.apply(max_connections=100)
        self.assertEqual(self.connect_one("late"), 0)

    def check_max_sessions(self):
        self.make_away("first-session", "s")
        wait_until(lambda: self.broker.stats()["lasting_sessions"] > 0, "the session")
        self.apply(max_sessions=self.broker.stats()["lasting_sessions"])
        self.assertEqual(self.connect_one("one-more", clean=False), REFUSED)
        self.assertEqual(self.connect_one("one-more"), 0)

    def check_max_login_failures(self):
        self.broker.call("PUT", "/api/v1/users/anna", {"password": "right"})
        self.apply(max_login_failures=1)
        said = [self.connect_with(user_packet("wrong")) for _ in range(8)]
        self.assertEqual((said[0], said[-1]), (BAD_CREDENTIALS, REFUSED))
        self.apply(max_login_failures=0)
        self.assertEqual(self.connect_with(user_packet("wrong")), BAD_CREDENTIALS)

    def check_max_keepalive(self):
        """Told in CONNACK."""
        self.apply(max_keepalive=7)
        self.assertIn(b"\x13\0\x07", self.connack(connect_packet("told", version=5)))

    def check_max_packet_bytes(self):
        """A client of 5.0 keeps what it was told."""
        self.apply(max_packet_bytes=1024)
        self.assertIn(b"\x27" + struct.pack(">I", 1024 + 3), self.connack(connect_packet("told", version=5)))
        self.new.send(packet(0x30, field("a") + b"\0" + bytes(2000)))
        self.new.ping()
        self.victim.send(publish_packet("a", bytes(2000)))
        with self.assertRaises((EOFError, ConnectionError)):
            self.victim.ping()

    def check_max_queue_bytes(self):
        self.make_away("queue-bytes", "q1")
        self.apply(max_queue_bytes=1024)
        self.assertEqual(self.count_drops("q1", bytes(900), bytes(900)), 1)

    def check_max_queued_messages(self):
        self.make_away("queue-count", "q2")
        self.apply(max_queued_messages=2)
        self.assertEqual(self.count_drops("q2", b"1", b"2", b"3"), 1)

    def check_max_total_bytes(self):
        self.make_away("queue-total", "q3")
        self.apply(max_total_bytes=1024)
        self.assertEqual(self.count_drops("q3", bytes(2000)), 1)

    def check_max_retained(self):
        self.assertEqual(self.retain("r/1"), 0x10)
        self.apply(max_retained=1)
        self.assertEqual(self.retain("r/2"), QUOTA_EXCEEDED)
        self.apply(max_retained=2)
        self.assertEqual(self.retain("r/2"), 0x10)

    def check_max_retained_bytes(self):
        self.apply(max_retained_bytes=0)
        self.assertEqual(self.retain("r/3"), QUOTA_EXCEEDED)

    def check_max_inflight(self):
        self.apply(max_inflight=1)
        self.victim.subscribe("i", 1)
        for payload in (b"1", b"2", b"3"):
            self.other.publish("i", payload, 1)
        self.assertEqual(self.victim.expect(0x32)[-1:], b"1")
        self.victim.ping()
        self.apply(max_inflight=3)
        self.assertEqual([self.victim.expect(0x32)[-1:] for _ in range(2)], [b"2", b"3"])
        self.assertIn(b"\x21\0\x03", self.connack(connect_packet("told", version=5)))

    def check_max_publish_rate(self):
        self.hold(max_publish_rate=1)

    def check_max_publish_bytes(self):
        self.hold(max_publish_bytes=1)

    def check_max_session_expiry(self):
        self.make_away("long-away", "e")
        self.apply(max_session_expiry=1)
        wait_until(lambda: self.broker.stats()["sessions_expired"] > 0, "its end")
        asked = packet(0x10, field("MQTT") + b"\x05\x02\0\0\x05\x11\0\0\x03\xe8" + field("told"))
        self.assertIn(b"\x11\0\0\0\x01", self.connack(asked))

    def check_sys_interval(self):
        self.apply(sys_interval=0)
        self.victim.subscribe("$SYS/broker/uptime")
        self.victim.ping()
        self.apply(sys_interval=1)
        self.assertIn(b"uptime", self.victim.expect(0x30))

    def hold(self, **limit):
        """Who publishes too fast is not read, and goes on when the limit is gone."""
        self.apply(**limit)
        for _ in range(10):
            self.victim.send(publish_packet("p", bytes(1000)))
        self.victim.send(b"\xc0\0")
        wait_until(lambda: self.broker.stats()["waiting"] == 1, "a publisher to wait")
        self.assertEqual(select.select([self.victim.socket], [], [], 0)[0], [])
        self.other.ping()
        self.apply(**{name: 0 for name in limit})
        self.victim.expect(0xD0)
        clients = self.broker.call("GET", "/api/v1/clients")[1]
        slowed = {client["client_id"]: client["slowed"] for client in clients}
        self.assertGreater(slowed["victim"], 0)
        self.assertEqual(slowed["other"], 0)

    def connack(self, octets):
        one = Client.__new__(Client)
        one.socket, one.buffer = socket.create_connection((HOST, self.broker.port), DEADLINE_S), bytearray()
        self.addCleanup(one.close)
        one.send(octets)
        return one.expect(0x20)

    def connect_with(self, octets):
        return self.connack(octets)[1]

    def connect_one(self, client_id, clean=True):
        return self.connect_with(connect_packet(client_id, clean))

    def test_each_is_live(self):
        names = [name for name in self.start().call("GET", "/api/v1/config")[1]
                 if name.startswith("max_") or name == "sys_interval"]
        self.assertEqual(sorted(self.checks), sorted(names))
        for name, check in self.checks.items():
            with self.subTest(name):
                self.broker = self.start()
                self.victim = self.client(self.broker, "victim")
                self.other = self.client(self.broker, "other")
                self.new = self.client(self.broker, "new", version=5)
                check(self)
                self.other.ping()
                self.new.ping()


main()
