#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""wave's scenarios, files, recordings, tables and harmonics as a subscriber sees them; the self-test's answer as a program reads it."""
import json
import math
import os
import sqlite3
import struct
import unittest
import wave

from support import OK, USAGE, BrokerTest, main, run


class Wave(BrokerTest):
    ARGUMENTS = ("--no-web",)

    def publish(self, n, topic, *arguments):
        """Payloads by topic of a wave that ends after one message each; they are retained."""
        wave = run("wave", "--port", self.port, "-t", topic, "-q", 1, "-r", "-c", 1, *arguments)
        self.assertEqual(wave[0], OK, wave)
        code, said, _ = run("sub", "--port", self.port, "-t", topic + "/#", "-c", n, "-v")
        self.assertEqual(code, OK)
        return dict(line.split(" ", 1) for line in said.splitlines())

    def test_a_table_becomes_the_period(self):
        path = os.path.join(self.folder, "form.csv")
        with open(path, "w", encoding="utf-8") as file:
            file.write("t,v\n0,0\n1,10\n2,0\n3,-10\n")
        got = self.publish(1, "table", "--table", path, "--frequency", 1, "--rate", 8, "--points", 8, "--noise", 0, "-a", 2)
        self.assertEqual(json.loads(got["table"])["data"], [0, 1, 2, 1, 0, -1, -2, -1])

    def test_harmonics_and_phase_are_added(self):
        got = self.publish(1, "sum", "--shape", "sine", "--frequency", 1, "--rate", 8, "--points", 8, "--noise", 0,
                           "--harmonic", "2,0.5,90", "--harmonic", "3,0.25", "--phase", 45, "--decimals", 9)
        for i, value in enumerate(json.loads(got["sum"])["data"]):
            at = 2 * math.pi * (i / 8 + 1 / 8)
            expected = math.sin(at) + 0.5 * math.cos(2 * at) + 0.25 * math.sin(3 * at)
            self.assertAlmostEqual(value, expected, 8)

    def test_a_scenario_has_its_topics(self):
        got = self.publish(4, "w", "--scenario", "weather")
        self.assertEqual(set(got), {"w/temperature", "w/humidity", "w/pressure", "w/wind"})

    def test_a_file_is_played_as_it_stands(self):
        path = os.path.join(self.folder, "bench.csv")
        with open(path, "w", encoding="utf-8") as file:
            file.write("time_s,u,i\n" + "".join(f"{k / 50},{20 + k},{-k}\n" for k in range(5)))
        got = self.publish(1, "bench", "--from-file", path, "--column", "u", "--points", 12)
        message = json.loads(got["bench"])
        self.assertEqual(message["sampling_rate"], 50)
        self.assertEqual(message["data"], [20, 21, 22, 23, 24] * 2 + [20, 21])
        got = self.publish(1, "fast", "--from-file", path, "--rate", 100, "--points", 5)
        message = json.loads(got["fast"])
        self.assertEqual((message["sampling_rate"], message["data"]), (100, [0, -1, -2, -3, -4]))

    def test_a_sound_is_played_at_its_rate(self):
        path = os.path.join(self.folder, "tone.wav")
        with wave.open(path, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(8000)
            file.writeframes(b"".join(struct.pack("<h", v) for v in (0, 16384, 0, -16384)))
        message = json.loads(self.publish(1, "tone", "--from-file", path, "--points", 8)["tone"])
        self.assertEqual((message["sampling_rate"], message["data"]), (8000, [0, 0.5, 0, -0.5] * 2))

    def record(self, name, *payloads):
        """A recording of "rec/x" in which a payload comes every tenth of a second."""
        path = os.path.join(self.folder, name)
        code, _, said = run("record", "--port", self.port, "-t", "nothing", "--duration", 1, path)
        self.assertEqual(code, OK, said)
        db = sqlite3.connect(path)
        db.execute("INSERT INTO topics (name) VALUES ('rec/x')")
        db.executemany("INSERT INTO messages (time_ns, topic_id, qos, retain, payload) "
                       "SELECT ?, id, 0, 0, ? FROM topics WHERE name = 'rec/x'",
                       [(1767225600 * 10**9 + i * 10**8, payload) for i, payload in enumerate(payloads)])
        db.commit()
        db.close()
        return path

    def test_a_recording_is_played_at_its_rate(self):
        path = self.record("bench.soliton", *(b'{"u":%d,"i":%d}' % (i, -i) for i in range(5)))
        got = self.publish(1, "again", "--from-file", path, "--column", "rec/x i", "--points", 7)
        message = json.loads(got["again"])
        self.assertEqual((message["sampling_rate"], message["data"]), (10, [0, -1, -2, -3, -4, 0, -1]))
        config = self.write_config({"topic": "c/rec", "shape": "table", "file": "bench.soliton", "column": "rec/x u",
                                    "frequency": 2, "rate": 10, "points": 5, "noise": 0, "amplitude": 2, "offset": 2})
        code, _, said = run("wave", "--port", self.port, "--config", config, "-r", "-q", 1, "-c", 1)
        self.assertEqual(code, OK, said)
        said = run("sub", "--port", self.port, "-t", "c/rec", "-c", 1)[1]
        self.assertEqual(json.loads(said)["data"], [0, 1, 2, 3, 4])
        for column in "rec/y", "rec/x w":
            code, _, said = run("wave", "--port", self.port, "--from-file", path, "--column", column)
            self.assertNotEqual(code, OK)
            for word in ("bench.soliton", column, "rec/x u, rec/x i"):
                self.assertIn(word, said)

    def test_a_recording_without_numbers_is_refused(self):
        path = self.record("words.soliton", b"hello", b"world")
        code, _, said = run("wave", "--port", self.port, "--from-file", path)
        self.assertNotEqual(code, OK)
        self.assertIn("no numbers", said)

    def write_config(self, *sources):
        path = os.path.join(self.folder, "sources.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump({"sources": sources}, file)
        return path

    def test_a_config_has_several_sources(self):
        with open(os.path.join(self.folder, "form.csv"), "w", encoding="utf-8") as file:
            file.write("v\n1\n-1\n")
        path = self.write_config(
            {"topic": "c/dc", "shape": "dc", "offset": 7.5, "noise": 0, "format": "number", "points": 1, "rate": 10},
            {"topic": "c/own", "name": "Own", "shape": "table", "file": "form.csv", "frequency": 1, "rate": 2,
             "points": 4, "noise": 0, "qos": 1, "retain": True})
        code, said, problem = run("wave", "--port", self.port, "--config", path, "-r", "-q", 1, "-c", 1)
        self.assertEqual((code, said), (OK, ""), problem)
        code, said, _ = run("sub", "--port", self.port, "-t", "c/#", "-c", 2, "-v")
        got = dict(line.split(" ", 1) for line in said.splitlines())
        self.assertEqual(float(got["c/dc"]), 7.5)
        self.assertEqual(json.loads(got["c/own"])["data"], [1, -1, 1, -1])

    def test_what_is_wrong_in_a_config_is_named(self):
        for source, words in (({"topic": "a", "shape": "round"}, ("source 1", "shape", "round", "sine")),
                              ({"topic": "a/#"}, ("source 1", "a/#")),
                              ({"topic": "a", "rate": 0}, ("source 1: rate: ", "not 0")),
                              ({"topic": "a", "shape": "table", "file": "gone.wav"}, ("gone.wav",))):
            code, _, said = run("wave", "--port", self.port, "--config", self.write_config(source))
            self.assertNotEqual(code, OK)
            for word in words:
                self.assertIn(word, said)
        path = self.write_config({"topic": "a"})
        for more in (("-t", "b"), ("--rate", "5"), ("--scenario", "ecg"), ("--shape", "sine")):
            self.assertEqual(run("wave", "--port", self.port, "--config", path, *more)[0], USAGE)
        self.assertEqual(run("wave", "--port", self.port, "--config", self.write_config())[0], USAGE)

    def test_what_cannot_be_is_named(self):
        for option, arguments in (("--scenario", ("--scenario", "moon")), ("--harmonic", ("--harmonic", "3;1")),
                                  ("--sweep", ("--sweep", "up")), ("jitter", ("--jitter", "-1")),
                                  ("--channels", ("--channels", "99")), ("--column", ("--column", "u")),
                                  ("--frequency", ("--frequency", "0")), ("--shape", ("--shape", "table")),
                                  ("CSV or WAV", ("--from-file", "/dev/zero"))):
            code, _, said = run("wave", "--port", self.port, *arguments)
            self.assertNotEqual(code, OK)
            self.assertIn(option, said)
        self.assertEqual(run("wave", "--scenario", "moon")[0], USAGE)


class SelfTest(unittest.TestCase):
    def test_everything_passes_and_is_told_as_json(self):
        code, said, _ = run("self-test", "--json", timeout=100)
        answer = json.loads(said)
        failed = [row for row in answer["rows"] if not row["passed"]]
        if "SOLITON_SANITIZED" in os.environ:  # so slow that what is timed by its arrival may stand still for a period
            failed = [row for row in failed if row["frequency"]["error"] < row["frequency"]["set"]]
        else:
            self.assertEqual(code, OK)
        self.assertEqual(failed, [])
        self.assertGreater(len(answer["rows"]), 130)
        row = next(row for row in answer["rows"] if (row["shape"], row["format"]) == ("sine", "int16"))
        self.assertAlmostEqual(row["frequency"]["measured"], 2.0, delta=row["frequency"]["error"])
        self.assertLess(row["frequency"]["error"], 0.001)


if __name__ == "__main__":
    main()
