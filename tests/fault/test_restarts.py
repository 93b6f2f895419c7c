#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The broker is stopped, started and configured anew, over and over, while clients come, speak and are thrown out:
every call is answered, and neither memory nor descriptors grow."""
import threading

from fault_support import IS_SANITIZED, Client, FaultTest, main, say, scale

MAX_KIB_A_ROUND = 4
STEPS = [
    ("POST", "/api/v1/broker/stop", None),
    ("POST", "/api/v1/broker/start", None),
    ("POST", "/config", {"max_connections": 50}),
    ("POST", "/config", {"websocket_port": -1}),
    ("POST", "/config", {"max_inflight": 7, "max_connections": 100}),
    ("POST", "/config", {"websocket_port": 0}),
    ("POST", "/config", {"allow_anonymous": False}),
    ("POST", "/config", {"allow_anonymous": True}),
]


class Load(threading.Thread):
    """Comes back whenever it is thrown out. The port changes with each start."""

    def __init__(self, broker, name):
        super().__init__(daemon=True)
        self.broker, self.name_ = broker, name
        self.n_messages = self.n_connects = 0
        self._end = threading.Event()
        self.start()

    def talk(self):
        client = Client(self.broker.port, self.name_, clean=self.n_connects % 2 == 0, keep_alive_s=5)
        client.socket.settimeout(2)
        self.n_connects += 1
        try:
            client.subscribe(f"{self.name_}/#", 1)
            while not self._end.is_set():
                client.send(b"\xc0\0")
                while client.read()[0] != 0xD0:
                    pass
                client.publish("other/x", bytes(200), self.n_messages % 3, retain=self.n_messages % 10 == 0)
                self.n_messages += 1
        finally:
            client.close()

    def run(self):
        while not self._end.is_set():
            try:
                self.talk()
            except (OSError, EOFError, AssertionError):
                self._end.wait(0.005)

    def finish(self):
        self._end.set()
        self.join(20)


class Restarts(FaultTest):

    def measure(self, broker):
        return broker.rss_kib(), broker.n_descriptors()

    def rounds(self, broker, n):
        for _ in range(n):
            for method, path, body in STEPS:
                status, answer = broker.call(method, path, body)
                self.assertEqual(status, 200, answer)
                if path.endswith("start"):
                    broker.port = broker.call("GET", "/api/v1/status")[1]["port"]

    def test_leave_nothing_behind(self):
        n = scale(60, 1000)
        broker = self.start()
        loads = [Load(broker, f"load-{i}") for i in range(4)]
        self.rounds(broker, max(5, n // 5))
        rss_kib, n_descriptors = self.measure(broker)
        self.rounds(broker, n)
        for load in loads:
            load.finish()
        rss_after, descriptors_after = self.measure(broker)
        n_messages, n_connects = sum(load.n_messages for load in loads), sum(load.n_connects for load in loads)
        say(f"{n} rounds of {len(STEPS)} changes under {n_messages} messages of {n_connects} connections: RSS {rss_kib} then "
            f"{rss_after} KiB, descriptors {n_descriptors} then {descriptors_after}")
        self.assertGreater(n_messages, n)
        self.assertGreater(n_connects, n)
        self.assertLessEqual(descriptors_after, n_descriptors + 8)
        if not IS_SANITIZED:
            self.assertLess(rss_after - rss_kib, 2048 + n * MAX_KIB_A_ROUND)


main()
