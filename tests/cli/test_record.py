#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""record and replay against soliton-cli broker; the file is read by Python's own sqlite3 and by the sqlite3 tool."""
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import time
import unittest

from support import FAILURE, OK, TIMEOUT, UNREACHABLE, USAGE, BrokerTest, Process, main, run

SQLITE = shutil.which("sqlite3")


class Recording(BrokerTest):
    ARGUMENTS = ("--no-web",)

    def setUp(self):
        self.path = os.path.join(self.folder, self.id().rsplit(".", 1)[1] + ".soliton")

    def pub(self, *arguments, stdin=""):
        self.assertEqual(run("pub", "--port", self.port, *arguments, stdin=stdin)[0], OK)

    def record(self, *arguments):
        """A recorder that is subscribed: the retained message is in its file."""
        self.pub("-t", "ready", "-m", "now", "-r", "-q", 1)
        recorder = Process("record", "--port", self.port, "-t", "ready", *arguments, self.path)
        self.addCleanup(recorder.popen.stdout.close)
        self.addCleanup(recorder.popen.stderr.close)
        self.wait_for_rows(1)
        return recorder

    def rows(self, sql="SELECT topic, payload, qos, retain, time_ns FROM messages_by_topic WHERE topic <> 'ready'"):
        db = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)
        try:
            return db.execute(sql + (" ORDER BY id" if "count" not in sql else "")).fetchall()
        finally:
            db.close()

    def wait_for_rows(self, wanted):
        deadline = time.monotonic() + TIMEOUT
        while time.monotonic() < deadline:
            try:
                if self.rows("SELECT count(*) FROM messages")[0][0] >= wanted:
                    return
            except sqlite3.OperationalError:
                pass  # the file is not there yet
            time.sleep(0.01)
        self.fail(f"{wanted} messages did not come into the file")


