#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Storms of connections with one and the same client identifier."""
import socket
import struct
import threading

from fault_support import Client, FaultTest, main, packet, publish_packet, say, scale, wait_until

N_THREADS = 20
N_QUEUED = 50


class Storm(threading.Thread):
    """Connects as @name again and again, without ever closing; never answers what it gets."""

    def __init__(self, port, name, n):
        super().__init__(daemon=True)
        self.port, self.name_, self.n = port, name, n
        self.clients, self.problems, self.n_absent = [], [], 0
        self.start()

    def run(self):
        for _ in range(self.n):
            try:
                client = Client(self.port, self.name_, clean=False)
            except (EOFError, ConnectionError):
                # Taken over before CONNACK was read
                continue
            except Exception as problem:  # pylint: disable=broad-except
                self.problems.append(problem)
                return
            self.n_absent += not client.session_present
            self.clients.append(client)


def is_open(client):
    """Whether the broker left it open: reads what is there."""
    client.socket.settimeout(0)
    try:
        while client.socket.recv(65536):
            pass
    except BlockingIOError:
        return True
    except OSError:
        pass
    return False


class TakeOver(FaultTest):

    def make_lasting(self, broker):
        client = Client(broker.port, "same", clean=False)
        client.subscribe("to/same", 1)
        client.close()
        wait_until(lambda: broker.stats()["connections"] == 0, "the first to be gone")

    def queue(self, broker, first):
        publisher = self.client(broker, f"publisher-{first}")
        for i in range(first, first + N_QUEUED):
            publisher.publish("to/same", b"%d" % i, 1, i % 65535 + 1)

    def drain(self, client):
        """What the session still holds, acknowledged."""
        seen = set()
        client.socket.settimeout(20)
        while len(seen) < 2 * N_QUEUED:
            first, body = client.read()
            self.assertEqual(first & 0xF0, 0x30)
            length = struct.unpack(">H", body[:2])[0]
            client.send(packet(0x40, body[2 + length:4 + length]))
            seen.add(int(body[4 + length:]))
        return seen

    def test_a_storm_leaves_one_and_loses_nothing(self):
        broker = self.start("--max-connections", str(4 * N_THREADS))
        self.make_lasting(broker)
        self.queue(broker, 0)
        n = scale(1000, 20000)
        storms = [Storm(broker.port, "same", n // N_THREADS) for _ in range(N_THREADS)]
        self.queue(broker, N_QUEUED)
        for storm in storms:
            storm.join(120)
            self.assertFalse(storm.is_alive())
            self.assertEqual(storm.problems, [])
            self.assertEqual(storm.n_absent, 0)

        clients = [client for storm in storms for client in storm.clients]
        survivors = [client for client in clients if is_open(client)]
        # The two publishers are there too
        wait_until(lambda: broker.stats()["connections"] == 3, "one connection")
        say(f"{n} connects as one client: {len(clients)} were answered, {len(survivors)} is left")
        self.assertEqual(len(survivors), 1)
        for client in clients:
            client.close()
        wait_until(lambda: broker.stats()["connections"] == 2, "the last to be gone")
        self.assertEqual(broker.stats()["sessions"], 3)
        last = self.client(broker, "same", clean=False)
        self.assertTrue(last.session_present)
        self.assertEqual(self.drain(last), set(range(2 * N_QUEUED)))

    def test_a_storm_of_clean_ones_leaves_nothing_behind(self):
        broker = self.start()
        watcher = self.client(broker, "watcher")
        watcher.subscribe("#")
        before = broker.n_descriptors()
        for _ in range(scale(500, 10000)):
            client = Client(broker.port, "same")
            client.send(publish_packet("a", b"x"))
            watcher.expect(0x30)
        client.socket.shutdown(socket.SHUT_RDWR)
        wait_until(lambda: broker.stats()["sessions"] == 1, "the watcher's session alone")
        wait_until(lambda: broker.n_descriptors() <= before + 2, "descriptors closed")


main()
