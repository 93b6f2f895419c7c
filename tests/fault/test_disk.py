#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The database's disk becomes full: messages go on, what cannot be kept is refused with the cause, and everything works
again when there is room. With a disk that is full or read-only from the start the broker says so and does not start."""
import os
import shutil
import subprocess
import tempfile
import unittest

from fault_support import Broker, FaultTest, main, say

SIZE = 2 * 1024 * 1024


def can_mount():
    if os.geteuid() != 0 or shutil.which("unshare") is None:
        return False
    return subprocess.run(["unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True,
                          check=False).returncode == 0


@unittest.skipUnless(can_mount(), "only root may make a file system of its own for the broker")
class Disk(FaultTest):

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="soliton-disk-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def start_on(self, first=""):
        """In a name space of its own, where the folder is a small file system."""
        script = f'mount -t tmpfs -o size={SIZE} none {self.folder} && {first or ":"} && exec "$@"'
        self.broker = self.start(folder=f"{self.folder}/data", prefix=["unshare", "-m", "sh", "-c", script, "sh"])
        return self.broker

    def inside(self, path):
        return f"/proc/{self.broker.process.pid}/root{self.folder}/{path}"

    def fill(self):
        with open(self.inside("filler"), "wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                pass

    def make_room(self):
        os.unlink(self.inside("filler"))

    def put_user(self, name):
        return self.broker.call("PUT", f"/api/v1/users/{name}", {"password": "secret"})

    def users(self):
        return self.broker.call("GET", "/api/v1/users")[1]

    def check_messages(self, client_id):
        subscriber = self.client(self.broker, client_id)
        subscriber.subscribe("a", 2)
        for qos in range(3):
            subscriber.socket.settimeout(20)
            publisher = self.client(self.broker, f"{client_id}-{qos}")
            publisher.publish("a", b"x", qos)
            self.assertEqual(subscriber.read()[0] & 0xF6, 0x30 | qos << 1)

    def test_full(self):
        self.start_on()
        self.assertEqual(self.put_user("before")[0], 200)
        self.fill()
        for number in range(20):
            status, answer = self.put_user(f"full-{number}" + "x" * 200)
            if status != 200:
                break
        say(f"after {number} more: {status}: {answer}")
        self.assertGreaterEqual(status, 500)
        self.check_messages("while-full")
        self.make_room()
        self.assertEqual(self.put_user("after")[0], 200)
        self.assertTrue({"before", "after"} <= set(self.users()))
        self.check_messages("afterwards")

    def make_database(self):
        """The folder of a database with one user; its broker has ended."""
        kept = tempfile.mkdtemp(prefix="soliton-disk-")
        self.addCleanup(shutil.rmtree, kept, ignore_errors=True)
        broker = Broker(folder=f"{kept}/data")
        self.assertEqual(broker.call("PUT", "/api/v1/users/kept", {"password": "secret"})[0], 200)
        self.assertEqual(broker.stop(), 0)
        return f"{kept}/data"

    def check_does_not_start(self, first, cause):
        """Without its users and rules it must not let anybody in: it says why, and ends."""
        with self.assertRaisesRegex(AssertionError, cause) as caught:
            self.start_on(first)
        say(str(caught.exception).strip())

    def test_read_only_from_the_start(self):
        self.check_does_not_start(f"mkdir {self.folder}/data && mount -o remount,ro {self.folder}",
                                  "database.*Read-only file system")
        self.check_does_not_start(f"cp -a {self.make_database()} {self.folder}/ && mount -o remount,ro {self.folder}",
                                  "database.*Read-only file system")

    def test_no_room_from_the_start(self):
        fill = f"(dd if=/dev/zero of={self.folder}/filler bs=4096 2>/dev/null || true)"
        self.check_does_not_start(fill, "database.*disk (is full|I/O error)")
        self.check_does_not_start(f"cp -a {self.make_database()} {self.folder}/ && {fill}",
                                  "database.*disk (is full|I/O error)")

    def test_is_killed_when_full_and_comes_back(self):
        self.start_on()
        self.assertEqual(self.put_user("before")[0], 200)
        kept = tempfile.mkdtemp(prefix="soliton-disk-")
        self.addCleanup(shutil.rmtree, kept, ignore_errors=True)
        self.fill()
        for number in range(20):
            self.put_user(f"full-{number}")
        seen = set(self.users())
        shutil.copytree(self.inside("data"), f"{kept}/data")
        again = self.start(folder=f"{kept}/data")
        self.assertEqual(set(again.call("GET", "/api/v1/users")[1]), seen)


main()
