#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A thousand subscribers, some of which read slowly and some not at all: the others get everything as before, and
memory stays within max_queue_bytes for each and max_total_bytes in all."""
import selectors
import socket
import time

from fault_support import (IS_SANITIZED, Client, FaultTest, Probe, main, publish_packet, raise_descriptors, say, scale,
                           wait_until)

N_CLIENTS = scale(1000, 1000)
N_STOPPED = N_CLIENTS // 10
N_SLOW = N_CLIENTS // 10
PAYLOAD = bytes(1000)
FRAME = len(publish_packet("fan", PAYLOAD))
WINDOW = 20
# To those who do not read alone: more than the kernel's buffers take, so that the broker's own queues are full
BULK = publish_packet("bulk", bytes(16384))
N_BULK = 400
TOTAL = 32 * 1024 * 1024


class Readers:
    """Subscribers that count octets; some take a kilobyte each tenth of a second."""

    def __init__(self, broker, names, small_buffer=False):
        self.selector = selectors.DefaultSelector()
        self.clients = [self.connect(broker, name, small_buffer) for name in names]
        self.counts = dict.fromkeys(self.clients, 0)

    def connect(self, broker, name, small_buffer):
        client = Client(broker.port, name)
        if small_buffer:
            client.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.subscribe("fan")
        if small_buffer:
            client.subscribe("bulk")
        client.socket.setblocking(False)
        self.selector.register(client.socket, selectors.EVENT_READ, client)
        return client

    def read(self, timeout, size=262144):
        for key, _ in self.selector.select(timeout):
            more = key.fileobj.recv(size)
            if not more:
                raise AssertionError("a reader was closed")
            self.counts[key.data] += len(more)

    def read_all(self, wanted, deadline_s=60):
        end = time.monotonic() + deadline_s
        while min(self.counts.values()) < wanted:
            self.read(0.1)
            if time.monotonic() > end:
                raise AssertionError(f"{min(self.counts.values())} of {wanted} octets came to one reader")

    def close(self):
        for client in self.clients:
            client.close()


class SlowReaders(FaultTest):

    def setUp(self):
        raise_descriptors(N_CLIENTS + 100)
        self.broker = self.start("--max-connections", str(N_CLIENTS + 50),
                                 config={"max_queue_bytes": 1024 * 1024, "max_total_bytes": TOTAL})
        self.publisher = self.client(self.broker, "publisher")
        self.sent = 0

    def readers(self, name, n, **more):
        readers = Readers(self.broker, [f"{name}-{i}" for i in range(n)], **more)
        self.addCleanup(readers.close)
        return readers

    def flood(self, healthy, n, slow=None):
        """Publishes n messages, a window at a time; returns CPU seconds a million healthy deliveries."""
        began_s, slow_at = self.broker.cpu_s(), time.monotonic()
        for _ in range(n // WINDOW):
            self.publisher.send(publish_packet("fan", PAYLOAD) * WINDOW)
            self.sent += WINDOW
            healthy.read_all(self.sent * FRAME)
            if slow is not None and time.monotonic() > slow_at:
                slow.read(0, 1024)
                slow_at = time.monotonic() + 0.1
        return (self.broker.cpu_s() - began_s) / (n * len(healthy.clients)) * 1e6

    def test_do_not_disturb_the_others(self):
        n = scale(200, 2000)
        healthy = self.readers("healthy", N_CLIENTS - N_STOPPED - N_SLOW)
        probe = Probe(self.broker.port)
        alone = self.flood(healthy, n)
        quiet = probe.finish()

        slow = self.readers("slow", N_SLOW, small_buffer=True)
        stopped = self.readers("stopped", N_STOPPED, small_buffer=True)
        rss_kib = self.broker.rss_kib()
        self.publisher.send(BULK * N_BULK)
        self.publisher.ping()
        # Another program's burst of work makes one round worse, not each of three
        for _ in range(3):
            probe = Probe(self.broker.port)
            beside = self.flood(healthy, n, slow)
            loud = probe.finish()
            if loud[1] < 4 * quiet[1] + 0.25:
                break
        # What is shown is counted ten times a second
        wait_until(lambda: self.broker.stats()["dropped"] > 0, "queues that are full")
        wait_until(lambda: self.broker.stats()["connections"] == N_CLIENTS + 1, "nobody thrown out, the probe gone")
        stats = self.broker.stats()
        grown_kib = self.broker.rss_kib() - rss_kib
        say(f"{len(healthy.clients)} readers, then {N_SLOW} slow and {N_STOPPED} stopped beside them: CPU "
            f"{alone:.2f} then {beside:.2f} s a million deliveries, pings p99 {quiet[1] * 1e3:.1f} then "
            f"{loud[1] * 1e3:.1f} ms; {stats['dropped']} dropped, {stats['queued_bytes'] >> 10} KiB queued, "
            f"{grown_kib} KiB more")

        # Counted by chunks of the output, the last of which may reach beyond
        self.assertLessEqual(stats["queued_bytes"], TOTAL + 65536)
        self.assertEqual(set(healthy.counts.values()), {self.sent * FRAME})
        if not IS_SANITIZED:
            self.assertLess(grown_kib, TOTAL * 5 / 4 / 1024)
            self.assertLess(beside, 2 * alone + 0.5)
            self.assertLess(loud[1], 4 * quiet[1] + 0.25)
        stopped.close()
        self.assertLess(self.client(self.broker, "afterwards").ping(), 5)


main()
