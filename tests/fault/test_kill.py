#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rounds of kill -9 at a random moment while publishers and lasting subscribers are at work: no message is lost that was
acknowledged, none of QoS 2 comes twice, and those of one publisher come in its order.

The clients keep their own state from one connection to the next, as the specification wants it of them: what was not
acknowledged is sent again with DUP, and an identifier of QoS 2 is known until it is released."""
import os
import random
import shutil
import socket
import struct
import tempfile
import threading
import time

from fault_support import DEADLINE_S, HOST, Broker, FaultTest, connect_packet, field, main, packet, say, scale

N_PUBLISHERS, N_SUBSCRIBERS, WINDOW = 4, 3, 16
PUBLISH, PUBACK, PUBREC, PUBREL, PUBCOMP = 3, 4, 5, 6, 7


def ack(kind, number):
    return struct.pack(">BBH", kind << 4 | (2 if kind == PUBREL else 0), 2, number)


class Worker(threading.Thread):
    """One client for the life of one connection; what it knows lives in `state`."""

    def __init__(self, port, state):
        super().__init__(daemon=True)
        self.state, self.data, self.problem = state, bytearray(), None
        self.socket = socket.create_connection((HOST, port), DEADLINE_S)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.start()

    def run(self):
        try:
            self.work()
        except (ConnectionError, EOFError, TimeoutError):
            pass
        except AssertionError as problem:
            self.problem = str(problem)
        finally:
            self.socket.close()

    def next_packet(self):
        """(first octet, body)"""
        while True:
            length, at = 0, 1
            while at < len(self.data) and at < 5:
                length |= (self.data[at] & 0x7F) << 7 * (at - 1)
                at += 1
                if self.data[at - 1] < 0x80:
                    break
            if at > 1 and self.data[at - 1] < 0x80 and len(self.data) >= at + length:
                first, body = self.data[0], bytes(self.data[at:at + length])
                del self.data[:at + length]
                return first, body
            octets = self.socket.recv(65536)
            if not octets:
                raise EOFError
            self.data += octets

    def connect(self):
        self.socket.sendall(connect_packet(self.state.name, clean=False))
        first, body = self.next_packet()
        assert first == 0x20 and body[1] == 0, f"{self.state.name}: CONNACK {body.hex()}"
        assert body[0] == 1 or not self.state.is_known, f"the session of {self.state.name} is lost"
        self.state.is_known = True


class PublisherState:
    def __init__(self, name):
        self.name, self.is_known = name, False
        self.open = {}          # identifier → [qos, payload, released]
        self.acknowledged = []  # payloads
        self.n_sent = 0
        self.is_finishing = False


class Publisher(Worker):
    def publish(self, number, qos, payload, dup):
        return packet(0x30 | qos << 1 | (8 if dup else 0), field(f"k/{self.state.name}") + struct.pack(">H", number) + payload)

    def fill(self):
        state, out = self.state, b""
        while len(state.open) < WINDOW and not state.is_finishing:
            number = state.n_sent % 60000 + 1
            qos, payload = 1 + state.n_sent % 2, f"{state.name} {state.n_sent}".encode()
            state.n_sent += 1
            state.open[number] = [qos, payload, False]
            out += self.publish(number, qos, payload, False)
        if out:
            self.socket.sendall(out)

    def take(self, first, number):
        state, kind = self.state, first >> 4
        assert number in state.open or kind == PUBREC, f"{state.name}: packet {first:02x} for {number}"
        if kind in (PUBACK, PUBCOMP):
            entry = state.open.pop(number)
            if kind == PUBACK:
                state.acknowledged.append(entry[1])
        elif kind == PUBREC:
            if not state.open[number][2]:
                state.acknowledged.append(state.open[number][1])
            state.open[number][2] = True
            self.socket.sendall(ack(PUBREL, number))

    def work(self):
        self.connect()
        for number, (qos, payload, released) in list(self.state.open.items()):
            self.socket.sendall(ack(PUBREL, number) if released else self.publish(number, qos, payload, True))
        while self.state.open or not self.state.is_finishing:
            self.fill()
            first, body = self.next_packet()
            self.take(first, struct.unpack(">H", body[:2])[0])
        self.socket.sendall(b"\xe0\x00")


class SubscriberState:
    def __init__(self, name):
        self.name, self.is_known = name, False
        self.unreleased = set()
        self.delivered = []     # (qos, payload)


class Subscriber(Worker):
    def take(self, first, body):
        state, kind = self.state, first >> 4
        if kind == PUBREL:
            number = struct.unpack(">H", body)[0]
            state.unreleased.discard(number)
            self.socket.sendall(ack(PUBCOMP, number))
        if kind != PUBLISH:
            return
        qos, at = first >> 1 & 3, 2 + struct.unpack(">H", body[:2])[0]
        number = struct.unpack(">H", body[at:at + 2])[0]
        if qos == 1 or number not in state.unreleased:
            state.delivered.append((qos, body[at + 2:]))
        if qos == 2:
            state.unreleased.add(number)
        self.socket.sendall(ack(PUBACK if qos == 1 else PUBREC, number))

    def work(self):
        is_new = not self.state.is_known
        self.connect()
        if is_new:
            self.state.is_known = False
            self.socket.sendall(packet(0x82, b"\0\1" + field("k/#") + b"\2"))
            while True:
                first, body = self.next_packet()
                if first == 0x90:
                    break
            assert body[2] == 2, f"SUBACK {body.hex()}"
            self.state.is_known = True
        while True:
            self.take(*self.next_packet())


class Kill(FaultTest):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="soliton-kill-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.publishers = [PublisherState(f"publisher-{i}") for i in range(N_PUBLISHERS)]
        self.subscribers = [SubscriberState(f"subscriber-{i}") for i in range(N_SUBSCRIBERS)]

    def start_broker(self):
        self.broker = Broker(*self.options, folder=self.folder,
                             config={"max_inflight": 20})
        return self.broker.port

    def connect_all(self, port, chance=1.0):
        """Publishers, and subscribers each by a chance."""
        return ([Subscriber(port, state) for state in self.subscribers if random.random() < chance]
                + [Publisher(port, state) for state in self.publishers])

    def join_all(self, workers):
        for worker in workers:
            worker.join(DEADLINE_S)
            self.assertFalse(worker.is_alive(), worker.state.name)
            self.assertIsNone(worker.problem)

    def kill_round(self):
        workers = self.connect_all(self.start_broker(), 0.7)
        time.sleep(random.uniform(0.005, 0.15))
        self.broker.process.kill()
        self.join_all(workers)
        self.broker.stop()

    def subscribe_all(self):
        """Before the first message, so that all of them are everybody's."""
        port = self.start_broker()
        workers = [Subscriber(port, state) for state in self.subscribers]
        deadline = time.monotonic() + DEADLINE_S
        while not all(state.is_known for state in self.subscribers) and time.monotonic() < deadline:
            time.sleep(0.005)
        self.broker.process.kill()
        self.join_all(workers)
        self.broker.stop()

    def count_deliveries(self):
        return sum(len(state.delivered) for state in self.subscribers)

    def drain(self):
        """Until all is there, or nothing has come for a while: what waits grows with the rounds."""
        n, deadline = -1, time.monotonic() + DEADLINE_S
        while time.monotonic() < deadline:
            if self.count_deliveries() != n:
                n, deadline = self.count_deliveries(), time.monotonic() + DEADLINE_S
            elif self.is_complete():
                return
            time.sleep(0.2)

    def is_complete(self):
        wanted = {payload for state in self.publishers for payload in state.acknowledged}
        return all(wanted <= {payload for _, payload in state.delivered} for state in self.subscribers)

    def finish(self):
        for state in self.publishers:
            state.is_finishing = True
        workers = self.connect_all(self.start_broker())
        self.join_all([worker for worker in workers if isinstance(worker, Publisher)])
        self.drain()
        self.broker.process.kill()
        self.join_all([worker for worker in workers if isinstance(worker, Subscriber)])
        self.broker.stop()

    def check_subscriber(self, state):
        got = {}
        for qos, payload in state.delivered:
            got.setdefault((qos, payload.split()[0]), []).append(int(payload.split()[1]))
        for publisher in self.publishers:
            name = publisher.name.encode()
            acknowledged = {int(payload.split()[1]) for payload in publisher.acknowledged}
            once, least = got.get((2, name), []), got.get((1, name), [])
            lost = acknowledged - set(once) - set(least)
            self.assertEqual(lost, set(), f"{state.name} did not get these of {publisher.name}")
            self.assertEqual(len(once), len(set(once)), f"{state.name} got some of {publisher.name} twice at QoS 2")
            self.assertEqual(once, sorted(once), f"{state.name} got {publisher.name} out of order")

    def run_rounds(self, n, *options):
        self.options = options
        seed = int(os.environ.get("SOLITON_KILL_SEED", random.randrange(1 << 32)))
        random.seed(seed)
        say(f"SOLITON_KILL_SEED={seed}")
        self.subscribe_all()
        for _ in range(n):
            self.kill_round()
        self.finish()
        n_acknowledged = sum(len(state.acknowledged) for state in self.publishers)
        say(f"{n} kills, {n_acknowledged} acknowledged, {self.count_deliveries()} deliveries to {N_SUBSCRIBERS}")
        self.assertGreater(n_acknowledged, 0)
        for state in self.subscribers:
            self.check_subscriber(state)

    def test_nothing_acknowledged_is_lost(self):
        self.run_rounds(scale(20, 500))


main()
