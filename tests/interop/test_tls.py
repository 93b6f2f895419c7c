#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Clients of others by TLS, with certificates that `soliton-cli cert` made; and no secret in any log."""
import json
import os
import socket
import ssl
import stat
import struct
import subprocess
import tempfile
import unittest
import urllib.error

import paho.mqtt.client as paho

from interop_support import CLI, DEADLINE_S, Soliton, main, read_rss_kib, wait_until


def make_client(**options):
    if hasattr(paho, "CallbackAPIVersion"):
        return paho.Client(paho.CallbackAPIVersion.VERSION1, **options)
    return paho.Client(**options)


def cert(folder, *words):
    return subprocess.run([CLI, "cert", "--dir", folder, *words], capture_output=True, text=True, check=False,
                          timeout=DEADLINE_S)


WEBSOCKET_HANDSHAKE = (b"GET /mqtt HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                       b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                       b"Sec-WebSocket-Protocol: mqtt\r\n\r\n")


def frame(packet):
    """A binary one of a client, masked by zeros: RFC 6455 §5.2."""
    octets = bytes.fromhex(packet)
    return bytes([0x82, 0x80 | len(octets), 0, 0, 0, 0]) + octets


class TlsBroker(Soliton):
    def __init__(self, folder, *options):
        super().__init__("--tls-port", "0", "--tls-cert", f"{folder}/server.pem", "--tls-key",
                         f"{folder}/server-key.pem", *options)
        self.tls_port = self.call("GET", "/api/v1/status")["tls_port"]


class Tls(unittest.TestCase):
    options = ()

    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix="soliton-tls-")
        self.addCleanup(holder.cleanup)
        self.folder = holder.name + "/made"
        self.assertEqual(cert(self.folder).returncode, 0)
        self.broker = TlsBroker(self.folder, *self.options)
        self.addCleanup(self.broker.stop)

    @property
    def authority(self):
        return f"{self.folder}/ca.pem"

    def openssl(self, *options):
        return subprocess.run(["openssl", "s_client", "-connect", f"127.0.0.1:{self.broker.tls_port}", "-CAfile",
                               self.authority, "-verify_return_error", *options], input="", capture_output=True,
                              text=True, check=False, timeout=DEADLINE_S)

    def log(self):
        return json.dumps(self.broker.call("GET", "/api/v1/log"), ensure_ascii=False)


