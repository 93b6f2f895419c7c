#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""mosquitto_pub and mosquitto_sub, as people type them, against our broker."""
import hashlib
import os
import signal
import tempfile

from interop_support import BrokerTest, Soliton, main

FORMAT = "MSG %t %q %r %p"


class MosquittoClients(BrokerTest):

    def address(self):
        return ["-h", self.broker.host, "-p", str(self.broker.port)]

    def publish(self, *options):
        code, _ = self.run_program("mosquitto_pub", *self.address(), *options)
        return code

    def subscribe(self, *options, n=1):
        """A subscriber that ends after n messages; it is subscribed when this returns."""
        lines = self.start_program("stdbuf", "-oL", "mosquitto_sub", *self.address(), "-d", "-F", FORMAT,
                                   "-C", str(n), "-W", "15", *options)
        lines.wait_for("^Subscribed")
        return lines

    @staticmethod
    def messages(lines):
        return [line[4:] for line in lines.rest() if line.startswith("MSG ")]

    def test_each_qos(self):
        for qos in "012":
            lines = self.subscribe("-t", f"qos/{qos}", "-q", qos)
            self.assertEqual(self.publish("-t", f"qos/{qos}", "-q", qos, "-m", "hello"), 0)
            self.assertEqual(self.messages(lines), [f"qos/{qos} {qos} 0 hello"])

    def test_wildcards(self):
        lines = self.subscribe("-t", "house/+/temperature", "-t", "garden/#", n=3)
        for topic in ("house/kitchen/temperature", "house/kitchen/light", "garden", "garden/a/b"):
            self.assertEqual(self.publish("-t", topic, "-m", "1"), 0)
        self.assertEqual(self.messages(lines),
                         ["house/kitchen/temperature 0 0 1", "garden 0 0 1", "garden/a/b 0 0 1"])

    def test_retained(self):
        self.assertEqual(self.publish("-t", "kept/a", "-r", "-q", "1", "-m", "old"), 0)
        self.assertEqual(self.publish("-t", "kept/a", "-r", "-q", "1", "-m", "new"), 0)
        lines = self.subscribe("-t", "kept/#", "-q", "1")
        self.assertEqual(self.messages(lines), ["kept/a 1 1 new"])
        self.assertEqual(self.publish("-t", "kept/a", "-r", "-n"), 0)
        lines = self.subscribe("-t", "kept/#")
        self.assertEqual(self.publish("-t", "kept/b", "-m", "next"), 0)
        self.assertEqual(self.messages(lines), ["kept/b 0 0 next"])

    def test_will(self):
        watcher = self.subscribe("-t", "last/words", "-q", "1")
        mortal = self.subscribe("-t", "any", "--will-topic", "last/words", "--will-payload", "bye",
                                "--will-qos", "1")
        mortal.stop(signal.SIGKILL)
        self.assertEqual(self.messages(watcher), ["last/words 1 0 bye"])

    def test_lasting_session(self):
        session = ["-c", "-i", "sleeper", "-q", "2", "-t", "while/away"]
        code, _ = self.run_program("mosquitto_sub", *self.address(), *session, "-E", "-W", "15")
        self.assertEqual(code, 0)
        for i in range(20):
            self.assertEqual(self.publish("-t", "while/away", "-q", "2", "-m", str(i)), 0)
        code, text = self.run_program("mosquitto_sub", *self.address(), *session, "-C", "20",
                                      "-W", "15")
        self.assertEqual(code, 0)
        self.assertEqual(text.split(), [str(i).encode() for i in range(20)])

    def test_big_payload(self):
        octets = os.urandom(5_000_000)
        with tempfile.NamedTemporaryFile() as file:
            file.write(octets)
            file.flush()
            self.assertEqual(self.publish("-t", "big", "-q", "2", "-r", "-f", file.name), 0)
        code, received = self.run_program("mosquitto_sub", *self.address(), "-t", "big", "-q", "2",
                                          "-C", "1", "-N", "-W", "15")
        self.assertEqual(code, 0)
        self.assertEqual(hashlib.sha256(received).digest(), hashlib.sha256(octets).digest())
        self.assertEqual(self.publish("-t", "big", "-r", "-n"), 0)

    def test_many_from_standard_input(self):
        text = "".join(f"{i}\n" for i in range(5000)).encode()
        lines = self.subscribe("-t", "stream", "-q", "1", n=5000)
        code, _ = self.run_program("mosquitto_pub", *self.address(), "-t", "stream", "-q", "1", "-l",
                                   input=text)
        self.assertEqual(code, 0)
        self.assertEqual(self.messages(lines), [f"stream 1 0 {i}" for i in range(5000)])

    def test_version_5(self):
        for qos in "012":
            lines = self.subscribe("-V", "mqttv5", "-t", f"five/{qos}", "-q", qos)
            self.assertEqual(self.publish("-V", "mqttv5", "-t", f"five/{qos}", "-q", qos, "-m", "x"), 0)
            self.assertEqual(self.messages(lines), [f"five/{qos} {qos} 0 x"])

    def test_session_expiry(self):
        session = ["-V", "mqttv5", "-c", "-i", f"five-{type(self).__name__}", "-q", "1", "-t", "five/away"]
        lasting = [*session, "-x", "60"]
        code, _ = self.run_program("mosquitto_sub", *self.address(), *lasting, "-E", "-W", "15")
        self.assertEqual(code, 0)
        self.assertEqual(self.publish("-t", "five/away", "-q", "1", "-m", "kept"), 0)
        code, text = self.run_program("mosquitto_sub", *self.address(), *lasting, "-C", "1", "-W", "15")
        self.assertEqual((code, text), (0, b"kept\n"))
        # From now on it ends with its connection
        code, _ = self.run_program("mosquitto_sub", *self.address(), *session, "-x", "0", "-E", "-W", "15")
        self.assertEqual(code, 0)
        self.assertEqual(self.publish("-t", "five/away", "-q", "1", "-m", "lost"), 0)
        lines = self.subscribe(*session, "-x", "0")
        self.assertEqual(self.publish("-t", "five/away", "-q", "1", "-m", "new"), 0)
        self.assertEqual(self.messages(lines), ["five/away 1 0 new"])

    def test_will_delay(self):
        watcher = self.subscribe("-t", "five/will", "-q", "1")
        mortal = self.subscribe("-V", "mqttv5", "-c", "-i", f"mortal-{type(self).__name__}", "-t", "any",
                                "-x", "60", "--will-topic", "five/will", "--will-payload", "bye", "-D", "will",
                                "will-delay-interval", "1")
        mortal.stop(signal.SIGKILL)
        self.assertEqual(self.messages(watcher), ["five/will 0 0 bye"])

    def test_unknown_user_is_refused_where_anonymous_may(self):
        self.assertNotEqual(self.publish("-u", "eve", "-P", "x", "-t", "a", "-m", "x"), 0)


class WithUsers(MosquittoClients):
    """The same broker program with anonymous access off."""

    make_broker = staticmethod(lambda: Soliton("--allow-anonymous", "False"))

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.broker.add_user("anna", "right")

    def address(self):
        return super().address() + ["-u", "anna", "-P", "right"]

    def test_others_are_refused(self):
        where = MosquittoClients.address(self)
        for who in ([], ["-u", "anna"], ["-u", "anna", "-P", "wrong"], ["-u", "eve", "-P", "right"]):
            code, _ = self.run_program("mosquitto_pub", *where, *who, "-t", "a", "-m", "x")
            self.assertNotEqual(code, 0, who)

    def test_removed_user_is_refused(self):
        self.broker.add_user("brief", "secret")
        who = ["-u", "brief", "-P", "secret", "-t", "a", "-m", "x"]
        where = MosquittoClients.address(self)
        self.assertEqual(self.run_program("mosquitto_pub", *where, *who)[0], 0)
        self.broker.call("DELETE", "/users/brief")
        self.assertNotEqual(self.run_program("mosquitto_pub", *where, *who)[0], 0)


if __name__ == "__main__":
    main()