class Record(Recording):
    def test_what_is_published_is_in_the_file(self):
        recorder = self.record("-t", "lab/#")
        before = time.time_ns()
        self.pub("-t", "lab/x", "-m", "grüße", "-q", 2)
        self.pub("-t", "elsewhere", "-m", "no", "-q", 1)
        self.pub("-t", "lab/y", "-m", "kept", "-r", "-q", 1)
        self.wait_for_rows(3)
        after = time.time_ns()
        code, out, err = recorder.end(signal.SIGINT)
        self.assertEqual((code, err), (OK, ""))
        self.assertIn("3 messages of 3 topics", out)
        rows = self.rows()
        self.assertEqual([row[:4] for row in rows], [("lab/x", "grüße".encode(), 2, 0), ("lab/y", b"kept", 1, 1)])
        self.assertTrue(before <= rows[0][4] <= rows[1][4] <= after)
        meta = {key: value for key, value, _ in self.rows("SELECT key, value, 0 AS id FROM meta")}
        self.assertEqual(meta["source"], f"mqtt://localhost:{self.port}")
        self.assertEqual(meta["filters"], "ready\nlab/#")
        self.assertEqual(meta["dropped"], "0")
        self.assertTrue(meta["program"].startswith("Soliton "))
        self.assertLessEqual(meta["started"], meta["ended"])
        # One plain file: nothing is left beside it
        self.assertEqual([name for name in os.listdir(self.folder) if name.startswith(os.path.basename(self.path) + "-")],
                         [])

    @unittest.skipUnless(SQLITE, "sqlite3 is not installed")
    def test_sqlite3_reads_it_meanwhile(self):
        recorder = self.record("-t", "a")
        self.pub("-t", "a", "-m", "1", "-q", 1)
        self.wait_for_rows(2)
        said = subprocess.run([SQLITE, "-readonly", self.path,
                               "PRAGMA integrity_check; PRAGMA user_version; PRAGMA application_id;"
                               "SELECT topic, CAST (payload AS TEXT) FROM messages_by_topic ORDER BY id"],
                              capture_output=True, text=True, timeout=TIMEOUT, check=True)
        self.assertEqual(said.stdout.split("\n"), ["ok", "1", str(int.from_bytes(b"SolR", "big")), "ready|now", "a|1", ""])
        self.assertEqual(recorder.end()[0], OK)

    def test_a_killed_recorder_leaves_what_came(self):
        recorder = self.record("-t", "flood", "-q", 0)
        flood = Process("pub", "--port", self.port, "-t", "flood", "-m", "x" * 50, "-c", 1000000, "--interval", 0.0005)
        self.addCleanup(flood.popen.stdout.close)
        self.addCleanup(flood.popen.stderr.close)
        self.wait_for_rows(500)
        killed = time.time_ns()
        recorder.popen.kill()
        flood.end(signal.SIGKILL)
        recorder.popen.wait()
        db = sqlite3.connect(self.path)
        self.assertEqual(db.execute("PRAGMA integrity_check").fetchall(), [("ok",)])
        newest, count, last = db.execute("SELECT max(time_ns), count(*), max(id) FROM messages").fetchone()
        db.close()
        self.assertEqual(count, last)
        self.assertGreaterEqual(count, 500)
        # A fifth of a second is missing, and what a busy machine adds to it
        self.assertLess(killed - newest, 3e9)
        code, out, _ = run("replay", "--port", self.port, "--as-fast", "--to", "0.001", self.path)
        self.assertEqual(code, OK)
        self.assertIn("messages published", out)

    def test_ends_by_itself(self):
        recorder = self.record("-t", "a", "--duration", 1)
        code, _, err = recorder.wait()
        self.assertEqual((code, err), (OK, ""))
        self.path += "2"
        recorder = self.record("-t", "big", "--size-limit", "200k")
        for _ in range(40):
            if recorder.popen.poll() is not None:
                break
            self.pub("-t", "big", "-m", "x" * 20000, "-q", 1)
        self.assertEqual(recorder.wait()[0], OK)
        self.assertGreaterEqual(os.path.getsize(self.path), 200000)

    def test_refusals(self):
        with open(self.path, "w", encoding="utf-8") as file:
            file.write("mine")
        code, _, err = run("record", "--port", self.port, self.path)
        self.assertEqual(code, FAILURE)
        self.assertIn("is there already", err)
        # Nobody answers there: what is there stays, even by force
        self.assertEqual(run("record", "--port", 1, "--force", self.path)[0], UNREACHABLE)
        with open(self.path, encoding="utf-8") as file:
            self.assertEqual(file.read(), "mine")
        code, _, err = run("record", "--port", self.port, os.path.join(self.folder, "no", "x.soliton"))
        self.assertEqual(code, FAILURE)
        self.assertIn("No such file", err)
        self.assertEqual(run("record", "--port", self.port)[0], USAGE)
        self.assertEqual(run("record", self.path, "extra")[0], USAGE)
        self.assertEqual(run("record", "-t", "a/#/b", self.path)[0], USAGE)
        self.assertEqual(run("record", "--size-limit", "12 apples", self.path)[0], USAGE)


