#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""soliton-cli bench: it counts right with a broker that works, and finds the faults of one that does not."""
import json
import socket
import threading
import unittest

from support import FAILURE, OK, REFUSED, BrokerTest, main, run


class Bench(BrokerTest):
    ARGUMENTS = ("--no-web", "--no-websocket", "--max-connections", "500")

    def bench(self, *arguments):
        code, out, err = run("bench", "--port", self.port, "--json", *arguments)
        self.assertEqual((code, err), (OK, ""))
        return json.loads(out)

    def test_counts_every_delivery(self):
        for scenario, clients, deliveries in (("fan-in", 10, 2000), ("fan-out", 10, 20000), ("pairs", 10, 2000)):
            for qos in (0, 1, 2):
                found = self.bench("--scenario", scenario, "--clients", clients, "--messages", 2000, "--qos", qos)
                self.assertEqual((found["expected"], found["delivered"], found["out_of_order"], found["foreign"]),
                                 (deliveries, deliveries, 0, 0), (scenario, qos))
                self.assertGreater(found["deliveries_per_second"], 0)
                self.assertGreaterEqual(found["p99_us"], found["p50_us"])

    def test_large_messages_and_a_window_of_one(self):
        found = self.bench("--clients", 3, "--messages", 30, "--size", 300000, "--window", 1)
        self.assertEqual((found["delivered"], found["out_of_order"]), (30, 0))

    def test_measures_the_process(self):
        found = self.bench("--clients", 2, "--messages", 20000, "--broker-pid", self.broker.popen.pid)
        self.assertGreater(found["cpu_seconds_per_million"], 0)
        found = self.bench("--clients", 2, "--messages", 200)
        self.assertNotIn("cpu_seconds_per_million", found)

    def test_idle(self):
        found = self.bench("--scenario", "idle", "--clients", 200, "--broker-pid", self.broker.popen.pid)
        self.assertEqual(found["connections"], 200)
        self.assertIn("idle_connection_bytes", found)

    def test_prints_words(self):
        code, out, _ = run("bench", "--port", self.port, "--clients", 1, "--messages", 10)
        self.assertEqual(code, OK)
        self.assertIn("10 of 10", out)


def frames(octets):
    """Whole packets at the front of @octets, and the rest."""
    found = []
    while True:
        length, shift, at = 0, 0, 1
        while at < len(octets):
            length |= (octets[at] & 0x7f) << shift
            shift += 7
            at += 1
            if octets[at - 1] < 128:
                break
        else:
            return found, octets
        if len(octets) < at + length:
            return found, octets
        found.append(octets[:at + length])
        octets = octets[at + length:]


class FaultyBroker(threading.Thread):
    """One pair of clients, whose messages go through @fault: a list of packets in, a list out."""

    def __init__(self, fault, connack=0):
        super().__init__(daemon=True)
        self.fault, self.connack = fault, connack
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]
        self.subscriber = None

    def run(self):
        while True:
            try:
                client, _ = self.server.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(client,), daemon=True).start()

    def serve(self, client):
        rest = b""
        try:
            while octets := client.recv(65536):
                packets, rest = frames(rest + octets)
                for packet in packets:
                    self.answer(client, packet)
        except OSError:
            pass

    def answer(self, client, packet):
        kind = packet[0] >> 4
        if kind == 1:
            client.sendall(bytes([0x20, 2, 0, self.connack]))
        elif kind == 8:
            self.subscriber = client
            client.sendall(bytes([0x90, 3, packet[2], packet[3], 0]))
        elif kind == 3:
            for out in self.fault(packet):
                self.subscriber.sendall(out)


class Faults(unittest.TestCase):
    def bench(self, fault, connack=0, messages=20):
        broker = FaultyBroker(fault, connack)
        self.addCleanup(broker.server.close)
        broker.start()
        return run("bench", "--host", "127.0.0.1", "--port", broker.port, "--clients", 1, "--messages", messages,
                   "--json")

    @staticmethod
    def at(index, change):
        """Changes one packet; lets the others through."""
        seen = []

        def fault(packet):
            seen.append(packet)
            return change(packet) if len(seen) == index + 1 else [packet]
        return fault

    def test_none(self):
        self.assertEqual(self.bench(lambda packet: [packet])[0], OK)

    def test_repeated(self):
        code, out, _ = self.bench(self.at(3, lambda packet: [packet, packet]))
        self.assertEqual(code, FAILURE)
        self.assertEqual((json.loads(out)["delivered"], json.loads(out)["out_of_order"]), (21, 1))

    def test_foreign(self):
        code, out, _ = self.bench(self.at(3, lambda packet: [packet, b"\x30\x05\x00\x01axx"]))
        self.assertEqual(code, FAILURE)
        self.assertEqual(json.loads(out)["foreign"], 1)

    def test_not_mqtt(self):
        code, _, err = self.bench(self.at(3, lambda packet: [b"\x10\x00"]))
        self.assertEqual(code, FAILURE)
        self.assertIn("type 1", err)

    def test_malformed(self):
        code, out, err = self.bench(self.at(3, lambda packet: [b"\x30\xff\xff\xff\xff\x01"]))
        self.assertEqual((code, out), (FAILURE, ""))
        self.assertNotEqual(err, "")

    def test_lost(self):
        """Ten seconds without anything are the sign; counted, not guessed."""
        code, _, err = self.bench(self.at(3, lambda packet: []))
        self.assertEqual(code, FAILURE)
        self.assertIn("19 of 20", err)

    def test_refused(self):
        code, _, err = self.bench(lambda packet: [packet], connack=5)
        self.assertEqual(code, REFUSED)
        self.assertIn("--username", err)


main()
