#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The password file that mosquitto_passwd writes and mosquitto's access file, taken over, with mosquitto's clients."""
import contextlib
import sqlite3
import subprocess
import time

from interop_support import DEADLINE_S, BrokerTest, main

RULES = """
# before the first user: for clients without a name
topic read news/#

user lab
topic readwrite bench/#
topic deny bench/secret

pattern write dev/%c/#
"""


USERS = {"lab": ("one two", "sha512-pbkdf2"), "old": ("thrée", "sha512")}


def write_passwords(path):
    """One user for each kind of hash that mosquitto writes."""
    open(path, "w", encoding="utf-8").close()
    for user, (password, kind) in USERS.items():
        subprocess.run(["mosquitto_passwd", "-H", kind, "-b", path, user, password], check=True)


class MosquittoFiles(BrokerTest):

    def publish(self, *options):
        return self.run_program("mosquitto_pub", "-h", self.broker.host, "-p", str(self.broker.port), *options)[0]

    def subscribe(self, *options):
        lines = self.start_program("stdbuf", "-oL", "mosquitto_sub", "-h", self.broker.host, "-p",
                                   str(self.broker.port), "-d", "-F", "MSG %t", "-W", "15", *options)
        lines.wait_for("^Subscribed")
        return lines

    def wait_for_denied(self, n):
        """The log gathers what happens within a tenth of a second."""
        end = time.monotonic() + DEADLINE_S
        denied = {}
        while len(denied) < n:
            self.assertLess(time.monotonic(), end, denied)
            log = self.broker.call("GET", "/api/v1/log")
            denied = {entry["topic"]: entry for entry in log if entry["type"] == "denied"}
        return denied

    def test_passwords_keep_working(self):
        path = f"{self.broker.folder}/passwords"
        write_passwords(path)
        with open(path, encoding="utf-8") as file:
            text = file.read()
        self.assertRegex(text, r"(?s)lab:\$7\$.*old:\$6\$")
        self.broker.call("POST", "/api/v1/users/import", {"text": text})
        self.assertEqual(self.broker.call("GET", "/users"), sorted(USERS))
        for user, (password, _) in USERS.items():
            self.assertEqual(self.publish("-u", user, "-P", password, "-t", "any", "-m", "x"), 0, user)
            self.assertNotEqual(self.publish("-u", user, "-P", password + "x", "-t", "any", "-m", "x"), 0, user)

    def read_hash(self, user):
        with contextlib.closing(sqlite3.connect(f"{self.broker.folder}/soliton.db")) as database:
            return database.execute("SELECT hash FROM users WHERE name = ?", (user,)).fetchone()[0]

    def wait_for_own_hash(self, user):
        end = time.monotonic() + DEADLINE_S
        while not self.read_hash(user).startswith("$y$"):
            self.assertLess(time.monotonic(), end, self.read_hash(user))

    def test_passwords_become_our_own(self):
        """At the first login, which lasts; a wrong password changes nothing."""
        path = f"{self.broker.folder}/passwords"
        write_passwords(path)
        with open(path, encoding="utf-8") as file:
            self.broker.call("POST", "/api/v1/users/import", {"text": file.read()})
        for user, (password, _) in USERS.items():
            self.assertNotEqual(self.publish("-u", user, "-P", "wrong", "-t", "any", "-m", "x"), 0, user)
            self.assertRegex(self.read_hash(user), r"^mosquitto:\$[67]\$")
            lines = self.subscribe("-u", user, "-P", password, "-t", "bench", "-C", "1")
            self.wait_for_own_hash(user)
            self.broker.add_user(f"other-{user}", "secret")
            self.assertEqual(self.publish("-u", user, "-P", password, "-t", "bench", "-m", "x"), 0, user)
            self.assertEqual([line for line in lines.rest() if line.startswith(("MSG", "Connection"))], ["MSG bench"])
            self.broker.call("DELETE", f"/api/v1/users/other-{user}")
            self.assertNotEqual(self.publish("-u", user, "-P", "wrong", "-t", "any", "-m", "x"), 0, user)

    def test_rules(self):
        self.broker.add_user("lab", "secret")
        self.broker.call("POST", "/api/v1/acl/import", {"text": RULES})
        lab = ["-u", "lab", "-P", "secret"]
        lines = self.subscribe(*lab, "-t", "bench/#", "-C", "1")
        self.assertEqual(self.publish(*lab, "-q", "1", "-t", "bench/secret", "-m", "x"), 0)
        self.assertEqual(self.publish("-q", "1", "-t", "bench/a", "-m", "x"), 0)
        self.assertEqual(self.publish(*lab, "-q", "1", "-t", "bench/open", "-m", "x"), 0)
        self.assertEqual([line for line in lines.rest() if line.startswith("MSG")], ["MSG bench/open"])

        denied = self.wait_for_denied(2)
        self.assertEqual(denied["bench/secret"]["rule"], 1)
        self.assertEqual(denied["bench/secret"]["username"], "lab")
        self.assertEqual(denied["bench/a"]["rule"], 0)
        self.assertEqual(denied["bench/a"]["operation"], "publish")
        self.broker.call("PUT", "/api/v1/acl", {"rules": []})

    def test_kicked_by_ban(self):
        lines = self.subscribe("-i", "kept-out", "-t", "a")
        self.broker.call("POST", "/api/v1/bans", {"kind": "client", "value": "kept-out"})
        self.assertNotEqual(self.publish("-i", "kept-out", "-t", "a", "-m", "x"), 0)
        self.broker.call("DELETE", "/api/v1/bans/client:kept-out")
        self.assertEqual(self.publish("-i", "kept-out", "-t", "a", "-m", "x"), 0)
        lines.stop()


if __name__ == "__main__":
    main()
