# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Brokers and clients as real processes on loopback, each wait with a deadline, results as TAP."""
import json
import os
import queue
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.request

DEADLINE_S = 20
CLI = os.environ["SOLITON_CLI"]


def read_rss_kib(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        return int(re.search(r"^VmRSS:\s+(\d+)", file.read(), re.M)[1])


class Lines:
    """A process whose standard output is read line by line, so that a test can wait for one."""

    def __init__(self, command, **options):
        self.command = command
        self.seen = []
        self._lines = queue.Queue()
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.STDOUT, text=True, errors="replace",
                                        bufsize=1, **options)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self):
        for line in self.process.stdout:
            self._lines.put(line.rstrip("\n"))
        self._lines.put(None)

    def next(self, timeout=DEADLINE_S):
        """The next line, None at the end."""
        try:
            line = self._lines.get(timeout=timeout)
        except queue.Empty:
            raise AssertionError(f"{self.command} said nothing more; so far: {self.seen}") from None
        if line is not None:
            self.seen.append(line)
        return line

    def wait_for(self, pattern):
        """Reads up to the line that matches; returns the match."""
        while (line := self.next()) is not None:
            match = re.search(pattern, line)
            if match:
                return match
        raise AssertionError(f"{self.command} ended without {pattern!r}: {self.seen}")

    def rest(self):
        """What it says until it ends."""
        lines = []
        while (line := self.next()) is not None:
            lines.append(line)
        self.process.wait(DEADLINE_S)
        return lines

    def say(self, text):
        self.process.stdin.write(text + "\n")
        self.process.stdin.flush()

    def stop(self, how=signal.SIGTERM):
        """Returns the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        try:
            code = self.process.wait(DEADLINE_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise AssertionError(f"{self.command} did not end") from None
        self._reader.join(DEADLINE_S)
        self.process.stdin.close()
        self.process.stdout.close()
        return code


class Soliton:
    """`soliton-cli broker` on ports of its own, with everything it keeps in a folder of its own."""

    host = "127.0.0.1"

    def __init__(self, *options):
        self.folder = tempfile.mkdtemp(prefix="soliton-interop-")
        self.lines = Lines([CLI, "broker", "--mqtt-host", self.host, "--mqtt-port", "0",
                            "--websocket-port", "0", "--web-port", "0", "--data-dir", self.folder,
                            "--config", f"{self.folder}/config.json", *options])
        ports = {}
        while len(ports) < 3:
            match = self.lines.wait_for(r"^(MQTT|WebSocket|Web admin) .*:(\d+)")
            ports[match[1]] = int(match[2])
        self.port, self.websocket_port, self.web_port = (
            ports[name] for name in ("MQTT", "WebSocket", "Web admin"))

    def call(self, method, path, body=None):
        """A call of the REST interface."""
        request = urllib.request.Request(f"http://{self.host}:{self.web_port}{path}", method=method,
                                         data=None if body is None else json.dumps(body).encode(),
                                         headers={"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=DEADLINE_S) as reply:
            return json.load(reply)

    def add_user(self, name, password):
        self.call("POST", "/users", {"username": name, "password": password})

    def stop(self):
        code = self.lines.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
        return code


class Mosquitto:
    """Another broker, to see what our client does with it."""

    host = "127.0.0.1"

    def __init__(self, user=None):
        with socket.socket() as probe:
            probe.bind((self.host, 0))
            self.port = probe.getsockname()[1]
        self.folder = tempfile.mkdtemp(prefix="soliton-interop-")
        config = [f"listener {self.port} {self.host}", "max_queued_messages 0", "log_type all"]
        if user is None:
            config.append("allow_anonymous true")
        else:
            passwords = f"{self.folder}/passwords"
            subprocess.run(["mosquitto_passwd", "-c", "-b", passwords, *user], check=True)
            # mosquitto gives up root at its start
            os.chmod(self.folder, 0o755)
            os.chmod(passwords, 0o644)
            config.append(f"password_file {passwords}")
        with open(f"{self.folder}/mosquitto.conf", "w", encoding="utf-8") as file:
            file.write("\n".join(config) + "\n")
        self._start()

    def _start(self):
        program = shutil.which("mosquitto", path=os.environ["PATH"] + ":/usr/sbin")
        self.lines = Lines([program, "-c", f"{self.folder}/mosquitto.conf"])
        self.lines.wait_for("running")

    def restart(self):
        self.lines.stop()
        self._start()

    def stop(self):
        code = self.lines.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
        return code


class BrokerTest(unittest.TestCase):
    """A broker for all tests of the class."""

    make_broker = Soliton

    @classmethod
    def setUpClass(cls):
        cls.broker = cls.make_broker()

    @classmethod
    def tearDownClass(cls):
        assert cls.broker.stop() == 0

    def run_program(self, *command, **options):
        """Runs to its end; returns exit code and standard output as octets."""
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False,
                              timeout=DEADLINE_S, **options)
        for line in done.stderr.decode(errors="replace").splitlines():
            print("#", line, flush=True)
        return done.returncode, done.stdout

    def start_program(self, *command):
        lines = Lines(list(command))
        self.addCleanup(lines.stop, signal.SIGKILL)
        return lines


class TapResult(unittest.TestResult):
    """One line a test, as meson reads them."""

    n = 0

    def _tell(self, word, test, note=""):
        self.n += 1
        print(f"{word} {self.n} - {test.id()}{note}", flush=True)

    def addSuccess(self, test):
        self._tell("ok", test)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._explain_with(test, err)

    def addError(self, test, err):
        super().addError(test, err)
        self._explain_with(test, err)

    def addSkip(self, test, reason):
        self._tell("ok", test, f" # SKIP {reason}")

    def _explain_with(self, test, err):
        for line in self._exc_info_to_string(err, test).splitlines():
            print("#", line, flush=True)
        self._tell("not ok", test)


def wait_until(condition, what):
    """Asks again and again, every few milliseconds, until @condition is true."""
    end = time.monotonic() + DEADLINE_S
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"waited in vain: {what}")
        time.sleep(0.005)


def main():
    suite = unittest.defaultTestLoader.loadTestsFromModule(sys.modules["__main__"])
    result = TapResult()
    suite.run(result)
    print(f"1..{result.n}")
    sys.exit(0 if result.wasSuccessful() else 1)
