#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""soliton-cli broker: what it prints, whom it lets in, how it ends."""
import json
import os
import shutil
import signal
import socket
import tempfile
import unittest
import urllib.request

from support import FAILURE, OK, REFUSED, Broker, BrokerTest, main, run


class Alone(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="soliton-cli-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def start(self, *arguments):
        broker = Broker(self.folder, *arguments)
        self.addCleanup(broker.popen.stdout.close)
        self.addCleanup(broker.popen.stderr.close)
        self.addCleanup(lambda: broker.popen.poll() is None and broker.popen.kill())
        return broker

    def test_prints_where_it_listens(self):
        broker = self.start()
        self.assertRegex(broker.addresses["MQTT"], r"^127\.0\.0\.1:\d+$")
        self.assertRegex(broker.addresses["WebSocket"], r"^ws://127\.0\.0\.1:\d+/mqtt$")
        self.assertRegex(broker.addresses["Web admin"], r"^http://127\.0\.0\.1:\d+$")
        for address in (broker.addresses["WebSocket"], broker.addresses["Web admin"], broker.addresses["MQTT"]):
            host, port = address.removeprefix("ws://").removeprefix("http://").removesuffix("/mqtt").split(":")
            socket.create_connection((host, int(port)), 5).close()
        self.assertEqual(broker.end()[0], OK)

    def test_ends_cleanly_on_both_signals(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            broker = self.start()
            self.assertEqual(run("pub", "--port", broker.port, "-t", "a", "-m", "b", "-q", 1)[0], OK)
            code, _, err = broker.end(number)
            self.assertEqual((code, err), (OK, ""))
            with self.assertRaises(OSError):
                socket.create_connection(("127.0.0.1", broker.port), 5)

    def test_warns_only_where_the_network_can_get_in(self):
        broker = self.start("--allow-anonymous", "--no-web", "--mqtt-host", "0.0.0.0")
        self.assertIn("anybody on the network", broker.end()[2])
        broker = self.start("--allow-anonymous", "--no-web")
        self.assertEqual(broker.end()[2], "")
        broker = self.start("--allow-anonymous=false", "--no-web", "--mqtt-host", "0.0.0.0")
        self.assertEqual(broker.end()[2], "")

    def test_forms_of_the_boolean(self):
        forms = [([], OK), (["--allow-anonymous"], OK), (["--allow-anonymous", "--no-web"], OK),
                 (["--allow-anonymous", "True"], OK), (["--allow-anonymous=true"], OK),
                 (["--allow-anonymous", "False"], REFUSED), (["--allow-anonymous=false"], REFUSED),
                 (["--allow-anonymous=False"], REFUSED), (["--allow-anonymous", "0"], REFUSED)]
        for form, wanted in forms:
            broker = self.start(*form)
            self.assertEqual(run("pub", "--port", broker.port, "-t", "a", "-m", "b")[0], wanted, form)
            broker.end()

    def test_port_that_is_taken(self):
        first = self.start("--no-web")
        code, out, err = run("broker", "--mqtt-host", "127.0.0.1", "--mqtt-port", first.port, "--no-websocket",
                             "--no-web", "--data-dir", os.path.join(self.folder, "b"),
                             "--config", os.path.join(self.folder, "b.json"))
        self.assertEqual((code, out), (FAILURE, ""))
        self.assertIn(f"Port {first.port} is already used by", err)
        self.assertRegex(err, r"Use port \d+")

    def test_database_that_is_taken(self):
        self.start("--no-web")
        code, out, err = run("broker", "--mqtt-host", "127.0.0.1", "--mqtt-port", 0, "--no-websocket", "--no-web",
                             "--data-dir", self.folder, "--config", os.path.join(self.folder, "b.json"))
        self.assertEqual((code, out), (FAILURE, ""))
        self.assertIn(os.path.join(self.folder, "soliton.db"), err)

    def test_web_port_that_is_taken(self):
        first = self.start()
        taken = first.addresses["Web admin"].rsplit(":", 1)[1]
        code, out, err = run("broker", "--mqtt-host", "127.0.0.1", "--mqtt-port", 0, "--no-websocket", "--web-port",
                             taken, "--data-dir", os.path.join(self.folder, "b"),
                             "--config", os.path.join(self.folder, "b.json"))
        self.assertEqual((code, out), (FAILURE, ""))
        self.assertIn(taken, err)
        self.assertIn("--web-port", err)

    def test_options_stand_over_the_file(self):
        path = os.path.join(self.folder, "broker.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump({"max_connections": 7, "max_keepalive": 11, "allow_anonymous": False}, file)
        broker = self.start("--max-keepalive", "13")
        with urllib.request.urlopen(broker.addresses["Web admin"] + "/config", timeout=5) as answer:
            config = json.load(answer)
        self.assertEqual((config["max_connections"], config["max_keepalive"], config["allow_anonymous"]), (7, 13, False))
        broker.end()

    def test_file_that_cannot_be_understood(self):
        path = os.path.join(self.folder, "broker.json")
        with open(path, "w", encoding="utf-8") as file:
            file.write("{")
        broker = self.start()
        code, _, err = broker.end()
        self.assertEqual(code, OK)
        self.assertIn("put aside", err)

    def test_passwords(self):
        broker = self.start("--allow-anonymous=false")
        body = json.dumps({"username": "ada", "password": "secret"}).encode()
        request = urllib.request.Request(broker.addresses["Web admin"] + "/users", body,
                                         {"Content-Type": "application/json"})
        urllib.request.urlopen(request, timeout=5).close()
        path = os.path.join(self.folder, "password")
        with open(path, "w", encoding="utf-8") as file:
            file.write("secret\n")
        pub = ["pub", "--port", broker.port, "-t", "a", "-m", "b", "-u", "ada"]
        self.assertEqual(run(*pub, "--password-file", path)[0], OK)
        self.assertEqual(run(*pub, "--password-file", "-", stdin="secret\n")[0], OK)
        self.assertEqual(run(*pub, "-P", "secret")[0], OK)
        self.assertEqual(run(*pub, "-P", "wrong")[0], REFUSED)
        self.assertEqual(run("bench", "--port", broker.port, "--clients", 1)[0], REFUSED)
        broker.end()


class Probe(BrokerTest):
    def test_names_the_broker(self):
        code, out, _ = run("probe", f"127.0.0.1:{self.port}")
        self.assertEqual(code, OK)
        self.assertRegex(out, rf"^127\.0\.0\.1:{self.port}: .+ms\n$")

    def test_tells_what_is_no_broker(self):
        with socket.create_server(("127.0.0.1", 0)) as server:
            code, out, _ = run("probe", f"127.0.0.1:{server.getsockname()[1]}")
        self.assertEqual(code, FAILURE)
        self.assertIn("not an MQTT broker", out)


class LockedProbe(BrokerTest):
    ARGUMENTS = ("--allow-anonymous=false", "--no-web")

    def test_tells_that_it_wants_a_password(self):
        code, out, _ = run("probe", f"localhost:{self.port}")
        self.assertEqual(code, REFUSED)
        self.assertIn("password", out)


main()
