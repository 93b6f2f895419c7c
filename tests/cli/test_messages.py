#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""pub, sub, shell and wave against soliton-cli broker."""
import base64
import json
import os
import signal
import subprocess
import time

from support import CLI, FAILURE, OK, TIMEOUT, BrokerTest, Process, main, run


class PubSub(BrokerTest):
    ARGUMENTS = ("--no-web",)

    def pub(self, *arguments, stdin=""):
        code, out, err = run("pub", "--port", self.port, *arguments, stdin=stdin)
        self.assertEqual((code, out, err), (OK, "", ""))

    def test_round_trip_at_every_quality(self):
        for qos in (0, 1, 2):
            sub = self.start_sub("-t", "round/#", "-q", qos, "-c", 3)
            self.pub("-t", "round/trip", "-m", f"quality {qos}", "-q", qos)
            self.pub("-t", "round", "-m", "grüße", "-q", qos)
            self.assertEqual(sub.wait(), (OK, f"round/trip quality {qos}\nround grüße\n", ""))

    def test_prints_promptly(self):
        sub = self.start_sub("-t", "prompt")
        self.pub("-t", "prompt", "-m", "one")
        self.assertEqual(sub.read_until("^prompt"), ["prompt one"])
        self.pub("-t", "prompt", "-m", "two")
        self.assertEqual(sub.read_until("^prompt"), ["prompt two"])
        self.assertEqual(sub.end(signal.SIGINT), (OK, "", ""))

    def test_formats(self):
        payload = bytes(range(256))
        path = os.path.join(self.folder, "octets")
        with open(path, "wb") as file:
            file.write(payload)
        self.pub("-t", "octets", "-f", path, "-r", "-q", 1)
        found = {}
        for form in ("hex", "json", "raw"):
            done = subprocess.run([CLI, "sub", "--port", str(self.port), "-t", "octets", "-c", "1", "-F", form],
                                  capture_output=True, timeout=TIMEOUT, check=True)
            found[form] = done.stdout
        self.assertEqual(found["raw"], payload)
        self.assertEqual(found["hex"], payload.hex().encode() + b"\n")
        message = json.loads(found["json"])
        self.assertEqual(base64.b64decode(message["payload_base64"]), payload)
        self.assertEqual((message["topic"], message["retain"]), ("octets", True))
        self.assertAlmostEqual(message["time"], time.time(), delta=TIMEOUT)

    def test_json_text(self):
        self.pub("-t", "words", "-m", 'a "b"', "-r", "-q", 1)
        _, out, _ = run("sub", "--port", self.port, "-t", "words", "-c", 1, "-F", "json")
        self.assertEqual(json.loads(out)["payload"], 'a "b"')

    def test_sources_of_a_message(self):
        sub = self.start_sub("-t", "source", "-q", 1, "-c", 6)
        self.pub("-t", "source", "-q", 1, "-f", "-", stdin="whole\n")
        self.pub("-t", "source", "-q", 1, "-l", stdin="first\n\nlast")
        self.pub("-t", "source", "-q", 1, "-n")
        self.assertEqual(sub.wait()[1], "source whole\n\nsource first\nsource \nsource last\nsource \n")

    def test_count_and_interval(self):
        sub = self.start_sub("-t", "count", "-q", 1, "-c", 4)
        start = time.monotonic()
        self.pub("-t", "count", "-m", "x", "-q", 1, "-c", 3, "--interval", 0.1)
        self.assertGreaterEqual(time.monotonic() - start, 0.2)
        self.assertEqual(sub.wait()[1], "count x\n" * 3)

    def test_empty_message_takes_the_retained_one_away(self):
        self.pub("-t", "kept", "-m", "x", "-r", "-q", 1)
        self.assertEqual(run("sub", "--port", self.port, "-t", "kept", "-c", 1, "-W", 10)[:2], (OK, "x\n"))
        self.pub("-t", "kept", "-n", "-r", "-q", 1)
        code, out, err = run("sub", "--port", self.port, "-t", "kept", "-c", 1, "-W", 0.2)
        self.assertEqual((code, out), (FAILURE, ""))
        self.assertIn("0 of 1", err)

    def test_timeout_alone_is_no_failure(self):
        self.assertEqual(run("sub", "--port", self.port, "-t", "nothing", "-W", 0.1), (OK, "", ""))

    def test_will(self):
        sub = self.start_sub("-t", "alive", "-t", "will")
        pub = Process("pub", "--port", self.port, "-t", "alive", "-m", "x", "-c", 10000, "--interval", 0.01,
                      "--will-topic", "will", "--will-message", "gone")
        sub.read_until("^alive x")
        self.assertEqual(pub.end(signal.SIGKILL)[0], -signal.SIGKILL)
        self.assertEqual(sub.read_until("^will")[-1], "will gone")
        self.assertEqual(sub.end()[0], OK)

    def test_closed_pipe_ends_it(self):
        sub = self.start_sub("-t", "pipe")
        sub.popen.stdout.close()
        self.pub("-t", "pipe", "-m", "x", "-q", 1)
        self.assertNotEqual(sub.popen.wait(TIMEOUT), OK)


