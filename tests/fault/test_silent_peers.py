#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Thousands that connect and say nothing, half a header, an octet a second, or announce 256 MB: memory stays flat, all
are gone in time, and who speaks MQTT is served meanwhile."""
import select
import time

from fault_support import (IS_LONG, IS_SANITIZED, Client, FaultTest, Probe, connect_packet, main, open_socket,
                           raise_descriptors, say, scale, wait_until)

# CONNECT must come within ten seconds
REAP_S = 10
# The kernel's buffers are not counted; ours are a struct and what came of an incomplete packet, and what libsoup takes
# for a request
MAX_KIB_EACH = 1.5
MAX_KIB_EACH_REQUEST = 40
NOISE_KIB = 2048
WHOLE = connect_packet("slow", keep_alive_s=60)
KINDS = {
    "nothing": [],
    "half a header": [b"\x10"],
    "an octet a second": [WHOLE[i:i + 1] for i in range(len(WHOLE) - 1)],
    "256 MB announced": [b"\x10\xff\xff\xff\x7f\0\4MQTT"],
}
REQUESTS = {
    "no request": [],
    "half a request": [b"GET /mqtt HTTP/1.1\r\nUpgr"],
}

LONG_HEAD = b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + bytes(64).replace(b"\0", b"x")
SLOW_REQUESTS = {
    "no request": [],
    "half a head": [LONG_HEAD],
    "an octet a second": [LONG_HEAD[i:i + 1] for i in range(len(LONG_HEAD))],
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

    def crowd(self, broker, port, n, chunks):
        """Returns the crowd, its first octets sent, and the KiB that each of it costs."""
        rss_kib, n_descriptors = broker.rss_kib(), broker.n_descriptors()
        crowd = Crowd(port, n, chunks)
        self.addCleanup(crowd.close)
        crowd.tick()
        # What cannot be a CONNECT is closed at once, all of it before the next are counted
        wait_until(lambda: crowd.reap() < n or broker.n_descriptors() >= n_descriptors + n, "all to be accepted")
        wait_until(lambda: crowd.reap() in (0, n), "all to be treated alike")
        return crowd, max(0, broker.rss_kib() - rss_kib - (NOISE_KIB if n < 500 else 0)) / n

    def crowds(self, broker, n):
        """Four kinds at the plain port, two at the WebSocket's."""
        crowds, costs = {}, {}
        for kind, chunks in KINDS.items():
            crowds[kind], costs[kind] = self.crowd(broker, broker.port, n // 5, chunks)
        for kind, chunks in REQUESTS.items():
            crowds[kind], costs[kind] = self.crowd(broker, broker.websocket_port, n // 10, chunks)
        say("KiB for each: " + ", ".join(f"{kind} {kib:.2f}" for kind, kib in costs.items()))
        if not IS_SANITIZED:
            self.assertLess(max(costs[kind] for kind in KINDS), MAX_KIB_EACH)
            self.assertLess(max(costs[kind] for kind in REQUESTS), MAX_KIB_EACH_REQUEST)
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
        n_descriptors = broker.n_descriptors()
        began = time.monotonic()
        crowds = self.crowds(broker, n)
        took_s = self.last(crowds, began)
        p50, p99, worst = probe.finish()
        say(f"{n} of {wanted} peers: all closed after {took_s:.1f} s; "
            f"pings p50 {p50 * 1e3:.1f}, p99 {p99 * 1e3:.1f}, worst {worst * 1e3:.1f} ms")
        if IS_LONG:
            self.assertEqual(n, wanted, "the hard limit of descriptors allows no more")
        self.assertLess(p99, 1)
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

    def test_slow_requests_do_not_stop_the_web_admin(self):
        broker = self.start()
        rss_kib, n_descriptors = broker.rss_kib(), broker.n_descriptors()
        began = time.monotonic()
        crowds = {kind: Crowd(broker.ports["Web admin"], 33, chunks) for kind, chunks in SLOW_REQUESTS.items()}
        worst_s, tick = 0, 0
        while any(crowd.reap() for crowd in crowds.values()):
            for crowd in crowds.values():
                crowd.tick()
            asked = time.monotonic()
            web = broker.call("GET", "/api/v1/status")[1]["web"]
            worst_s = max(worst_s, time.monotonic() - asked)
            if tick == 0:
                grown_kib = broker.rss_kib() - rss_kib
                self.assertGreater(web["connections"], 90)
            self.assertLess(time.monotonic() - began, 3 * REAP_S, "slow requests are still there")
            tick += 1
            time.sleep(1)
        say(f"{33 * len(crowds)} slow requests: {grown_kib} KiB more, closed after {time.monotonic() - began:.1f} s, "
            f"others waited {worst_s * 1e3:.1f} ms at worst")
        if not IS_SANITIZED:
            self.assertLess(grown_kib, 99 * MAX_KIB_EACH_REQUEST)
        self.assertLess(worst_s, 1)
        self.assertEqual(broker.call("GET", "/api/v1/status")[1]["web"]["late"], 33 * len(crowds))
        self.assertLessEqual(broker.n_descriptors(), n_descriptors + 1)


main()
