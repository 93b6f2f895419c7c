#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Peers whose network is gone without a word, which loopback cannot show: a network namespace with a link to cut."""
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import unittest

from interop_support import BrokerTest, Soliton, main, wait_until

LIMIT_S = 2
DEADLINE_S = 15

# Runs in the namespace: connects each `identifier:keep alive`, subscribes them, and says nothing more
CLIENTS = r"""
import socket, sys
host, port = sys.argv[1], int(sys.argv[2])
sockets = []
for name, keep_alive in (word.split(":") for word in sys.argv[3:]):
    one = socket.create_connection((host, port), 10)
    body = (b"\0\4MQTT\4\2" + int(keep_alive).to_bytes(2, "big")
            + len(name).to_bytes(2, "big") + name.encode())
    one.sendall(bytes([0x10, len(body)]) + body)
    assert one.recv(4, socket.MSG_WAITALL) == b"\x20\2\0\0"
    topic = b"to/" + name.encode()
    one.sendall(bytes([0x82, len(topic) + 5]) + b"\0\1" + len(topic).to_bytes(2, "big") + topic + b"\0")
    assert one.recv(5, socket.MSG_WAITALL) == b"\x90\3\0\1\0"
    sockets.append(one)
print("connected", flush=True)
sys.stdin.read()
"""


def ip(*words):
    subprocess.run(["ip", *words], check=True, capture_output=True, text=True)


class Namespace:
    """A network of its own, joined to ours by one pair of virtual interfaces."""

    def __init__(self):
        self.name = f"soliton-{os.getpid()}"
        self.outer, self.inner = f"sol{os.getpid()}o", f"sol{os.getpid()}i"
        third = os.getpid() % 250 + 1
        self.host, self.guest = f"10.213.{third}.1", f"10.213.{third}.2"
        ip("netns", "add", self.name)
        try:
            self._join()
        except subprocess.CalledProcessError:
            self.remove()
            raise

    def _join(self):
        ip("link", "add", self.outer, "type", "veth", "peer", "name", self.inner,
           "netns", self.name)
        ip("address", "add", f"{self.host}/30", "dev", self.outer)
        ip("link", "set", self.outer, "up")
        ip("-n", self.name, "address", "add", f"{self.guest}/30", "dev", self.inner)
        ip("-n", self.name, "link", "set", self.inner, "up")

    def command(self, *words):
        return ["ip", "netns", "exec", self.name, *words]

    def cut(self):
        """Nothing gets through from now on, no FIN and no RST."""
        ip("-n", self.name, "link", "set", self.inner, "down")

    def remove(self):
        """The pair first: a namespace takes its time to let go of it."""
        subprocess.run(["ip", "link", "delete", self.outer], capture_output=True, check=False)
        ip("netns", "delete", self.name)


def make_namespace():
    """Skips, and says why, where a network cannot be made."""
    if shutil.which("ip") is None:
        raise unittest.SkipTest("iproute2 is not installed")
    if os.geteuid() != 0:
        raise unittest.SkipTest("only root may make a network namespace")
    try:
        return Namespace()
    except subprocess.CalledProcessError as error:
        raise unittest.SkipTest(f"no network namespace here: {error.stderr.strip()}") from None


class DeadPeer(BrokerTest):

    @classmethod
    def setUpClass(cls):
        """The namespace is made for each test; this only finds out whether it can be."""
        make_namespace().remove()

    @classmethod
    def tearDownClass(cls):
        pass

    def setUp(self):
        self.net = Namespace()
        self.addCleanup(self.net.remove)
        self.broker = Soliton("--mqtt-host", self.net.host, "--max-keepalive", str(LIMIT_S))
        self.addCleanup(self.broker.stop)

    def start_guests(self, *guests):
        lines = self.start_program(*self.net.command(sys.executable, "-c", CLIENTS, self.net.host,
                                                     str(self.broker.port), *guests))
        lines.wait_for("^connected$")

    def connect_control(self):
        """From our side of the cut, with no keep-alive either."""
        control = socket.create_connection((self.net.host, self.broker.port), 10)
        self.addCleanup(control.close)
        control.sendall(b"\x10\x13\0\4MQTT\4\2\0\0\0\7control")
        self.assertEqual(control.recv(4), b"\x20\2\0\0")
        return control

    def connected(self):
        return {name for name, client in self.broker.call("GET", "/clients").items()
                if client["connected"]}

    def wait_for_end(self, names, cut_at):
        """Until none of @names is connected."""
        wait_until(lambda: not names & self.connected(), f"{names} to be found dead")
        took = time.monotonic() - cut_at
        print(f"# found dead after {took:.1f} s", flush=True)
        self.assertLess(took, DEADLINE_S)

    def test_silent_peers_are_found_dead(self):
        self.start_guests("never:0", "rarely:600")
        control = self.connect_control()
        self.assertEqual(self.connected(), {"never", "rarely", "control"})
        self.net.cut()
        self.wait_for_end({"never", "rarely"}, time.monotonic())
        self.assertEqual(self.connected(), {"control"})
        control.sendall(b"\xc0\0")
        self.assertEqual(control.recv(2), b"\xd0\0")

    def test_a_peer_with_octets_under_way_is_found_dead(self):
        self.start_guests("reader:0")
        control = self.connect_control()
        self.net.cut()
        cut_at = time.monotonic()
        control.sendall(b"\x30\x0c\0\x09to/reader!")
        self.wait_for_end({"reader"}, cut_at)
        self.assertEqual(self.connected(), {"control"})

    def test_silent_peers_that_live_stay(self):
        self.start_guests("never:0", "rarely:600")
        end = time.monotonic() + 3 * LIMIT_S
        while time.monotonic() < end:
            self.assertEqual(self.connected(), {"never", "rarely"})
            time.sleep(0.25)


if __name__ == "__main__":
    main()
