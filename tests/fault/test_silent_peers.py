#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Thousands that connect and say nothing, half a header, an octet a second, or announce 256 MB: memory stays flat, all
are gone in time, and who speaks MQTT is served meanwhile."""
import select
import time

from fault_support import (IS_LONG, IS_SANITIZED, Client, FaultTest, Probe, connect_packet, main, open_socket,
                           raise_descriptors, say, scale)

# CONNECT must come within ten seconds
REAP_S = 10
# The kernel's buffers are not counted; ours are a struct and what came of an incomplete packet
MAX_KIB_EACH = 2
WHOLE = connect_packet("slow", keep_alive_s=60)
KINDS = {
    "nothing": [],
    "half a header": [b"\x10"],
    "an octet a second": [WHOLE[i:i + 1] for i in range(len(WHOLE) - 1)],
    "256 MB announced": [b"\x10\xff\xff\xff\x7f\0\4MQTT"],
}


class Crowd:
    """@n sockets to one port that send the same octets, one chunk a second."""

    def __init__(self, port, n, chunks):
        self.sockets = [open_socket(port) for _ in range(n)]
        self.chunks = chunks
        self.n_sent = 0

    def tick(self):
        if self.n_sent < len(self.chunks):
            for one in self.sockets:
                try:
                    one.send(self.chunks[self.n_sent])
                except OSError:
                    pass
            self.n_sent += 1

    def reap(self):
        """Forgets those that the broker closed; returns how many are left."""
        poll = select.poll()
        for one in self.sockets:
            poll.register(one, select.POLLIN | select.POLLHUP)
        closed = {fd for fd, _ in poll.poll(0)}
        for one in self.sockets:
            if one.fileno() in closed:
                one.close()
        self.sockets = [one for one in self.sockets if one.fileno() >= 0]
        return len(self.sockets)

    def close(self):
        for one in self.sockets:
            one.close()


class SilentPeers(FaultTest):

    def crowds(self, broker, n):
        """One kind at each port in turn, so that the WebSocket's door is tried too."""
        crowds = {}
        for kind, chunks in KINDS.items():
            crowds[kind] = Crowd(broker.port, n // 5, chunks)
            self.addCleanup(crowds[kind].close)
        crowds["nothing to the WebSocket"] = Crowd(broker.websocket_port, n // 10, [])
        crowds["half a request"] = Crowd(broker.websocket_port, n // 10, [b"GET /mqtt HTTP/1.1\r\nUpgr"])
        for kind in ("nothing to the WebSocket", "half a request"):
            self.addCleanup(crowds[kind].close)
        return crowds

    def last(self, crowds, began):
        """Until all are closed; returns how long that took."""
        tick = 0
        while sum(crowd.reap() for crowd in crowds.values()) > 0:
            if time.monotonic() - began >= tick:
                for crowd in crowds.values():
                    crowd.tick()
                tick += 1
            left = {kind: len(crowd.sockets) for kind, crowd in crowds.items() if crowd.sockets}
            self.assertLess(time.monotonic() - began, 3 * REAP_S, f"still there: {left}")
            time.sleep(0.1)
        return time.monotonic() - began

    def test_are_all_closed_and_cost_little(self):
        wanted = scale(1000, 10000)
        n = min(wanted, raise_descriptors(wanted + 200) - 200)
        broker = self.start("--max-connections", str(n + 100))
        probe = Probe(broker.port)
        rss_kib, n_descriptors = broker.rss_kib(), broker.n_descriptors()
        began = time.monotonic()
        crowds = self.crowds(broker, n)
        time.sleep(REAP_S / 2)
        full_kib = broker.rss_kib()
        took_s = self.last(crowds, began)
        p50, p99, worst = probe.finish()
        say(f"{n} of {wanted} peers: {(full_kib - rss_kib) / n:.2f} KiB each, all closed after {took_s:.1f} s; "
            f"pings p50 {p50 * 1e3:.1f}, p99 {p99 * 1e3:.1f}, worst {worst * 1e3:.1f} ms")
        if IS_LONG:
            self.assertEqual(n, wanted, "the hard limit of descriptors allows no more")
        self.assertLess(p99, 1)
        if not IS_SANITIZED:
            self.assertLess(full_kib - rss_kib, 4096 + n * MAX_KIB_EACH)
        Client(broker.port, "afterwards").close()
        self.assertLessEqual(broker.n_descriptors(), n_descriptors + 3)

    def test_a_large_packet_of_a_client_costs_what_came(self):
        broker = self.start(config={"max_packet_bytes": 268435455, "max_connections": 300})
        clients = [self.client(broker, f"large-{i}") for i in range(100)]
        before = broker.rss_kib()
        for client in clients:
            client.send(b"\x30\xff\xff\xff\x7f\0\1a" + bytes(1000))
        clients[0].close()
        time.sleep(0.5)
        grown = broker.rss_kib() - before
        say(f"100 clients announced 256 MB each and sent 1 KB: {grown} KiB more")
        if not IS_SANITIZED:
            self.assertLess(grown, 4096)
        self.assertLess(self.client(broker, "other").ping(), 5)


main()
