#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Help, and command lines that are wrong: exit code 2, the cause on standard error, nothing on standard output."""
import socket
import unittest

from support import FAILURE, OK, UNREACHABLE, USAGE, main, run

COMMANDS = ["broker", "pub", "sub", "shell", "wave", "record", "replay", "export", "probe", "self-test",
            "bench"]


class Help(unittest.TestCase):
    def test_names_every_subcommand(self):
        code, out, _ = run("--help")
        self.assertEqual(code, OK)
        for command in COMMANDS:
            self.assertRegex(out, rf"(?m)^  {command} ")

    def test_of_every_subcommand(self):
        for command in COMMANDS:
            code, out, err = run(command, "--help")
            self.assertEqual((code, err), (OK, ""), command)
            self.assertIn(f"soliton-cli {command} ", out)

    def test_names_the_original_options_of_broker(self):
        _, out, _ = run("broker", "--help")
        for option in ("--mqtt-host", "--mqtt-port", "--web-port", "--allow-anonymous", "--max-connections",
                       "--max-keepalive", "--websocket-port", "--web-host", "--data-dir", "--config"):
            self.assertIn(option, out)

    def test_version(self):
        code, out, _ = run("--version")
        self.assertEqual(code, OK)
        self.assertRegex(out, r"^Soliton \d+\.\d+\.\d+\n$")


class Usage(unittest.TestCase):
    def assert_usage(self, cause, *arguments):
        code, out, err = run(*arguments)
        self.assertEqual((code, out), (USAGE, ""), arguments)
        self.assertIn(cause, err)
        self.assertIn("--help", err)

    def test_subcommand(self):
        self.assert_usage("is missing")
        self.assert_usage("“dance”", "dance")

    def test_unknown_option(self):
        for command in COMMANDS:
            self.assert_usage("--no-such-option", command, "--no-such-option")

    def test_one_argument_too_many(self):
        self.assert_usage("“extra”", "pub", "-t", "a", "-m", "b", "extra")

    def test_out_of_range(self):
        self.assert_usage("65535", "pub", "-t", "a", "-m", "b", "--port", "65536")
        self.assert_usage("--qos", "sub", "-t", "a", "--qos", "3")
        self.assert_usage("--qos", "pub", "-t", "a", "-m", "b", "--qos", "-1")
        self.assert_usage("--mqtt-port", "broker", "--mqtt-port", "65536")
        self.assert_usage("--max-connections", "broker", "--max-connections", "0")
        self.assert_usage("--size", "bench", "--size", "15")
        self.assert_usage("--points", "wave", "--points", "0")

    def test_no_topic(self):
        self.assert_usage("--topic", "pub", "-m", "b")
        self.assert_usage("“a/#”", "pub", "-t", "a/#", "-m", "b")
        self.assert_usage("“a/#/b”", "sub", "-t", "a/#/b")

    def test_what_to_publish(self):
        self.assert_usage("--message", "pub", "-t", "a")
        self.assert_usage("not several", "pub", "-t", "a", "-m", "b", "-l")

    def test_words(self):
        self.assert_usage("“maybe”", "broker", "--allow-anonymous", "maybe")
        self.assert_usage("“maybe”", "broker", "--allow-anonymous=maybe")
        self.assert_usage("“round”", "wave", "--shape", "round")
        self.assert_usage("“xml”", "sub", "-t", "a", "--format", "xml")
        self.assert_usage("“star”", "bench", "--scenario", "star")

    def test_password_without_user_name(self):
        self.assert_usage("--username", "pub", "-t", "a", "-m", "b", "-P", "secret")

    def test_address(self):
        self.assert_usage("one address", "probe")
        self.assert_usage("“localhost:99999”", "probe", "localhost:99999")


class Unreachable(unittest.TestCase):
    """A port that is bound and does not listen refuses connections, and nobody else can take it meanwhile."""

    def setUp(self):
        self.socket = socket.socket()
        self.addCleanup(self.socket.close)
        self.socket.bind(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]

    def test_exit_code(self):
        for arguments in (["pub", "-t", "a", "-m", "b"], ["sub", "-t", "a"], ["shell"], ["wave", "-c", "1"], ["bench"]):
            code, out, err = run(*arguments, "--host", "127.0.0.1", "--port", self.port)
            self.assertEqual((code, out), (UNREACHABLE, ""), arguments)
            self.assertIn(str(self.port), err)

    def test_probe(self):
        code, out, _ = run("probe", f"127.0.0.1:{self.port}")
        self.assertEqual(code, UNREACHABLE)
        self.assertIn("nobody answers", out)

    def test_missing_file_is_told_before_connecting(self):
        code, _, err = run("pub", "--port", self.port, "-t", "a", "-f", "/nonexistent/file")
        self.assertEqual(code, FAILURE)
        self.assertIn("/nonexistent/file", err)


main()