class Replay(Recording):
    def make(self, rows):
        """Recorded by nobody but this test, as any program may: (seconds, topic, payload, qos, retain, properties)."""
        recorder = self.record()
        self.assertEqual(recorder.end()[0], OK)
        db = sqlite3.connect(self.path)
        db.execute("DELETE FROM messages")
        db.execute("DELETE FROM topics")
        for seconds, topic, payload, qos, retain, properties in rows:
            db.execute("INSERT OR IGNORE INTO topics (name) VALUES (?)", (topic,))
            db.execute("INSERT INTO messages (time_ns, topic_id, qos, retain, payload, properties) "
                       "SELECT ?, id, ?, ?, ?, ? FROM topics WHERE name = ?",
                       (1767225600000000000 + int(seconds * 1e9), qos, retain, payload, properties, topic))
        db.commit()
        db.close()

    def listen(self, *arguments):
        """A subscriber that prints JSON and is subscribed."""
        self.pub("-t", "ready", "-m", "now", "-r", "-q", 1)
        sub = Process("sub", "--port", self.port, "-F", "json", "-t", "ready", *arguments)
        sub.read_until('"ready"')
        self.addCleanup(sub.popen.stdout.close)
        self.addCleanup(sub.popen.stderr.close)
        return sub

    def play(self, *arguments):
        code, out, err = run("replay", "--port", self.port, *arguments, self.path)
        self.assertEqual((code, err), (OK, ""))
        return out

    def test_everything_comes_back(self):
        properties = b"\x03\x00\x05a/bin\x26\x00\x02fs\x00\x041000"
        self.make([(0, "play/a", b"\x00\xff", 1, 0, properties), (0.1, "play/b", "grüße".encode(), 2, 1, None)])
        sub = self.listen("-t", "play/#", "-q", 2, "-c", 3, "--retain-as-published")
        self.assertEqual(self.play(), "2 messages published\n")
        first, second = [json.loads(line) for line in sub.wait()[1].splitlines()]
        self.assertEqual((first["topic"], first["payload_base64"], first["qos"], first["retain"]),
                         ("play/a", "AP8=", 1, False))
        self.assertEqual(first["properties"], {"content_type": "a/bin", "user_properties": [{"name": "fs", "value": "1000"}]})
        self.assertEqual((second["topic"], second["payload"], second["qos"], second["retain"]),
                         ("play/b", "grüße", 2, True))
        self.assertNotIn("properties", second)

    def test_speed_and_stretch(self):
        self.make([(i, "speed", str(i).encode(), 0, 0, None) for i in range(100)])
        start = time.monotonic()
        sub = self.start_sub("-t", "speed", "-c", 32)
        self.assertEqual(self.play("--speed", 100, "--from", 20, "--to", "2026-01-01T00:00:51Z"), "31 messages published\n")
        elapsed = time.monotonic() - start
        self.assertEqual(sub.wait()[1].split(), [f"{word}" for i in range(20, 51) for word in ("speed", str(i))])
        self.assertGreaterEqual(elapsed, 0.3)
        self.assertLess(elapsed, 15)

    def test_topics_and_quality(self):
        self.make([(0, "lab/a/x", b"1", 0, 1, None), (0, "lab/b", b"2", 0, 0, None), (0, "$SYS/x", b"3", 0, 0, None)])
        sub = self.listen("-t", "test/#", "-q", 2, "-c", 4, "--retain-as-published")
        code, out, err = run("replay", "--port", self.port, "--as-fast", "--prefix", "test/", "--map", "lab/a=bench", "-q", 2,
                             "--no-retain", self.path)
        self.assertEqual((code, out, err), (OK, "3 messages published\n", ""))
        found = [json.loads(line) for line in sub.wait()[1].splitlines()]
        self.assertEqual([(m["topic"], m["qos"], m["retain"]) for m in found],
                         [("test/bench/x", 2, False), ("test/lab/b", 2, False), ("test/$SYS/x", 2, False)])

    def test_loop_until_it_is_stopped(self):
        self.make([(i / 10, "loop", b"x", 0, 0, None) for i in range(3)])
        sub = self.start_sub("-t", "loop", "-c", 11)
        player = Process("replay", "--port", self.port, "--loop", "--speed", 50, self.path)
        self.assertEqual(sub.wait()[0], OK)
        code, out, err = player.end(signal.SIGINT)
        self.assertEqual((code, err), (OK, ""))
        self.assertRegex(out, r"^\d\d+ messages published$")

    def test_refusals(self):
        self.make([(0, "a", b"", 0, 0, None)])
        for arguments in (("--speed", 0), ("--speed", 101), ("--map", "a"), ("--from", "noon"), ("--from", 2, "--to", 1),
                          ("-r", "--no-retain"), ("--prefix", "#"), ("-t", "a/#/b"), ("-q", 3)):
            self.assertEqual(run("replay", *arguments, self.path)[0], USAGE, arguments)
        code, _, err = run("replay", self.path + "x")
        self.assertEqual(code, FAILURE)
        self.assertIn("There is no file", err)
        self.assertEqual(run("replay", "--port", 1, self.path)[0], UNREACHABLE)


if __name__ == "__main__":
    main()
