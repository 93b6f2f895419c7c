#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The disk of a recording becomes full: the recorder says so, keeps what comes, and writes it when there is room. A disk
that is slow costs the broker nothing."""
import os
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import unittest

from fault_support import IS_SANITIZED, FaultTest, can_mount, main, say, wait_until

CLI = os.environ["SOLITON_CLI"]
SIZE = 2 * 1024 * 1024
DEADLINE_S = 60


class Recorder(FaultTest):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="soliton-recorder-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.broker = self.start()

    def record(self, prefix=(), environment=None):
        self.recorder = subprocess.Popen([*prefix, CLI, "record", "-p", str(self.broker.port), "-t", "flood",
                                          f"{self.folder}/x.soliton"], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                         env={**os.environ, **(environment or {})})
        self.addCleanup(self.recorder.stdout.close)
        self.addCleanup(self.recorder.stderr.close)
        self.addCleanup(self.recorder.kill)
        os.set_blocking(self.recorder.stderr.fileno(), False)
        self.said = ""
        wait_until(lambda: os.path.exists(self.inside("x.soliton")) and self.is_subscribed(), "the recorder")

    def inside(self, name):
        return f"/proc/{self.recorder.pid}/root{self.folder}/{name}"

    def is_subscribed(self):
        return self.broker.stats()["subscriptions"] == 1

    def has_said(self, word):
        try:
            self.said += os.read(self.recorder.stderr.fileno(), 65536).decode()
        except BlockingIOError:
            pass
        return word in self.said

    def publish(self, client, first, n):
        for number in range(first, first + n):
            client.publish("flood", b"%d " % number + bytes(4000), 1, number + 1)
        return first + n

    def numbers(self, path):
        db = sqlite3.connect(path)
        try:
            self.assertEqual(db.execute("PRAGMA integrity_check").fetchall(), [("ok",)])
            return [int(payload.split(b" ")[0]) for payload, in db.execute("SELECT payload FROM messages ORDER BY id")]
        finally:
            db.close()

    @unittest.skipUnless(can_mount(), "needs the right to mount a small disk")
    def test_full_disk(self):
        script = f'mount -t tmpfs -o size={SIZE} none {self.folder} && exec "$@"'
        self.record(prefix=["unshare", "-m", "sh", "-c", script, "sh"])
        client = self.client(self.broker, "flood")
        n = self.publish(client, 0, 20)
        with open(self.inside("filler"), "wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                pass
        n = self.publish(client, n, 20)
        wait_until(lambda: self.has_said("full"), "the recorder to say so")
        say(f"after {n} messages: {self.said.strip()}")
        self.assertIn("make room", self.said)
        n = self.publish(client, n, 20)
        os.unlink(self.inside("filler"))
        wait_until(lambda: self.has_said("goes on"), "the recorder to go on", DEADLINE_S)
        self.assertEqual(self.said.count("meanwhile"), 1)
        n = self.publish(client, n, 20)
        # Copied before the end, when the disk goes with its process
        wait_until(lambda: self.copy() == list(range(n)), "all of it", DEADLINE_S)
        self.recorder.send_signal(signal.SIGINT)
        self.assertEqual(self.recorder.wait(DEADLINE_S), 0)

    def copy(self):
        folder = tempfile.mkdtemp(dir=self.folder)
        for ending in ("-wal", ""):
            if os.path.exists(self.inside("x.soliton" + ending)):
                shutil.copy(self.inside("x.soliton" + ending), f"{folder}/x.soliton{ending}")
        try:
            return self.numbers(f"{folder}/x.soliton")
        except sqlite3.DatabaseError:
            return []  # the two were copied while they changed

    @unittest.skipIf(IS_SANITIZED, "a sanitizer's library must be loaded before any other")
    def test_disk_that_hangs(self):
        """While not one write ends, the broker and the recorder's connection go on as ever."""
        hang = f"{self.folder}/hang"
        self.record(environment={"LD_PRELOAD": os.environ["SOLITON_DISK_SHIM"], "DISK_SHIM_HANG": hang})
        client = self.client(self.broker, "flood")
        n = self.publish(client, 0, 20)
        with open(hang, "wb"):
            pass
        n = self.publish(client, n, 500)
        client.ping()
        os.unlink(hang)
        n = self.publish(client, n, 20)
        wait_until(lambda: self.broker.stats()["queued_bytes"] == 0, "the recorder to have all")
        self.recorder.send_signal(signal.SIGINT)
        self.assertEqual(self.recorder.wait(DEADLINE_S), 0)
        self.assertEqual(self.numbers(f"{self.folder}/x.soliton"), list(range(n)))


main()