class Shell(BrokerTest):
    ARGUMENTS = ("--no-web",)

    def shell(self, text):
        code, out, err = run("shell", "--broker", "localhost", "--port", self.port, "--client-id", "tester", stdin=text)
        first, _, rest = out.partition("\n")
        self.assertIn("as tester", first)
        return code, rest, err

    def test_receives_what_it_publishes(self):
        code, out, err = self.shell('subscribe -q 1 lab/+\npublish -q 1 lab/a {"v": 1}\nquit\n')
        self.assertEqual((code, err), (OK, ""))
        self.assertEqual(sorted(out.splitlines()),
                         ["Published to lab/a", "Subscribed to lab/+", 'lab/a {"v": 1}'])

    def test_end_of_input_loses_nothing(self):
        code, out, _ = self.shell("sub end\n" + "".join(f"pub end {k}\n" for k in range(50)))
        self.assertEqual(code, OK)
        self.assertEqual([line for line in out.splitlines() if line.startswith("end ")], [f"end {k}" for k in range(50)])

    def test_list(self):
        code, out, _ = self.shell("list\nsubscribe b\nsubscribe -q 2 a\nlist\nunsubscribe b\nlist\n")
        self.assertEqual(code, OK)
        self.assertEqual(out.splitlines(), ["No subscriptions", "Subscribed to b", "Subscribed to a", "a, QoS 2",
                                            "b, QoS 0", "Unsubscribed from b", "a, QoS 2"])

    def test_errors_name_the_cure(self):
        code, _, err = self.shell("dance\nsubscribe\nunsubscribe never\nsubscribe -q 3 a\nsubscribe a/#/b\n")
        self.assertEqual(code, FAILURE)
        lines = err.splitlines()
        self.assertEqual(len(lines), 5)
        for word, line in zip(("“dance”", "topic is missing", "never", "“-q”", "a/#/b"), lines):
            self.assertIn(word, line)


class Wave(BrokerTest):
    ARGUMENTS = ("--no-web",)

    def wave(self, *arguments, count=1):
        """Publishes retained messages, so that a subscriber that comes later has the last one."""
        code, out, err = run("wave", "--port", self.port, "-r", "-q", 1, "-c", count, *arguments)
        self.assertEqual((code, out, err), (OK, "", ""))

    def last(self, topic="realtime_waveform"):
        code, out, _ = run("sub", "--port", self.port, "-t", topic, "-c", 1, "-W", 10)
        self.assertEqual(code, OK)
        return out

    def test_has_the_shape_of_the_original(self):
        self.wave()
        message = json.loads(self.last())
        self.assertEqual(list(message), ["timestamp", "points", "sampling_rate", "data"])
        self.assertEqual((message["points"], message["sampling_rate"], len(message["data"])), (300, 300, 300))
        self.assertAlmostEqual(message["timestamp"], time.time(), delta=TIMEOUT)
        for value in message["data"]:
            self.assertEqual(round(value, 3), value)
            self.assertLess(abs(value), 2)
        self.assertGreater(max(message["data"]), 0.8)
        self.assertLess(min(message["data"]), -0.8)

    def test_options_make_the_wave(self):
        self.wave("--shape", "square", "--frequency", 10, "--amplitude", 2, "--offset", 1, "--noise", 0, "--rate", 1000,
                  "--points", 100, "--topic", "lab/square")
        message = json.loads(self.last("lab/square"))
        self.assertEqual((message["points"], message["sampling_rate"]), (100, 1000))
        self.assertEqual(set(message["data"]), {3, -1})
        self.assertEqual(message["data"].count(3), 50)

    def test_keeps_the_rhythm(self):
        sub = self.start_sub("-t", "rhythm", "-q", 1, "-c", 6)
        self.wave("--rate", 1000, "--points", 50, "-t", "rhythm", count=5)
        stamps = [json.loads(line.removeprefix("rhythm "))["timestamp"] for line in sub.wait()[1].splitlines()]
        self.assertEqual([round(b - a, 5) for a, b in zip(stamps, stamps[1:])], [0.05] * 4)

    def test_formats(self):
        self.wave("--format", "number", "--points", 1, "--rate", 100, "--shape", "dc", "--offset", 2.5, "--noise", 0,
                  "-t", "number")
        self.assertEqual(float(self.last("number")), 2.5)

    def test_ends_on_a_signal(self):
        wave = Process("wave", "--port", self.port, "--rate", 1000, "--points", 10, "-t", "endless", "-r")
        self.assertEqual(run("sub", "--port", self.port, "-t", "endless", "-c", 3, "-W", 10)[0], OK)
        self.assertEqual(wave.end(), (OK, "", ""))


main()
