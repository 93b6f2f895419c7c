#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Recordings that this test writes by data/doc/RECORDING.md alone, exported and opened by programs that are not ours."""
import csv
import json
import os
import pathlib
import re
import shutil
import signal
import sqlite3
import struct
import subprocess
import tempfile
import time
import unittest
import wave
import zipfile

import numpy

from support import FAILURE, OK, TIMEOUT, USAGE, Process, main, run

DOCUMENT = pathlib.Path(__file__).resolve().parents[2] / "data/doc/RECORDING.md"
T0 = 1767225600  # 2026-01-01T00:00:00Z


def ask(*command, binary=False):
    return subprocess.run(command, capture_output=True, text=not binary, timeout=TIMEOUT, check=True).stdout


class Export(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="soliton-export-")
        self.addCleanup(shutil.rmtree, self.folder)
        self.path = os.path.join(self.folder, "x.soliton")

    def make(self, messages):
        """(seconds, topic, payload): any program can write a recording."""
        schema = re.search(r"```sql\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.S)[1]
        db = sqlite3.connect(self.path)
        db.executescript(schema)
        for seconds, topic, payload in messages:
            db.execute("INSERT OR IGNORE INTO topics (name) VALUES (?)", (topic,))
            db.execute("INSERT INTO messages (time_ns, topic_id, qos, retain, payload) "
                       "SELECT ?, id, 0, 0, ? FROM topics WHERE name = ?",
                       (T0 * 10**9 + round(seconds * 1e9), payload.encode() if isinstance(payload, str) else payload, topic))
        db.commit()
        db.close()

    def export(self, *arguments, name=None):
        """The file that it wrote, and nothing else."""
        before = set(os.listdir(self.folder))
        more = ("-o", os.path.join(self.folder, name)) if name else ()
        code, _, err = run("export", *arguments, *more, self.path)
        self.assertEqual((code, err), (OK, ""))
        made = set(os.listdir(self.folder)) - before
        self.assertEqual(len(made), 1, made)
        return os.path.join(self.folder, made.pop())

    def make_waves(self, rate=1000, blocks=20, n=50):
        """Two channels of one message, with their own times. Returns the times and the values."""
        t = numpy.arange(blocks * n) / rate
        a, b = numpy.sin(2 * numpy.pi * 5 * t), 3.3 * numpy.cos(2 * numpy.pi * 7 * t) + 0.1
        self.make([((i + 1) * n / rate, "lab/wave", json.dumps(
            {"timestamp": T0 + i * n / rate, "sampling_rate": rate, "a": a[i * n:(i + 1) * n].tolist(),
             "b": b[i * n:(i + 1) * n].tolist()})) for i in range(blocks)])
        return t, a, b

    NAMES = ["lab/wave a", "lab/wave b"]

    def test_csv_by_csv_and_numpy(self):
        t, a, b = self.make_waves()
        path = self.export()
        self.assertEqual(os.path.basename(path), "x.csv")
        with open(path, newline="", encoding="utf-8") as file:
            head, *rows = csv.reader(file)
        self.assertEqual(head, ["time_s", *self.NAMES])
        self.assertEqual([float(row[1]) for row in rows], a.tolist())
        self.assertEqual([float(row[2]) for row in rows], b.tolist())
        self.assertTrue(all(re.fullmatch(r"17672256\d\d\.\d{9}", row[0]) for row in rows))
        table = numpy.genfromtxt(path, delimiter=",", skip_header=1)
        numpy.testing.assert_allclose(table[:, 0] - T0, t, atol=1e-6)

    def test_npy_by_numpy(self):
        t, a, b = self.make_waves()
        array = numpy.load(self.export("-F", "npy"), allow_pickle=False)
        self.assertEqual(array.dtype.names, ("time_ns", *self.NAMES))
        self.assertEqual(array.dtype["time_ns"], numpy.dtype("<i8"))
        numpy.testing.assert_array_equal(array["lab/wave a"], a)
        numpy.testing.assert_array_equal(array["lab/wave b"], b)
        numpy.testing.assert_allclose((array["time_ns"] - T0 * 10**9) / 1e9, t, atol=1e-6)

    def test_jsonl_by_json(self):
        _, a, b = self.make_waves()
        with open(self.export("-F", "jsonl"), encoding="utf-8") as file:
            rows = [json.loads(line) for line in file]
        self.assertEqual([row["lab/wave a"] for row in rows], a.tolist())
        self.assertEqual([row["lab/wave b"] for row in rows], b.tolist())

    @unittest.skipUnless(shutil.which("sox"), "sox is not installed")
    def test_wav_by_sox(self):
        _, a, b = self.make_waves()
        path = self.export("-F", "wav")
        said = {flag: ask("soxi", flag, path).strip() for flag in ("-r", "-c", "-s", "-e", "-b")}
        self.assertEqual(said, {"-r": "1000", "-c": "2", "-s": "1000", "-e": "Floating Point PCM", "-b": "32"})
        octets = ask("sox", path, "-t", "raw", "-e", "floating-point", "-b", "32", "-L", "-", binary=True)
        frames = numpy.frombuffer(octets, "<f4").reshape(-1, 2)
        # What sox holds inside ends at full scale, and has 32 bits below it
        numpy.testing.assert_allclose(frames[:, 0], a, atol=2**-24)
        numpy.testing.assert_allclose(frames[:, 1], numpy.clip(b, -1, 1), atol=2**-24)
        with open(path, "rb") as file:
            inside = numpy.frombuffer(file.read()[58:], "<f4").reshape(-1, 2)
        numpy.testing.assert_array_equal(inside[:, 1], b.astype("<f4"))

    def test_wav16_by_python(self):
        _, a, b = self.make_waves()
        with wave.open(self.export("-F", "wav16"), "rb") as file:
            self.assertEqual(file.getparams()[:4], (2, 2, 1000, 1000))
            frames = numpy.frombuffer(file.readframes(1000), "<i2").reshape(-1, 2)
        scale = 32767 / max(abs(a).max(), abs(b).max())
        numpy.testing.assert_allclose(frames[:, 0], a * scale, atol=0.5001)
        numpy.testing.assert_allclose(frames[:, 1], b * scale, atol=0.5001)

    @unittest.skipUnless(shutil.which("sigrok-cli"), "sigrok-cli is not installed")
    def test_sr_by_sigrok(self):
        _, a, b = self.make_waves()
        path = self.export("-F", "sr")
        said = ask("sigrok-cli", "-i", path, "--show")
        self.assertIn("Samplerate: 1000\n", said)
        self.assertIn("Analog sample count: 1000\n", said)
        for name in self.NAMES:
            self.assertIn(f"- {name}: analog", said)
        # What sigrok read, as it writes it: floats behind a head for a stream
        stream = os.path.join(self.folder, "sigrok.wav")
        ask("sigrok-cli", "-i", path, "-O", "wav", "-o", stream)
        octets = pathlib.Path(stream).read_bytes()
        frames = numpy.frombuffer(octets[octets.index(b"data") + 8:], "<f4").reshape(-1, 2)
        numpy.testing.assert_array_equal(frames[:, 0], a.astype("<f4"))
        numpy.testing.assert_array_equal(frames[:, 1], b.astype("<f4"))

    def make_uneven(self):
        random = numpy.random.default_rng(1)
        t = numpy.cumsum(random.uniform(0.01, 0.5, 200))
        v = numpy.cumsum(random.normal(size=200))
        self.make([(at, "room/temp", repr(float(value))) for at, value in zip(t, v)])
        return t, v

    def test_uneven_keeps_its_times(self):
        t, v = self.make_uneven()
        array = numpy.load(self.export("-F", "npy"))
        numpy.testing.assert_array_equal(array["room/temp"], v)
        # Of arrival, which is told to the microsecond
        numpy.testing.assert_allclose((array["time_ns"] - T0 * 10**9) / 1e9, t, atol=1e-6)

    def test_uneven_is_resampled(self):
        t, v = self.make_uneven()
        for form in ("wav", "wav16", "sr"):
            code, _, err = run("export", "-F", form, self.path)
            self.assertEqual(code, FAILURE)
            self.assertIn("not sampled evenly", err)
            self.assertIn("Give a rate", err)
        with open(self.export("-F", "wav", "--rate", 100), "rb") as file:
            octets = file.read()
        self.assertEqual(struct.unpack("<I", octets[24:28])[0], 100)
        found = numpy.frombuffer(octets[58:], "<f4")
        grid = t[0] + numpy.arange(len(found)) / 100
        self.assertEqual(len(found), int((t[-1] - t[0]) * 100) + 1)
        numpy.testing.assert_allclose(found, numpy.interp(grid, t, v), atol=2e-3)
        # Of those that were refused nothing is left
        self.assertEqual(sorted(os.listdir(self.folder)), ["x.soliton", "x.wav"])

    def test_channels_of_two_rates(self):
        block = json.dumps([0.5] * 100)
        self.make([(1, "slow", f'{{"timestamp":{T0},"sampling_rate":100,"data":{block}}}'),
                   (1, "fast", f'{{"timestamp":{T0},"sampling_rate":1000,"data":{block}}}')])
        code, _, err = run("export", "-F", "sr", self.path)
        self.assertEqual(code, FAILURE)
        self.assertIn("1000", err)
        self.assertIn("100 samples a second", err)
        rows = numpy.load(self.export("-F", "npy"))
        self.assertEqual(numpy.isfinite(rows["slow"]).sum(), 100)
        self.assertEqual(numpy.isfinite(rows["fast"]).sum(), 100)
        self.assertEqual(len(rows), 190)
        self.assertEqual(os.path.basename(self.export("-F", "sr", "-t", "fast")), "x.sr")

    def test_gaps_are_no_rows(self):
        block = [1.0] * 10
        self.make([(second + 0.1, "g", json.dumps({"timestamp": T0 + second, "sampling_rate": 100, "data": block}))
                   for second in (0, 0.1, 5)])
        array = numpy.load(self.export("-F", "npy"))
        self.assertEqual(len(array), 30)
        self.assertTrue((array["g"] == 1.0).all())
        self.assertEqual(run("export", "-F", "wav", self.path)[0], FAILURE)

    def test_stretch_topics_and_reading(self):
        self.make([(i, topic, struct.pack("<2h", i, -i)) for i in range(10) for topic in ("raw/a", "raw/b")])
        code, _, err = run("export", self.path)
        self.assertEqual(code, FAILURE)
        self.assertIn("--read-as", err)
        array = numpy.load(self.export("-F", "npy", "--read-as", "int16", "--payload-rate", 10, "-t", "+/a", "--from", 3,
                                       "--to", 5))
        self.assertEqual(array.dtype.names, ("time_ns", "raw/a"))
        self.assertEqual(array["raw/a"].tolist(), [3, -3, 4, -4])

    def test_odd_names(self):
        name = "it's \"q\", \\ grüße"
        self.make([(0, name, "1"), (1, name, "2")])
        self.assertEqual(numpy.load(self.export("-F", "npy"))[name].tolist(), [1, 2])
        with open(self.export("-F", "csv"), newline="", encoding="utf-8") as file:
            self.assertEqual(next(csv.reader(file)), ["time_s", name])
        with open(self.export("-F", "jsonl"), encoding="utf-8") as file:
            self.assertEqual([json.loads(line)[name] for line in file], [1, 2])

    def test_messages(self):
        self.make([(0, "a", "text"), (1.5, "b", b"\xff\x00"), (2, "a", "")])
        with open(self.export("-F", "messages"), encoding="utf-8") as file:
            rows = [json.loads(line) for line in file]
        self.assertEqual([(row["topic"], row.get("payload"), row.get("payload_base64"), row["time"]) for row in rows],
                         [("a", "text", None, T0), ("b", None, "/wA=", T0 + 1.5), ("a", "", None, T0 + 2)])

    def test_pieces_of_a_long_one(self):
        """More than one piece of a channel's reading and of sigrok's archive."""
        n = 300000
        values = (numpy.arange(n) % 1000).astype("<f4")
        self.make([((i + 1) * 0.03, "long", json.dumps({"timestamp": T0 + i * 0.03, "sampling_rate": 1000000,
                                                       "data": values[i * 30000:(i + 1) * 30000].tolist()}))
                   for i in range(10)])
        array = numpy.load(self.export("-F", "npy"))
        numpy.testing.assert_array_equal(array["long"], values)
        self.assertTrue((numpy.diff(array["time_ns"]) == 1000).all())
        path = self.export("-F", "sr")
        with zipfile.ZipFile(path) as archive:
            self.assertIsNone(archive.testzip())
            octets = archive.read("analog-1-1-1") + archive.read("analog-1-1-2")
        numpy.testing.assert_array_equal(numpy.frombuffer(octets, "<f4"), values)

    def test_stopped_leaves_nothing(self):
        block = json.dumps([0.125] * 20000)
        self.make([(i, "x", f'{{"timestamp":{T0 + i * 20},"sampling_rate":1000,"data":{block}}}') for i in range(200)])
        exporter = Process("export", self.path)
        self.addCleanup(exporter.popen.stdout.close)
        self.addCleanup(exporter.popen.stderr.close)
        deadline = time.monotonic() + TIMEOUT
        while len(os.listdir(self.folder)) == 1 and time.monotonic() < deadline:
            time.sleep(0.005)
        code, _, err = exporter.end(signal.SIGINT)
        self.assertEqual(code, FAILURE)
        self.assertIn("cancelled", err)
        self.assertEqual(os.listdir(self.folder), ["x.soliton"])

    def test_refusals(self):
        self.make([(0, "a", "1")])
        self.assertEqual(run("export", "-F", "xls", self.path)[0], USAGE)
        self.assertEqual(run("export")[0], USAGE)
        self.assertEqual(run("export", "-t", "#/a", self.path)[0], USAGE)
        self.assertEqual(run("export", "--read-as", "tea", self.path)[0], USAGE)
        self.assertEqual(run("export", self.path + "x")[0], FAILURE)
        self.assertEqual(run("export", "--rate", -1, "-F", "wav", self.path)[0], FAILURE)
        self.export()
        code, _, err = run("export", self.path)
        self.assertEqual(code, FAILURE)
        self.assertIn("--force", err)
        self.assertEqual(run("export", "--force", self.path)[0], OK)


if __name__ == "__main__":
    main()
