#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""soliton-cli users, acl and ban: on the folder alone, and beside a broker that uses it."""
import os
import shutil
import tempfile
import time
import unittest

from support import FAILURE, OK, REFUSED, USAGE, BrokerTest, main, run

DEADLINE_S = 10


class Folder(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="soliton-cli-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def run_in(self, command, *arguments, stdin=""):
        return run(command, "--data-dir", self.folder, *arguments, stdin=stdin)

    def must(self, *arguments, stdin=""):
        code, out, err = self.run_in(*arguments, stdin=stdin)
        self.assertEqual((code, err), (OK, ""), arguments)
        return out

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def test_users(self):
        self.must("users", "add", "lab", stdin="secret\n")
        self.must("users", "add", "bench", stdin="secret\n")
        self.assertEqual(self.must("users", "list"), "bench\nlab\n")
        self.assertEqual(self.run_in("users", "add", "lab", stdin="x\n")[0], FAILURE)
        self.must("users", "password", "lab", stdin="other\n")
        self.assertEqual(self.run_in("users", "password", "nobody", stdin="x\n")[0], FAILURE)
        self.assertEqual(self.run_in("users", "add", "empty", stdin="")[0], FAILURE)
        self.must("users", "remove", "lab")
        self.assertEqual(self.must("users", "list"), "bench\n")

    def test_rules(self):
        self.must("acl", "add", "allow", "user", "a b", "publish", "bench/%c/#")
        self.must("acl", "add", "1", "deny", "everybody", "both", "secret")
        self.must("acl", "add", "2", "allow", "anonymous", "subscribe", "news/+")
        self.assertEqual(self.must("acl", "list"), "1 deny everybody both secret\n2 allow anonymous subscribe news/+\n"
                                                   "3 allow user a b publish bench/%c/#\n")
        self.must("acl", "remove", "2")
        self.assertEqual(self.must("acl", "list").splitlines()[1], "2 allow user a b publish bench/%c/#")
        for bad in (["remove", "3"], ["remove", "0"], ["add", "9", "allow", "everybody", "both", "#"], ["frob"], []):
            self.assertEqual(self.run_in("acl", *bad)[0], USAGE, bad)
        code, _, err = self.run_in("acl", "add", "allow", "everybody", "both", "a#")
        self.assertEqual(code, FAILURE)
        self.assertIn("a#", err)

    def test_question(self):
        self.assertEqual(self.run_in("acl", "test", "anonymous", "publish", "a")[0], OK)
        self.must("acl", "add", "allow", "user", "lab", "publish", "bench/%c/#")
        self.assertIn("rule 1", self.must("acl", "test", "user", "lab", "publish", "bench/c1/x", "c1"))
        self.assertEqual(self.run_in("acl", "test", "user", "lab", "publish", "bench/c2/x", "c1")[0], REFUSED)
        self.assertEqual(self.run_in("acl", "test", "everybody", "both", "a")[0], USAGE)

    def test_import_names_line_and_changes_nothing(self):
        self.must("acl", "add", "allow", "everybody", "both", "#")
        path = self.write("acl", "user lab\ntopic read a\ntopic write a#\n")
        code, _, err = self.run_in("acl", "import", path)
        self.assertEqual(code, FAILURE)
        self.assertIn("Line 3", err)
        self.assertEqual(self.must("acl", "list"), "1 allow everybody both #\n")
        path = self.write("passwd", "# users\n\nlab:$6$nonsense\n")
        code, _, err = self.run_in("users", "import", path)
        self.assertEqual(code, FAILURE)
        self.assertIn("Line 3", err)
        self.assertEqual(self.must("users", "list"), "")

    def test_bans(self):
        self.must("ban", "add", "client", "c 1")
        self.must("ban", "add", "address", "127.0.0.9", "15m")
        self.assertEqual(len(self.must("ban", "list").splitlines()), 2)
        self.assertEqual(self.run_in("ban", "add", "address", "nowhere")[0], FAILURE)
        self.assertEqual(self.run_in("ban", "add", "client", "c", "soon")[0], USAGE)
        self.must("ban", "remove", "client", "c 1")
        self.assertEqual(self.run_in("ban", "remove", "client", "c 1")[0], FAILURE)


class BesideABroker(BrokerTest):
    def must(self, command, *arguments, stdin=""):
        code, _, err = run(command, "--data-dir", self.folder, *arguments, stdin=stdin)
        self.assertEqual((code, err), (OK, ""))

    def until(self, expected, *arguments):
        end = time.monotonic() + DEADLINE_S
        while (code := run(*arguments)[0]) != expected:
            self.assertLess(time.monotonic(), end, arguments)

    def test_is_noticed(self):
        publish = ("pub", "--port", self.port, "-i", "banned", "-t", "a", "-m", "x")
        self.until(OK, *publish)
        self.must("ban", "add", "client", "banned")
        self.until(REFUSED, *publish)
        self.must("ban", "remove", "client", "banned")
        self.until(OK, *publish)

    def test_user_is_noticed(self):
        self.must("users", "add", "lab", stdin="secret\n")
        self.until(OK, "pub", "--port", self.port, "-u", "lab", "-P", "secret", "-t", "a", "-m", "x")
        self.must("users", "remove", "lab")
        self.until(REFUSED, "pub", "--port", self.port, "-u", "lab", "-P", "secret", "-t", "a", "-m", "x")


if __name__ == "__main__":
    main()