class Clients(Tls):
    def test_openssl_shakes_hands(self):
        for version in ("-tls1_2", "-tls1_3"):
            done = self.openssl(version, "-verify_ip", "127.0.0.1")
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn("Verify return code: 0 (ok)", done.stdout)
        self.assertEqual(self.openssl("-verify_hostname", "localhost").returncode, 0)
        self.assertNotEqual(self.openssl("-verify_hostname", "elsewhere.example").returncode, 0)

    def test_old_versions_are_refused(self):
        for version in ("-tls1", "-tls1_1"):
            done = self.openssl(version, "-cipher", "DEFAULT:@SECLEVEL=0")
            self.assertNotEqual(done.returncode, 0, done.stdout)
        wait_until(lambda: "only TLS older than 1.2" in self.log(), "the reason in the log")

    def test_mosquitto_clients(self):
        tls = ["-h", "127.0.0.1", "-p", str(self.broker.tls_port), "--cafile", self.authority]
        subprocess.run(["mosquitto_pub", *tls, "-t", "t", "-m", "kept", "-r", "-q", "1"], check=True,
                       timeout=DEADLINE_S)
        done = subprocess.run(["mosquitto_sub", *tls, "-t", "t", "-C", "1"], check=True, capture_output=True, text=True,
                              timeout=DEADLINE_S)
        self.assertEqual(done.stdout, "kept\n")

    def test_own_client(self):
        tls = ["-p", str(self.broker.tls_port), "--host", "localhost", "--cafile", self.authority]
        self.assertEqual(subprocess.run([CLI, "pub", *tls, "-t", "own", "-m", "kept", "--retain"], check=False,
                                        timeout=DEADLINE_S).returncode, 0)
        self.assertNotEqual(subprocess.run([CLI, "pub", "--tls", "-p", str(self.broker.tls_port), "-t", "own", "-m", "x"],
                                           check=False, capture_output=True, timeout=DEADLINE_S).returncode, 0)

    def test_paho(self):
        self.echo_a_megabyte(make_client())

    def test_paho_by_websocket(self):
        """On the same port: whoever says GET within TLS is a browser."""
        self.echo_a_megabyte(make_client(transport="websockets"))
        self.assertEqual(self.broker.call("GET", "/api/v1/status")["stats"]["connections"], 1)
        client = self.broker.call("GET", "/api/v1/clients")[0]
        self.assertEqual((client["websocket"], client["tls"]), (True, True))

    def echo_a_megabyte(self, client):
        came = []
        client.tls_set(ca_certs=self.authority)
        client.on_message = lambda client, data, message: came.append(bytes(message.payload))
        client.on_connect = lambda client, data, flags, code: client.subscribe("big", 1)
        client.on_subscribe = lambda client, data, mid, granted: client.publish("big", b"x" * 1000000, 1)
        client.connect("127.0.0.1", self.broker.tls_port)
        client.loop_start()
        self.addCleanup(client.loop_stop)
        self.addCleanup(client.disconnect)
        wait_until(lambda: came, "the message")
        self.assertEqual(len(came[0]), 1000000)

    def open_tls(self):
        opened = ssl.create_default_context(cafile=self.authority).wrap_socket(
            socket.create_connection(("127.0.0.1", self.broker.tls_port), DEADLINE_S), server_hostname="localhost")
        self.addCleanup(opened.close)
        return opened

    def test_a_browser_that_asks_for_a_page_is_told(self):
        browser, said = self.open_tls(), b""
        browser.sendall(b"G")  # a record of its own
        browser.sendall(b"ET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        while octets := browser.recv(4096):
            said += octets
        self.assertIn(b"wss://", said)

    def test_a_websocket_that_does_not_read(self):
        """libsoup holds a quarter of a MiB for it, the broker its queue: the rest is dropped and counted."""
        self.broker.call("PUT", "/api/v1/config", {"max_queue_bytes": 1 << 20})
        deaf = self.open_tls()
        deaf.sendall(WEBSOCKET_HANDSHAKE)
        self.assertTrue(deaf.recv(4096).startswith(b"HTTP/1.1 101"))
        deaf.sendall(frame("100e00044d5154540402000000026465") + frame("8206000100012300"))
        wait_until(lambda: self.broker.call("GET", "/api/v1/status")["stats"]["subscriptions"] == 1, "the subscription")
        before_kib = read_rss_kib(self.broker.lines.process.pid)
        with socket.create_connection(("127.0.0.1", self.broker.port), DEADLINE_S) as loud:
            loud.sendall(bytes.fromhex("100d00044d51545404020000000162"))
            loud.sendall((b"\x30\x83\x80\x01\x00\x01a" + bytes(16384)) * 2000 + b"\xc0\0")
            self.assertEqual(loud.recv(4) + loud.recv(2), b"\x20\x02\0\0\xd0\0")
        wait_until(lambda: self.broker.call("GET", "/api/v1/status")["stats"]["dropped"] > 0, "what was dropped")
        if "SOLITON_SANITIZED" not in os.environ:
            grown_kib = read_rss_kib(self.broker.lines.process.pid) - before_kib
            print(f"# {grown_kib} KiB more for one that does not read")
            self.assertLess(grown_kib, 8192)

    def test_renewed_files_are_read_by_themselves(self):
        before = self.open_tls()
        before.sendall(bytes.fromhex("100d00044d51545404020000000161"))
        self.assertEqual(before.recv(4), b"\x20\x02\0\0")
        shown = before.getpeercert(True)
        self.assertEqual(cert(self.folder, "renew").returncode, 0)
        wait_until(lambda: "was read anew" in self.log(), "the renewed certificate")
        after = self.open_tls()
        self.assertNotEqual(after.getpeercert(True), shown)
        before.sendall(b"\xc0\0")
        self.assertEqual(before.recv(2), b"\xd0\0")


class ClientCertificates(Tls):
    def setUp(self):
        super().setUp()
        self.assertEqual(cert(self.folder, "client", "pump 7").returncode, 0)
        self.broker.call("PUT", "/api/v1/config", {
            "tls_client_ca": self.authority, "tls_require_client": True, "tls_identity": True,
            "allow_anonymous": False})

    def test_name_of_the_certificate(self):
        tls = ["-h", "127.0.0.1", "-p", str(self.broker.tls_port), "--cafile", self.authority]
        mine = ["--cert", f"{self.folder}/client-pump 7.pem", "--key", f"{self.folder}/client-pump 7-key.pem"]
        subprocess.run(["mosquitto_pub", *tls, *mine, "-t", "t", "-m", "x", "-q", "1"], check=True, timeout=DEADLINE_S)
        wait_until(lambda: '"pump 7"' in self.log(), "the name in the log")
        browser = make_client(transport="websockets")
        browser.tls_set(self.authority, *mine[1::2])
        browser.connect("127.0.0.1", self.broker.tls_port)
        browser.loop_start()
        self.addCleanup(browser.loop_stop)
        self.addCleanup(browser.disconnect)
        wait_until(lambda: [client["username"] for client in self.broker.call("GET", "/api/v1/clients")] == ["pump 7"],
                   "the browser by the name of its certificate")
        subprocess.run([CLI, "pub", "--host", "localhost", *tls[2:], *mine, "-t", "t", "-m", "x"], check=True,
                       timeout=DEADLINE_S)
        done = subprocess.run(["mosquitto_pub", *tls, "-t", "t", "-m", "x"], check=False, capture_output=True,
                              timeout=DEADLINE_S)
        self.assertNotEqual(done.returncode, 0)
        wait_until(lambda: "It showed no certificate" in self.log(), "the reason in the log")


class Certificates(Tls):
    def test_files(self):
        for name, mode in (("ca-key.pem", 0o600), ("server-key.pem", 0o600), ("ca.pem", 0o644)):
            self.assertEqual(stat.S_IMODE(os.stat(f"{self.folder}/{name}").st_mode), mode, name)
        text = subprocess.run(["openssl", "x509", "-in", f"{self.folder}/server.pem", "-noout", "-text"], check=True,
                              capture_output=True, text=True).stdout
        for name in ("DNS:localhost", "IP Address:127.0.0.1", f"DNS:{socket.gethostname()}", "prime256v1",
                     "TLS Web Server Authentication"):
            self.assertIn(name, text)
        subprocess.run(["openssl", "verify", "-x509_strict", "-CAfile", self.authority, f"{self.folder}/server.pem"],
                       check=True, capture_output=True)

    def test_nothing_is_replaced_unasked(self):
        with open(self.authority, encoding="ascii") as file:
            before = file.read()
        done = cert(self.folder, "make")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("is there already", done.stderr)
        self.assertNotEqual(cert(self.folder, "client", "../x").returncode, 0)
        self.assertEqual(cert(self.folder, "renew").returncode, 0)
        with open(self.authority, encoding="ascii") as file:
            self.assertEqual(file.read(), before)
        self.assertEqual(cert(self.folder, "make", "--force").returncode, 0)
        with open(self.authority, encoding="ascii") as file:
            self.assertNotEqual(file.read(), before)


class Page(unittest.TestCase):
    def setUp(self):
        self.broker = Soliton()
        self.addCleanup(self.broker.stop)

    def test_one_request_switches_tls_on(self):
        with self.assertRaises(urllib.error.HTTPError) as none:
            self.broker.call("GET", "/api/v1/tls/ca.pem")
        self.assertEqual(none.exception.code, 404)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        answer = self.broker.call("POST", "/api/v1/tls/certificates", {"port": port})
        self.assertEqual(answer["port"], port)
        self.assertEqual(answer["ca"], "/api/v1/tls/ca.pem")
        authority = self.broker.folder + "/tls/ca.pem"
        subprocess.run(["mosquitto_pub", "-h", "127.0.0.1", "-p", str(port), "--cafile", authority, "-t", "t", "-m", "x"],
                       check=True, timeout=DEADLINE_S)
        with self.assertRaises(urllib.error.HTTPError) as broken:
            self.broker.call("PUT", "/api/v1/config", {"tls_key": authority})
        self.assertEqual(broken.exception.code, 422)
        self.assertEqual(json.load(broken.exception)["field"], "tls_key")


def connect_packet(user, password):
    def text(value):
        return struct.pack(">H", len(value)) + value.encode()
    body = text("MQTT") + b"\x04\xc2\0\0" + text("c") + text(user) + text(password)
    return bytes([0x10, len(body)]) + body


class Secrets(Tls):
    RIGHT, WRONG = "correct-horse-battery", "incorrect-donkey-staple"

    def login(self, password):
        with socket.create_connection(("127.0.0.1", self.broker.port), DEADLINE_S) as client:
            client.sendall(connect_packet("anna", password))
            return client.recv(4)[3]

    def test_no_secret_is_told(self):
        said = []
        with open(f"{self.folder}/server-key.pem", encoding="ascii") as file:
            key = file.read().splitlines()[1]
        self.broker.add_user("anna", self.RIGHT)
        self.assertEqual([self.login(self.RIGHT), self.login(self.WRONG)], [0, 4])
        wait_until(lambda: "wrong password" in self.log(), "the wrong password in the log")
        with self.assertRaises(urllib.error.HTTPError) as broken:
            self.broker.call("PUT", "/api/v1/config", {"tls_certificate": f"{self.folder}/server-key.pem"})
        said.append(broken.exception.read().decode())
        for path in ("/api/v1/log", "/api/v1/status", "/api/v1/config", "/api/v1/users", "/api/v1/tls",
                     "/api/v1/clients", "/config", "/users"):
            said.append(json.dumps(self.broker.call("GET", path)))
        self.assertIn("wrong password", said[1])
        self.broker.lines.stop()
        said.extend(self.broker.lines.seen + [line for line in self.broker.lines.rest() if line])
        for secret in (self.RIGHT, self.WRONG, key, "$y$", "PRIVATE KEY"):
            for text in said:
                self.assertNotIn(secret, text)


if __name__ == "__main__":
    main()
