#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The database's disk becomes full: messages go on, what cannot be kept is refused with the cause, and everything works
again when there is room. So it is with a database that fails for any other reason. With a disk that is full or
read-only from the start the broker says so and does not start."""
import os
import select
import shutil
import sqlite3
import struct
import tempfile
import time
import unittest

from fault_support import IS_SANITIZED, Broker, FaultTest, can_mount, field, main, packet, publish_packet, say, wait_until

SIZE = 2 * 1024 * 1024
SHIM = os.environ["SOLITON_DISK_SHIM"]
QUOTA_EXCEEDED = 0x97


class Keeping:
    """What a broker does with messages to be kept while its database takes nothing. A part of a FaultTest."""

    def begin_keeping(self, broker):
        """A session that is away, which needs all of "kept", and those that publish, in each version."""
        self.kept_by = broker
        away = self.client(broker, "away", clean=False)
        away.subscribe("kept", 1)
        away.send(b"\xe0\0")
        self.old = self.client(broker, "old")
        self.new = self.client(broker, "new", version=5)
        self.other = self.client(broker, "other")
        self.taken = []
        self.waiting = []

    def keep(self, number):
        self.old.send(publish_packet("kept", b"%d" % number + bytes(8000), 1, number))

    def is_failing(self):
        return self.kept_by.stats()["store_failing"]

    def was_acknowledged(self):
        return bool(select.select([self.old.socket], [], [], 0)[0])

    def keep_until_it_fails(self):
        """The last message is neither acknowledged nor refused: it waits."""
        for number in range(1, 1000):
            self.keep(number)
            self.taken.append(number)
            wait_until(lambda: self.was_acknowledged() or self.is_failing(), "an acknowledgement, or a failure")
            if not self.was_acknowledged():
                self.waiting.append(number)
                return
            self.assertEqual(self.old.expect(0x40), struct.pack(">H", number))
        raise AssertionError("the database went on")

    def check_refusals(self):
        """5.0 is told, 3.1.1 hears nothing and waits; what nobody keeps goes on. Longer than the store waits between
        attempts."""
        refused = struct.pack(">HB", 9, QUOTA_EXCEEDED)
        until = time.monotonic() + 2.5
        for _ in range(10):
            self.taken.append(self.taken[-1] + 1)
            self.waiting.append(self.taken[-1])
            self.keep(self.taken[-1])
        while time.monotonic() < until:
            for first, answer, topic in ((0x32, 0x40, "kept"), (0x34, 0x50, "kept"), (0x33, 0x40, "retained")):
                self.new.send(packet(first, field(topic) + b"\0\x09\0no"))
                self.assertEqual(self.new.expect(answer), refused)
            self.old.ping()
            self.other.publish("nobody", b"x", 1)
        self.assertGreater(self.kept_by.stats()["refused_store"], 4)

    def warnings(self):
        return [item["text"] for item in self.kept_by.call("GET", "/api/v1/log?limit=1000")[1]
                if item["type"] == "warning"]

    def check_said_once(self, cause):
        said = [text for text in self.warnings() if "not acknowledged until" in text]
        say(f"after {self.waiting[0]} messages: {said}")
        self.assertEqual(len(said), 1)
        self.assertRegex(said[0], cause)

    def check_recovers(self):
        """Those that waited are acknowledged, and later ones as ever."""
        for number in self.waiting:
            self.assertEqual(self.old.expect(0x40), struct.pack(">H", number))
        wait_until(lambda: not self.is_failing(), "the status to say so")
        self.keep(number + 1)
        self.assertEqual(self.old.expect(0x40), struct.pack(">H", number + 1))
        self.taken.append(number + 1)
        self.new.send(packet(0x32, field("kept") + b"\0\x09\0new"))
        self.assertEqual(self.new.expect(0x40)[:2], b"\0\x09")
        self.assertEqual(len([text for text in self.warnings() if "kept again" in text]), 1)

    def check_kept(self, folder):
        """A broker that starts on a copy, taken while the first still ran, has all that was acknowledged and no more."""
        kept = tempfile.mkdtemp(prefix="soliton-disk-")
        self.addCleanup(shutil.rmtree, kept, ignore_errors=True)
        shutil.copytree(folder, f"{kept}/data")
        away = self.client(self.start(folder=f"{kept}/data"), "away", clean=False)
        self.assertTrue(away.session_present)
        found = []
        while not found or found[-1] != b"new":
            body = away.expect(0x32)
            found.append(body[8:].rstrip(b"\0"))
            away.send(packet(0x40, body[6:8]))
        self.assertEqual(found, [b"%d" % number for number in self.taken] + [b"new"])


class Database(FaultTest, Keeping):
    """The same, when it is not the disk that is full."""

    def check(self, broker, cause, fail, mend):
        self.begin_keeping(broker)
        self.old.publish("kept", b"0", 1, 3000)
        self.taken.append(0)
        fail()
        self.keep_until_it_fails()
        self.check_said_once(cause)
        self.check_refusals()
        self.check_said_once(cause)
        mend()
        self.check_recovers()
        self.check_kept(broker.folder)

    def test_another_program_holds_it(self):
        broker = self.start()
        other = sqlite3.connect(f"{broker.folder}/soliton.db", isolation_level=None)
        self.addCleanup(other.close)
        self.check(broker, "locked.*Another program", lambda: other.execute("BEGIN IMMEDIATE"),
                   lambda: other.execute("ROLLBACK"))

    @unittest.skipIf(IS_SANITIZED, "a sanitizer's library must be loaded before any other")
    def test_disk_fails(self):
        path = f"/tmp/soliton-disk-{os.getpid()}"
        broker = self.start(environment={"LD_PRELOAD": SHIM, "DISK_SHIM": path})
        self.check(broker, "I/O error.*Check the disk", lambda: open(path, "wb").close(), lambda: os.unlink(path))


@unittest.skipUnless(can_mount(), "only root may make a file system of its own for the broker")
class Disk(FaultTest, Keeping):

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

    def test_full_refuses_what_must_be_kept(self):
        self.start_on()
        self.begin_keeping(self.broker)
        self.fill()
        self.keep_until_it_fails()
        self.check_refusals()
        self.check_said_once("full.*make room")
        self.check_messages("while-full")
        self.make_room()
        self.check_recovers()
        self.check_kept(self.inside("data"))

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
        self.check_does_not_start(fill, "database.*disk is full.*make room")
        self.check_does_not_start(f"cp -a {self.make_database()} {self.folder}/ && {fill}",
                                  "database.*disk is full.*make room")

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
