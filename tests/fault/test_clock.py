#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The time of day jumps by years, forward and back, under a broker that is in use: nobody is thrown out, keep-alive and
the deadline for CONNECT go by the monotonic clock, and what is kept stays kept."""
import os
import socket
import time

from fault_support import HOST, IS_SANITIZED, FaultTest, main, say, wait_until

SHIM = os.environ["SOLITON_CLOCK_SHIM"]
YEAR_S = 366 * 24 * 3600
JUMPS_S = [3600, -3600, 20 * YEAR_S, -20 * YEAR_S, 0]


class Clock(FaultTest):

    def setUp(self):
        if IS_SANITIZED:
            self.skipTest("a sanitizer's library must be loaded before any other")
        self.path = f"/tmp/soliton-clock-{os.getpid()}"
        self.set_offset(0)
        self.addCleanup(os.unlink, self.path)
        self.broker = self.start(environment={"LD_PRELOAD": SHIM, "CLOCK_SHIM": self.path})

    def set_offset(self, seconds):
        with open(self.path + ".new", "w", encoding="ascii") as file:
            file.write(str(seconds))
        os.rename(self.path + ".new", self.path)

    def broker_offset(self):
        return self.broker.call("GET", "/api/v1/status")[1]["time"] - time.time()

    def test_jumps_disturb_nobody(self):
        client = self.client(self.broker, "client", keep_alive_s=2)
        lasting = self.client(self.broker, "lasting", clean=False)
        lasting.subscribe("queued", 1)
        lasting.close()
        client.subscribe("a", 1)
        client.publish("kept", b"r", 1, retain=True)
        for number, offset_s in enumerate(JUMPS_S, 1):
            self.set_offset(offset_s)
            self.assertAlmostEqual(self.broker_offset(), offset_s, delta=30)
            client.publish("queued", b"%d" % number, 1, number)
            self.assertLess(client.ping(), 5)
            late = self.client(self.broker, f"late-{number}")
            late.subscribe("kept")
            self.assertTrue(late.expect(0x31).endswith(b"r"))
            late.close()
        lasting = self.client(self.broker, "lasting", clean=False)
        self.assertTrue(lasting.session_present)
        for number in range(1, len(JUMPS_S) + 1):
            self.assertTrue(lasting.expect(0x32).endswith(b"%d" % number))

    def test_deadlines_go_by_the_monotonic_clock(self):
        mute = self.client(self.broker, "mute", keep_alive_s=2)
        mute.socket.settimeout(20)
        stranger = socket.create_connection((HOST, self.broker.port), 5)
        self.addCleanup(stranger.close)
        began = time.monotonic()
        self.set_offset(-20 * YEAR_S)
        with self.assertRaises((EOFError, ConnectionError)):
            mute.read()
        took_s = time.monotonic() - began
        say(f"the mute client was closed {took_s:.1f} s after a jump of 20 years back")
        self.assertGreater(took_s, 2)
        self.assertLess(took_s, 6)
        self.set_offset(20 * YEAR_S)
        stranger.settimeout(20)
        self.assertEqual(stranger.recv(1), b"")
        self.assertGreater(time.monotonic() - began, 8)
        wait_until(lambda: self.broker.stats()["connections"] == 0, "nobody left")


main()
