#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A broker that is told to stop ends soon, whatever its clients and its disk do."""
import os
import shutil
import tempfile
import time
import unittest

from fault_support import IS_SANITIZED, Broker, FaultTest, main, publish_packet, say

SHIM = os.environ["SOLITON_DISK_SHIM"]
FAILURE = 1


class Stop(FaultTest):

    def stop(self, broker):
        begin = time.monotonic()
        broker.process.terminate()
        code = broker.process.wait(30)
        took_s = time.monotonic() - begin
        say(f"exit code {code} after {took_s:.1f} s")
        return code, took_s

    def test_peers_that_do_not_read(self):
        broker = self.start()
        deaf = self.client(broker, "deaf")
        deaf.subscribe("a")
        speaker = self.client(broker, "speaker")
        for _ in range(400):
            speaker.send(publish_packet("a", bytes(50000)))
        speaker.ping()
        code, took_s = self.stop(broker)
        self.assertEqual(code, 0)
        self.assertLess(took_s, 5)

    @unittest.skipIf(IS_SANITIZED, "a sanitizer's library must be loaded before any other")
    def test_disk_that_hangs(self):
        folder = tempfile.mkdtemp(prefix="soliton-stop-")
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        broker = Broker(environment={"LD_PRELOAD": SHIM, "DISK_SHIM_HANG": f"{folder}/hang"})
        self.addCleanup(broker.stop)
        with open(f"{folder}/hang", "wb"):
            pass
        client = self.client(broker, "client")
        client.send(publish_packet("kept", b"x", 1, retain=True))
        client.ping()
        code, took_s = self.stop(broker)
        self.assertEqual(code, FAILURE)
        self.assertLess(took_s, 15)
        self.assertIn("the database did not end within 10 seconds", broker.complaints())


main()
