# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs soliton-cli as a person or a script would."""
import os
import re
import shutil
import signal
import subprocess
import tempfile
import unittest

CLI = os.environ.get("SOLITON_CLI", "build/src/cli/soliton-cli")
TIMEOUT = 20

OK, FAILURE, USAGE, UNREACHABLE, REFUSED = range(5)


def run(*arguments, stdin="", timeout=TIMEOUT):
    """A subcommand from start to end: its exit code, what it printed, what it complained of."""
    done = subprocess.run([CLI, *map(str, arguments)], input=stdin, capture_output=True, text=True, timeout=timeout,
                          check=False)
    return done.returncode, done.stdout, done.stderr


class Process:
    """A subcommand that goes on while the test does something else."""

    def __init__(self, *arguments):
        self.popen = subprocess.Popen([CLI, *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                      stderr=subprocess.PIPE, text=True)

    def end(self, number=signal.SIGTERM):
        """Sends a signal; the exit code, and what was printed and complained of since the last line read."""
        self.popen.send_signal(number)
        return self.wait()

    def wait(self):
        out, err = self.popen.communicate(timeout=TIMEOUT)
        return self.popen.returncode, out, err

    def read_until(self, pattern):
        """The lines up to the first that matches."""
        lines = []
        for line in self.popen.stdout:
            lines.append(line.rstrip("\n"))
            if re.search(pattern, line):
                return lines
        raise AssertionError(f"{pattern} did not come, but {lines} and {self.popen.stderr.read()}")


class Broker(Process):
    """soliton-cli broker on ports of its own, in folders of its own."""

    def __init__(self, folder, *arguments):
        self.folder = folder
        super().__init__("broker", "--mqtt-host", "127.0.0.1", "--mqtt-port", 0, "--websocket-port", 0, "--web-port", 0,
                         "--data-dir", folder, "--config", os.path.join(folder, "broker.json"), *arguments)
        last = "^MQTT" if "--no-web" in arguments else "^Web admin"
        self.addresses = dict(re.split(r"\s{2,}", line, maxsplit=1) for line in self.read_until(last))
        self.port = int(self.addresses["MQTT"].rsplit(":", 1)[1])


class BrokerTest(unittest.TestCase):
    """Each class has a broker; a test may start another."""

    ARGUMENTS = ()

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="soliton-cli-")
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.broker = Broker(cls.folder, *cls.ARGUMENTS)
        cls.addClassCleanup(cls.broker.end, signal.SIGKILL)
        cls.port = cls.broker.port

    def start_sub(self, *arguments):
        """A subscriber that is subscribed: it has the retained message that was there before."""
        self.assertEqual(run("pub", "--port", self.port, "-t", "ready", "-m", "now", "-r", "-q", 1)[0], OK)
        sub = Process("sub", "--port", self.port, *arguments, "-t", "ready", "-v")
        sub.read_until("^ready now")
        self.addCleanup(sub.popen.stdout.close)
        self.addCleanup(sub.popen.stderr.close)
        return sub


def main():
    unittest.main(verbosity=2, warnings="ignore")
