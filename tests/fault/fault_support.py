# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real broker process, raw clients by the thousand, and what /proc says of the process."""
import errno
import json
import os
import re
import resource
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.error
import urllib.request

CLI = os.environ.get("SOLITON_CLI", "build/src/cli/soliton-cli")
IS_LONG = "--long" in sys.argv
# Sanitizers keep what is freed and slow everything down: no figure of memory or time counts then
IS_SANITIZED = "SOLITON_SANITIZED" in os.environ
DEADLINE_S = 90 if IS_SANITIZED else 30
HOST = "127.0.0.1"


def say(text):
    print("#", text, flush=True)


def scale(short, long):
    """A test's length: short in `./test`, long in `./test --long`, a fourth of short with sanitizers."""
    return long if IS_LONG else max(1, short // 4) if IS_SANITIZED else short


def raise_descriptors(wanted):
    """Returns how many descriptors this process, and a broker it starts, may have: at most @wanted."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    allowed = min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, allowed), hard))
    return allowed


class Broker:
    """`soliton-cli broker` on ports of its own, with everything it keeps in a folder of its own."""

    def __init__(self, *options, config=None, folder=None, environment=None, prefix=()):
        self.base = tempfile.mkdtemp(prefix="soliton-fault-")
        self.folder = folder or f"{self.base}/data"
        self.errors = open(f"{self.base}/errors", "w+", encoding="utf-8")
        with open(f"{self.base}/config.json", "w", encoding="utf-8") as file:
            json.dump(config or {}, file)
        self.process = subprocess.Popen(
            [*prefix, CLI, "broker", "--mqtt-host", HOST, "--mqtt-port", "0", "--websocket-port", "0", "--web-port", "0",
             "--data-dir", self.folder, "--config", f"{self.base}/config.json", *options],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self.errors, text=True,
            env=dict(os.environ, **(environment or {})))
        self.ports = {}
        for line in self.process.stdout:
            found = re.match(r"(MQTT|WebSocket|TLS|Web admin) .*:(\d+)", line)
            if found:
                self.ports[found[1]] = int(found[2])
            if found and found[1] == "Web admin":
                break
        if "MQTT" not in self.ports:
            complaints = self.complaints()
            code = self.stop()
            raise AssertionError(f"the broker did not start, exit code {code}: {complaints}")
        self.port, self.websocket_port = self.ports["MQTT"], self.ports["WebSocket"]

    def complaints(self):
        self.errors.flush()
        with open(self.errors.name, encoding="utf-8") as file:
            return file.read()

    def call(self, method, path, body=None):
        """A call of the REST interface: (status, answer)."""
        request = urllib.request.Request(f"http://{HOST}:{self.ports['Web admin']}{path}", method=method,
                                         data=None if body is None else json.dumps(body).encode(),
                                         headers={"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=DEADLINE_S) as reply:
                return reply.status, json.load(reply)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.load(error)

    def stats(self):
        return self.call("GET", "/api/v1/status")[1]["stats"]

    def rss_kib(self):
        if not self.is_alive():
            raise AssertionError(f"the broker has ended, exit code {self.process.returncode}: {self.complaints()}")
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as file:
            return int(re.search(r"^VmRSS:\s+(\d+)", file.read(), re.M)[1])

    def n_descriptors(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def cpu_s(self):
        with open(f"/proc/{self.process.pid}/stat", encoding="ascii") as file:
            words = file.read().rpartition(")")[2].split()
        return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")

    def is_alive(self):
        return self.process.poll() is None

    def stop(self):
        """Returns the exit code."""
        if self.is_alive():
            self.process.send_signal(signal.SIGTERM)
        try:
            code = self.process.wait(DEADLINE_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            code = "killed: it did not end"
        self.process.stdout.close()
        self.errors.close()
        shutil.rmtree(self.base, ignore_errors=True)
        return code


def field(data):
    data = data.encode() if isinstance(data, str) else data
    return struct.pack(">H", len(data)) + data


def packet(first, body):
    length, out = len(body), bytearray([first])
    while True:
        out.append(length & 0x7F | (0x80 if length > 0x7F else 0))
        length >>= 7
        if not length:
            return bytes(out) + body


def connect_packet(client_id, clean=True, keep_alive_s=0, version=4):
    return packet(0x10, field("MQTT") + bytes([version, 2 if clean else 0]) + struct.pack(">H", keep_alive_s)
                  + (b"\0" if version == 5 else b"") + field(client_id))


def subscribe_packet(topic, qos=0):
    return packet(0x82, b"\0\1" + field(topic) + bytes([qos]))


def publish_packet(topic, payload, qos=0, packet_id=1, retain=False):
    return packet(0x30 | qos << 1 | retain, field(topic) + (struct.pack(">H", packet_id) if qos else b"") + payload)


class Client:
    """A blocking client that reads packet by packet. Of 5.0 it knows its CONNECT, without properties."""

    def __init__(self, port, client_id, clean=True, keep_alive_s=0, version=4):
        self.socket = socket.create_connection((HOST, port), DEADLINE_S)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = bytearray()
        self.send(connect_packet(client_id, clean, keep_alive_s, version))
        first, body = self.read()
        if first != 0x20 or body[1] != 0:
            raise AssertionError(f"{client_id} was answered {first:02x} {body.hex()}")
        self.session_present = body[0] == 1

    def send(self, octets):
        self.socket.sendall(octets)

    def _need(self, n):
        while len(self.buffer) < n:
            more = self.socket.recv(65536)
            if not more:
                raise EOFError
            self.buffer += more

    def read(self):
        """(first octet, body); EOFError at the end, socket.timeout when nothing comes."""
        length, shift, at = 0, 0, 1
        while True:
            self._need(at + 1)
            length |= (self.buffer[at] & 0x7F) << shift
            shift, at = shift + 7, at + 1
            if not self.buffer[at - 1] & 0x80:
                break
        self._need(at + length)
        first, body = self.buffer[0], bytes(self.buffer[at:at + length])
        del self.buffer[:at + length]
        return first, body

    def expect(self, first):
        found, body = self.read()
        if found != first:
            raise AssertionError(f"{found:02x} {body[:40].hex()} came instead of {first:02x}")
        return body

    def subscribe(self, topic, qos=0):
        self.send(subscribe_packet(topic, qos))
        return self.expect(0x90)[-1]

    def publish(self, topic, payload=b"", qos=0, packet_id=1, retain=False):
        """Waits for the last acknowledgement."""
        self.send(publish_packet(topic, payload, qos, packet_id, retain))
        if qos == 1:
            self.expect(0x40)
        elif qos == 2:
            self.expect(0x50)
            self.send(packet(0x62, struct.pack(">H", packet_id)))
            self.expect(0x70)

    def ping(self):
        """Returns the seconds that the answer took."""
        start = time.monotonic()
        self.send(b"\xc0\0")
        self.expect(0xD0)
        return time.monotonic() - start

    def close(self):
        self.socket.close()


class Probe(threading.Thread):
    """A client that pings on and on, to see whether the others are served meanwhile."""

    def __init__(self, port, interval_s=0.02):
        super().__init__(daemon=True)
        self.client = Client(port, "probe")
        self.interval_s = interval_s
        self.took_s, self.problem = [], None
        self._end = threading.Event()
        self.start()

    def run(self):
        try:
            self.took_s.append(self.client.ping())
            while not self._end.wait(self.interval_s):
                self.took_s.append(self.client.ping())
        except (OSError, EOFError, AssertionError) as problem:
            self.problem = problem

    def percentile(self, fraction):
        ordered = sorted(self.took_s)
        return ordered[int(fraction * (len(ordered) - 1))]

    def finish(self):
        """Returns (p50, p99, worst) in seconds."""
        self._end.set()
        self.join(DEADLINE_S)
        self.client.close()
        if self.problem is not None:
            raise AssertionError(f"the probe was not served: {self.problem!r}")
        return self.percentile(0.5), self.percentile(0.99), max(self.took_s)


def open_socket(port):
    """Connected without waiting for the broker to accept."""
    one = socket.socket()
    one.setblocking(False)
    if one.connect_ex((HOST, port)) not in (0, errno.EINPROGRESS):
        raise OSError("no connection")
    return one


def wait_until(condition, what, deadline_s=DEADLINE_S):
    end = time.monotonic() + deadline_s
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"waited in vain: {what}")
        time.sleep(0.01)


def can_mount():
    if os.geteuid() != 0 or shutil.which("unshare") is None:
        return False
    return subprocess.run(["unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True,
                          check=False).returncode == 0


class FaultTest(unittest.TestCase):

    def start(self, *options, **more):
        """A broker that must end in peace."""
        broker = Broker(*options, **more)

        def end():
            complaints = broker.complaints()
            code = broker.stop()
            for line in complaints.splitlines()[-40:]:
                say(line)
            self.assertEqual(code, 0)

        self.addCleanup(end)
        return broker

    def client(self, broker, client_id, **more):
        client = Client(broker.port, client_id, **more)
        self.addCleanup(client.close)
        return client


def main():
    unittest.main(argv=[sys.argv[0], "-v"], warnings="ignore")
