#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""pub, sub, shell, request and bench of MQTT 5.0, against mosquitto and soliton-cli broker."""
import json
import os
import queue
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import unittest

from support import FAILURE, OK, REFUSED, TIMEOUT, UNREACHABLE, USAGE, BrokerTest, Process, main, run

MOSQUITTO = shutil.which("mosquitto", path=os.environ.get("PATH", "") + ":/usr/sbin")


def find_free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Client:
    """What each test of a connection does."""

    def cli(self, subcommand, *arguments, stdin=""):
        return run(subcommand, "--port", self.port, *arguments, stdin=stdin)

    def pub(self, *arguments):
        self.assertEqual(self.cli("pub", *arguments), (OK, "", ""))

    def retained(self, topic, *arguments):
        code, out, err = self.cli("sub", "-t", topic, "-c", 1, "-W", 10, "-F", "json", *arguments)
        self.assertEqual((code, err), (OK, ""))
        return json.loads(out)


class Mosquitto(Client, unittest.TestCase):
    """Each class has a mosquitto, which speaks both versions."""

    LINES = ()

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="soliton-cli-")
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.port = find_free_port()
        path = os.path.join(cls.folder, "mosquitto.conf")
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(("user root", "allow_anonymous true", "log_dest stderr", "log_type all",
                                  f"listener {cls.port} 127.0.0.1", *cls.LINES)) + "\n")
        cls.broker = subprocess.Popen([MOSQUITTO, "-c", path], stderr=subprocess.PIPE, text=True)
        cls.addClassCleanup(cls.broker.wait)
        cls.addClassCleanup(cls.broker.kill)
        cls.log = queue.Queue()
        threading.Thread(target=cls.take_log, daemon=True).start()
        cls.read_log("running")

    @classmethod
    def take_log(cls):
        """Mosquitto waits for who reads its log."""
        for line in cls.broker.stderr:
            cls.log.put(line)

    @classmethod
    def read_log(cls, pattern):
        """The log's next line that matches."""
        while True:
            line = cls.log.get(timeout=TIMEOUT)
            if re.search(pattern, line):
                return line


class PubSub:
    """Against any broker."""

    def test_properties_arrive_as_they_were_given(self):
        self.pub("-t", "all", "-m", "x", "-r", "--payload-format", 1, "--message-expiry", 3600,
                 "--content-type", "text/plain", "--response-topic", "re/all", "--correlation-data", "c1",
                 "--user-property", "k=1", "--user-property", "k=2=3", "--user-property", "=")
        properties = self.retained("all", "--subscription-id", 7)["properties"]
        self.assertAlmostEqual(properties.pop("message_expiry_interval"), 3600, delta=TIMEOUT)
        self.assertEqual(properties, {
            "payload_format_indicator": 1, "content_type": "text/plain", "response_topic": "re/all",
            "correlation_data": "c1", "subscription_identifiers": [7],
            "user_properties": [{"name": "k", "value": "1"}, {"name": "k", "value": "2=3"}, {"name": "", "value": ""}]})

    def test_a_plain_message_has_no_properties(self):
        self.pub("-t", "plain", "-m", "x", "-r")
        self.assertNotIn("properties", self.retained("plain"))

    def test_aliases_carry_the_topic_once(self):
        sub = Process("sub", "--port", self.port, "-t", "alias/+", "-t", "ready", "-v", "-c", 4, "-q", 1)
        self.addCleanup(sub.popen.stdout.close)
        self.addCleanup(sub.popen.stderr.close)
        self.pub("-t", "ready", "-m", "now", "-r", "-q", 1)
        sub.read_until("^ready now")
        self.pub("-t", "alias/long", "-m", "x", "-c", 3, "--topic-alias", 1, "-q", 1)
        self.assertEqual(sub.wait()[1], "alias/long x\n" * 3)

    def test_options_of_a_subscription(self):
        self.pub("-t", "option", "-m", "x", "-r", "-q", 1)
        code, out, _ = self.cli("sub", "-t", "option", "-W", 0.3, "--retain-handling", 2)
        self.assertEqual((code, out), (OK, ""))
        self.assertTrue(self.retained("option", "--retain-as-published", "--no-local")["retain"])

    def test_will_waits(self):
        sub = Process("sub", "--port", self.port, "-t", "mortal", "-t", "will", "-v", "-F", "json")
        self.addCleanup(sub.popen.stdout.close)
        self.addCleanup(sub.popen.stderr.close)
        pub = Process("pub", "--port", self.port, "-t", "mortal", "-m", "x", "-c", 10000, "--interval", 0.01,
                      "--will-topic", "will", "--will-message", "gone", "--will-delay", 1, "--session-expiry", 60,
                      "--will-content-type", "text/plain", "--will-user-property", "k=v")
        sub.read_until("mortal")
        pub.end(signal.SIGKILL)
        will = json.loads(sub.read_until('"will"')[-1])
        self.assertEqual(will["properties"], {"content_type": "text/plain",
                                              "user_properties": [{"name": "k", "value": "v"}]})
        sub.end()

    def test_session_is_taken_up(self):
        session = ("-i", "lasting", "--no-clean", "--session-expiry", 60, "-t", "later", "-q", 1)
        self.assertEqual(self.cli("sub", *session, "-W", 0.1)[0], OK)
        self.pub("-t", "later", "-m", "kept", "-q", 1)
        self.assertEqual(self.cli("sub", *session, "-c", 1, "-W", 10), (OK, "kept\n", ""))

    def test_mistakes_name_the_cure(self):
        for subcommand, arguments, words in (
                ("pub", ("-t", "a", "-m", "x", "--user-property", "k"), "NAME=VALUE"),
                ("pub", ("-t", "a", "-m", "x", "--payload-format", 2), "--payload-format cannot be 2"),
                ("pub", ("-t", "a", "-m", "x", "--response-topic", "a/#"), "--response-topic"),
                ("pub", ("-t", "a", "-m", "x", "--content-type", "b", "-V", "3.1.1"), "--protocol 5"),
                ("pub", ("-t", "a", "-m", "x", "--will-delay", 1), "--will-topic"),
                ("pub", ("-t", "a", "-m", "x", "-V", "6"), "--protocol"),
                ("sub", ("-t", "a", "--retain-handling", 3), "--retain-handling cannot be 3"),
                ("sub", ("-t", "a", "--subscription-id", -1), "--subscription-id"),
                ("sub", ("-t", "a", "--no-clean"), "--client-id"),
                ("request", ("a",), "a topic and a text")):
            code, out, err = self.cli(subcommand, *arguments)
            self.assertEqual((code, out), (USAGE, ""), err)
            self.assertIn(words, err)


