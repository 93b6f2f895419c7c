#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`soliton-cli pub`, `sub` and `probe` against mosquitto, with mosquitto's own clients at the other end."""
import hashlib
import os
import signal
import socket
import tempfile

from interop_support import CLI, BrokerTest, Mosquitto, main


class OwnClient(BrokerTest):

    make_broker = Mosquitto

    def pub(self, *options, **run):
        return self.run_program(CLI, "pub", "--host", self.broker.host, "-p", str(self.broker.port),
                                *options, **run)[0]

    def sub(self, *options):
        """Our subscriber; it is subscribed when this returns."""
        lines = self.start_program(CLI, "sub", "--host", self.broker.host, "-p",
                                   str(self.broker.port), "-i", "our-sub", "-v", *options)
        self.broker.lines.wait_for("Sending SUBACK to our-sub")
        return lines

    def their_pub(self, *options, **run):
        code, _ = self.run_program("mosquitto_pub", "-h", self.broker.host, "-p",
                                   str(self.broker.port), *options, **run)
        self.assertEqual(code, 0)

    def their_sub(self, *options):
        lines = self.start_program("stdbuf", "-oL", "mosquitto_sub", "-h", self.broker.host, "-p",
                                   str(self.broker.port), "-i", "their-sub", "-W", "15",
                                   "-F", "%t %q %r %p", *options)
        self.broker.lines.wait_for("Sending SUBACK to their-sub")
        return lines

    def test_publishes_each_qos(self):
        for qos in "012":
            lines = self.their_sub("-t", "ours/+", "-q", "2", "-C", "1")
            self.assertEqual(self.pub("-t", f"ours/{qos}", "-q", qos, "-m", "hello"), 0)
            self.assertEqual(lines.rest(), [f"ours/{qos} {qos} 0 hello"])

    def test_receives_each_qos(self):
        for qos in "012":
            lines = self.sub("-t", "theirs/+", "-q", "2", "-c", "1")
            self.their_pub("-t", f"theirs/{qos}", "-q", qos, "-m", "hello")
            self.assertEqual(lines.rest(), [f"theirs/{qos} hello"])

    def test_retained(self):
        self.assertEqual(self.pub("-t", "ours/kept", "-q", "1", "-r", "-m", "x"), 0)
        self.assertEqual(self.their_sub("-t", "ours/kept", "-C", "1").rest(), ["ours/kept 0 1 x"])
        self.assertEqual(self.sub("-t", "ours/kept", "-c", "1").rest(), ["ours/kept x"])
        self.assertEqual(self.pub("-t", "ours/kept", "-r", "-n"), 0)
        lines = self.their_sub("-t", "ours/#", "-C", "1")
        self.their_pub("-t", "ours/next", "-m", "y")
        self.assertEqual(lines.rest(), ["ours/next 0 0 y"])

    def test_lines_of_standard_input(self):
        text = "".join(f"{i}\n" for i in range(3000)).encode()
        for qos in "12":
            lines = self.their_sub("-t", "ours/lines", "-q", "2", "-C", "3000")
            self.assertEqual(self.pub("-t", "ours/lines", "-q", qos, "-l", input=text), 0)
            self.assertEqual(lines.rest(), [f"ours/lines {qos} 0 {i}" for i in range(3000)])

    def test_receives_thousands(self):
        text = "".join(f"{i}\n" for i in range(3000)).encode()
        for qos in "12":
            lines = self.sub("-t", "theirs/lines", "-q", "2", "-c", "3000")
            self.their_pub("-t", "theirs/lines", "-q", qos, "-l", input=text)
            self.assertEqual(lines.rest(), [f"theirs/lines {i}" for i in range(3000)])

    def test_big_payload_there_and_back(self):
        octets = os.urandom(5_000_000)
        with tempfile.NamedTemporaryFile() as file:
            file.write(octets)
            file.flush()
            self.assertEqual(self.pub("-t", "ours/big", "-q", "2", "-r", "-f", file.name), 0)
        code, received = self.run_program(CLI, "sub", "--host", self.broker.host, "-p",
                                          str(self.broker.port), "-t", "ours/big", "-q", "2",
                                          "-c", "1", "-F", "raw")
        self.assertEqual(code, 0)
        self.assertEqual(hashlib.sha256(received).digest(), hashlib.sha256(octets).digest())
        self.assertEqual(self.pub("-t", "ours/big", "-r", "-n"), 0)

    def test_will(self):
        watcher = self.their_sub("-t", "ours/will", "-q", "1", "-C", "1")
        mortal = self.start_program(CLI, "pub", "--host", self.broker.host, "-p",
                                    str(self.broker.port), "-i", "mortal", "-t", "any", "-l",
                                    "--will-topic", "ours/will", "--will-message", "bye",
                                    "--will-qos", "1")
        self.broker.lines.wait_for("Sending CONNACK to mortal")
        mortal.stop(signal.SIGKILL)
        self.assertEqual(watcher.rest(), ["ours/will 1 0 bye"])

    def test_comes_back_after_a_restart(self):
        lines = self.sub("-t", "theirs/restart", "-q", "1", "-c", "1")
        self.broker.restart()
        self.broker.lines.wait_for("Sending SUBACK to our-sub")
        self.their_pub("-t", "theirs/restart", "-q", "1", "-m", "back")
        self.assertEqual([line for line in lines.rest() if "theirs" in line], ["theirs/restart back"])

    def test_probe_says_who(self):
        code, text = self.run_program(CLI, "probe", f"{self.broker.host}:{self.broker.port}")
        self.assertEqual(code, 0)
        self.assertIn(b"mosquitto", text.lower())

    def test_nobody_there(self):
        with socket.socket() as closed:
            closed.bind((self.broker.host, 0))
            code, _ = self.run_program(CLI, "pub", "--host", self.broker.host, "-p",
                                       str(closed.getsockname()[1]), "-t", "a", "-m", "x")
        self.assertEqual(code, 3)


class WithPassword(BrokerTest):

    make_broker = staticmethod(lambda: Mosquitto(user=("anna", "right")))

    def pub(self, *options):
        return self.run_program(CLI, "pub", "--host", self.broker.host, "-p", str(self.broker.port),
                                "-t", "a", "-m", "x", *options)[0]

    def test_who_may(self):
        self.assertEqual(self.pub("-u", "anna", "-P", "right"), 0)
        self.assertEqual(self.pub("-u", "anna", "-P", "wrong"), 4)
        self.assertEqual(self.pub(), 4)


if __name__ == "__main__":
    main()
