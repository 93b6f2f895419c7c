#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""soliton-cli broker as a service: what it tells the service manager and the journal, and what a SIGHUP does."""
import json
import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import unittest
import urllib.request

from support import CLI, FAILURE, OK, TIMEOUT, Broker, main, run

JOURNAL = "/run/systemd/journal"


def listen(address):
    """A socket that takes datagrams."""
    taker = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    taker.bind(address)
    taker.settimeout(TIMEOUT)
    return taker


class Service(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="soliton-cli-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        for name in ("NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"):
            self.addCleanup(os.environ.pop, name, None)

    def start(self, address, *arguments):
        self.manager = listen(address)
        self.addCleanup(self.manager.close)
        os.environ["NOTIFY_SOCKET"] = address.replace("\0", "@")
        broker = Broker(self.folder, *arguments)
        self.addCleanup(broker.popen.stdout.close)
        self.addCleanup(broker.popen.stderr.close)
        self.addCleanup(lambda: broker.popen.poll() is None and broker.popen.kill())
        return broker

    def wait_for(self, assignment):
        """What was told up to a line that begins so."""
        told = []
        while not any(line.startswith(assignment) for line in told):
            told += self.manager.recv(4096).decode().split("\n")
        return told

    def get_config(self, broker):
        with urllib.request.urlopen(broker.addresses["Web admin"] + "/api/v1/config", timeout=10) as answer:
            return json.load(answer)

    def test_ready_and_stopping(self):
        for address in (os.path.join(self.folder, "notify"), f"\0soliton-{os.getpid()}"):
            broker = self.start(address, "--no-web")
            self.assertEqual(self.wait_for("STATUS="), ["READY=1", f"STATUS=0 clients connected; port {broker.port}"])
            self.assertEqual(run("pub", "--port", broker.port, "-t", "a", "-m", "b")[0], OK)
            broker.popen.send_signal(signal.SIGTERM)
            self.wait_for("STOPPING=1")
            self.assertEqual(broker.wait()[0::2], (OK, ""))

    def test_nothing_is_ready_where_the_port_is_taken(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            manager = listen(os.path.join(self.folder, "notify"))
            self.addCleanup(manager.close)
            os.environ["NOTIFY_SOCKET"] = os.path.join(self.folder, "notify")
            code, _, _ = run("broker", "--mqtt-host", "127.0.0.1", "--mqtt-port", taken.getsockname()[1], "--no-web",
                             "--data-dir", self.folder, "--config", os.path.join(self.folder, "c"))
            self.assertEqual(code, FAILURE)
            manager.setblocking(False)
            self.assertRaises(BlockingIOError, manager.recv, 100)

    def test_watchdog(self):
        os.environ["WATCHDOG_USEC"] = "200000"
        broker = self.start(os.path.join(self.folder, "notify"), "--no-web")
        for _ in range(3):
            self.wait_for("WATCHDOG=1")
        self.assertEqual(broker.end()[0], OK)

    def test_watchdog_of_another_process(self):
        os.environ.update(WATCHDOG_USEC="1000", WATCHDOG_PID="1")
        broker = self.start(os.path.join(self.folder, "notify"), "--no-web")
        broker.popen.send_signal(signal.SIGTERM)
        self.assertNotIn("WATCHDOG=1", self.wait_for("STOPPING=1"))
        self.assertEqual(broker.wait()[0], OK)

    def test_hangup_reads_the_configuration_again(self):
        broker = self.start(os.path.join(self.folder, "notify"))
        path = os.path.join(self.folder, "broker.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump({"max_inflight": 7, "allow_anonymous": False}, file)
        self.wait_for("STATUS=")
        broker.popen.send_signal(signal.SIGHUP)
        told = self.wait_for("READY=1")
        self.assertIn("RELOADING=1", told)
        self.assertTrue(any(line.startswith("MONOTONIC_USEC=") for line in told), told)
        config = self.get_config(broker)
        self.assertEqual((config["max_inflight"], config["allow_anonymous"]), (7, False))
        with open(path, "w", encoding="utf-8") as file:
            file.write('{"max_inflight": 99999999999999999999}')
        broker.popen.send_signal(signal.SIGHUP)
        told = self.wait_for("STATUS=max_inflight")
        self.assertIn("READY=1", told)
        self.assertIn("from 1 to 65535", told[-1])
        self.assertEqual(self.get_config(broker)["max_inflight"], 7)
        self.assertIn("nothing was changed", broker.end()[2])


def read_entry(data):
    """The fields of one entry, as systemd's native journal protocol has them."""
    fields = {}
    while data:
        line, _, data = data.partition(b"\n")
        name, equals, value = line.partition(b"=")
        if not equals:
            length, = struct.unpack_from("<Q", data)
            value, data = data[8:8 + length], data[8 + length + 1:]
        fields[name.decode()] = value.decode()
    return fields


class Journal(unittest.TestCase):
    """In a mount namespace of its own, where the journal's socket is the test's."""

    def test_entries_have_fields(self):
        inside = ["unshare", "--mount", "--map-root-user", sys.executable, os.path.abspath(__file__), "--inside"]
        if subprocess.run(inside[:3] + ["mount", "-t", "tmpfs", "none", "/run"], capture_output=True,
                          check=False).returncode != 0:
            self.skipTest("no mount namespaces here")
        done = subprocess.run(inside, capture_output=True, text=True, timeout=3 * TIMEOUT, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        entries = json.loads(done.stdout)
        denied = [entry for entry in entries if entry["EVENT"] == "denied"][0]
        self.assertEqual({name: denied[name] for name in ("CLIENT_ID", "TOPIC", "OPERATION", "PRIORITY")},
                         {"CLIENT_ID": "dev\nEVENT=none", "TOPIC": "$SYS/x", "OPERATION": "publish", "PRIORITY": "5"})
        self.assertRegex(denied["ADDRESS"], r"^127\.0\.0\.1:\d+$")
        self.assertIn("$SYS/x", denied["MESSAGE"])


def print_entries():
    subprocess.run(["mount", "-t", "tmpfs", "none", "/run"], check=True)
    os.makedirs(JOURNAL)
    journal = listen(JOURNAL + "/socket")
    stream = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    stream.bind(JOURNAL + "/stdout")
    stream.listen()
    stderr = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    stderr.connect(JOURNAL + "/stdout")
    with tempfile.TemporaryDirectory() as folder:
        arguments = ("broker --mqtt-host 127.0.0.1 --mqtt-port 0 --no-websocket --no-web --no-mdns --data-dir").split()
        popen = subprocess.Popen([CLI, *arguments, folder, "--config", folder + "/c"], stdout=subprocess.PIPE,
                                 stderr=stderr, text=True)
        port = int(popen.stdout.readline().rsplit(":", 1)[1])
        entries = []
        # MQTT 3.1.1: CONNECT, PUBLISH at QoS 0
        name = b"dev\nEVENT=none"
        with socket.create_connection(("127.0.0.1", port), TIMEOUT) as client:
            client.sendall(b"\x10" + bytes([12 + len(name)]) + b"\0\4MQTT\4\2\0\0" + struct.pack(">H", len(name)) + name)
            client.recv(4)
            client.sendall(b"\x30\x09\0\6$SYS/xa")
            while not any(entry["EVENT"] == "denied" for entry in entries):
                entries.append(read_entry(journal.recv(65536)))
        popen.terminate()
        popen.wait(TIMEOUT)
        popen.stdout.close()
    print(json.dumps(entries))


if __name__ == "__main__":
    if sys.argv[1:] == ["--inside"]:
        print_entries()
    else:
        main()