class MosquittoPubSub(PubSub, Mosquitto):
    def test_the_version_is_chosen(self):
        for arguments, version in (((), "p5"), (("--protocol", "5"), "p5"), (("-V", "3.1.1"), "p2")):
            self.pub("-t", "version", "-m", "x", "-i", f"chosen-{version}", *arguments)
            self.assertIn(f"({version},", self.read_log("New client connected.*as chosen"))

    def test_connection_limits_reach_the_broker(self):
        self.pub("-t", "a", "-m", "x", "-i", "limited", "--session-expiry", 30, "--receive-maximum", 5,
                 "--maximum-packet-size", 1000, "--topic-alias-maximum", 3, "--connect-property", "a=b")
        self.read_log("New client connected.*as limited")


class OwnPubSub(PubSub, Client, BrokerTest):
    ARGUMENTS = ("--no-web",)


class Shell(Client, BrokerTest):
    ARGUMENTS = ("--no-web",)

    def test_takes_properties(self):
        code, out, err = self.cli("shell", stdin="subscribe --no-local --subscription-id 3 a\n"
                                                 "publish --user-property k=v --content-type=x a unheard\n"
                                                 "subscribe --retain-handling 9 a\n")
        self.assertEqual(code, FAILURE)
        self.assertEqual(out.splitlines()[1:], ["Subscribed to a", "Published to a"])
        self.assertIn("--retain-handling cannot be 9", err)

    def test_says_that_the_broker_is_older(self):
        code, _, err = self.cli("shell", "-V", "3.1.1", stdin="publish --content-type x a b\n")
        self.assertEqual(code, FAILURE)
        self.assertIn("3.1.1", err)


class Request(Mosquitto):
    def test_prints_the_answer(self):
        answer = Process("sub", "--port", self.port, "-i", "clever", "-t", "question", "-c", 1, "-F", "json")
        self.addCleanup(answer.popen.stdout.close)
        self.addCleanup(answer.popen.stderr.close)
        self.read_log("SUBACK to clever")
        request = Process("request", "--port", self.port, "question", "how much?", "-W", TIMEOUT)
        asked = json.loads(answer.read_until("question")[0])
        self.assertEqual(asked["payload"], "how much?")
        topic = asked["properties"]["response_topic"]
        self.pub("-t", topic, "-m", "not for you", "--correlation-data", "another")
        self.pub("-t", topic, "-m", "42", "--correlation-data", asked["properties"]["correlation_data"])
        self.assertEqual(request.wait(), (OK, "42\n", ""))
        answer.wait()

    def test_nobody_answers(self):
        code, out, err = self.cli("request", "nobody", "?", "-W", 0.1)
        self.assertEqual((code, out), (FAILURE, ""))
        self.assertIn("Nobody answered on nobody", err)


class Limited(Mosquitto):
    LINES = ("max_packet_size 100", "retain_available false", "max_qos 1")

    def test_limits_are_told_before_sending(self):
        for arguments, words in ((("-q", 2), "QoS 1"), (("-r",), "without retain"), (("-m", "x" * 200), "too large")):
            code, _, err = self.cli("pub", "-t", "a", "-m", "x", *arguments)
            self.assertEqual(code, FAILURE)
            self.assertIn(words, err)


class Bench:
    """Against any broker."""

    def test_every_quality(self):
        for qos in (0, 1, 2):
            code, out, err = self.cli("bench", "-V", "5", "--clients", 2, "--messages", 200, "--window", 10,
                                      "-q", qos, "--json")
            self.assertEqual((code, err), (OK, ""))
            self.assertEqual(json.loads(out)["delivered"], 200)


class MosquittoBench(Bench, Mosquitto):
    pass


class OwnBench(Bench, Client, BrokerTest):
    ARGUMENTS = ("--no-web",)


class NoBroker(unittest.TestCase):
    def test_five_alone_is_refused_by_an_older_broker(self):
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            listener.listen()
            pub = Process("pub", "--port", listener.getsockname()[1], "-t", "a", "-m", "x", "-V", "5")
            with listener.accept()[0] as peer:
                self.assertIn(b"MQTT\x05", peer.recv(100))
                peer.sendall(b"\x20\x02\x00\x01")
                code, _, err = pub.wait()
        self.assertEqual(code, REFUSED)
        self.assertIn("choose 3.1.1", err)
        self.assertNotEqual(code, UNREACHABLE)


main()
