#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`test_python_codecs.py TOOL`: what cbor2, msgpack, gzip and zlib write is read, and what we write they read."""
import array
import base64
import gzip
import json
import math
import random
import struct
import subprocess
import sys
import unittest
import zlib

import cbor2
import msgpack

SAMPLES = [0.0, 1.5, -0.25, 1000.0]
TIME_NS = 1700000000123456789
TYPES = {64: "B", 65: ">H", 66: ">I", 67: ">Q", 68: "B", 69: "<H", 70: "<I", 71: "<Q", 72: "b", 73: ">h", 74: ">i",
         75: ">q", 77: "<h", 78: "<i", 79: "<q", 80: ">e", 81: ">f", 82: ">d", 84: "<e", 85: "<f", 86: "<d"}


class Tool:
    def __init__(self, path):
        self.process = subprocess.Popen([path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()

    def read(self, octets, nick="auto"):
        answer = json.loads(self.ask(f"read {nick} {octets.hex()}"))
        for path, values in answer.get("channels", {}).items():
            answer["channels"][path] = [float(value) for value in values]
        return answer

    def write(self, nick):
        return bytes.fromhex(self.ask(f"write {nick}"))


tool = Tool(sys.argv.pop(1))


def typed(tag, values):
    order, code = (TYPES[tag][0], TYPES[tag][1]) if len(TYPES[tag]) == 2 else ("<", TYPES[tag])
    return cbor2.CBORTag(tag, struct.pack(f"{order}{len(values)}{code}", *values))


def random_value(source, depth):
    kind = source.randrange(9 if depth < 5 else 6)
    if kind == 0:
        return source.choice([0, 23, 24, 255, 256, 65535, 65536, 2**32 - 1, 2**32, 2**63 - 1, 2**63, 2**64 - 1])
    if kind == 1:
        return -source.choice([1, 24, 25, 32, 33, 128, 129, 256, 257, 32768, 32769, 2**31, 2**31 + 1, 2**63])
    if kind == 2:
        return source.choice([1.5, 0.1, 1e300, 5e-324, 65504.0, 3.4028234663852886e38, -0.0])
    if kind == 3:
        return source.choice([True, False, None])
    if kind == 4:
        return source.choice(["", "x", "ß水𐅑", "z" * 300])
    if kind == 5:
        return bytes(source.randrange(256) for _ in range(source.randrange(40)))
    if kind == 6:
        return [random_value(source, depth + 1) for _ in range(source.randrange(20))]
    return {f"k{i}": random_value(source, depth + 1) for i in range(source.randrange(20))}


def leaves(value, path, found):
    """The channels that fields have: numbers and booleans by path, as the rules name them."""
    if isinstance(value, dict):
        for key, child in value.items():
            leaves(child, f"{path}/{key}" if path else key, found)
    elif isinstance(value, list):
        for i, child in enumerate(value):
            leaves(child, f"{path}/{i}" if path else str(i), found)
    elif isinstance(value, (bool, int, float)):
        found[path] = [float(value)]


class Read(unittest.TestCase):
    def check(self, octets, channels, **more):
        answer = tool.read(octets)
        self.assertEqual(answer.get("channels"), channels, (octets.hex(), answer))
        for key, value in more.items():
            self.assertEqual(answer[key], value)

    def test_examples(self):
        self.check(bytes.fromhex("82a26673cd01f4a17992ca3fc00000cabf000000"), {"": [1.5, -0.5]}, format="msgpack",
                   rate=500)
        senml = "82a5216662656e63682f221a6553f10000627531016156 02f94280a300627531060102f94300"
        self.check(bytes.fromhex(senml), {"bench/u1": [3.25, 3.5]}, format="senml-cbor", t0=1700000000 * 10**9)
        self.check(cbor2.dumps({"fs": 500, "y": [1.5, -0.5]}), {"": [1.5, -0.5]}, format="cbor", rate=500)

    def test_typed_arrays(self):
        for tag, code in TYPES.items():
            values = [0, 1, 100, 7] if code[-1] in "BHIQ" else [0, -1, 100, -7]
            with self.subTest(tag=tag):
                self.check(cbor2.dumps({"fs": 100, "data": typed(tag, values)}), {"": [float(v) for v in values]},
                           rate=100)
        quads = bytes.fromhex("3fff8000000000000000000000000000" "c0008000000000000000000000000000")
        self.check(cbor2.dumps({"fs": 100, "data": cbor2.CBORTag(83, quads)}), {"": [1.5, -3.0]})
        little = b"".join(quads[i:i + 16][::-1] for i in (0, 16))
        self.check(cbor2.dumps({"fs": 100, "data": cbor2.CBORTag(87, little)}), {"": [1.5, -3.0]})

    def test_empty_typed_array(self):
        self.check(cbor2.dumps({"fs": 5, "data": typed(85, [])}), {"fs": [5]})

    def test_matrices(self):
        data = [2, 4, 8, 4, 16, 256]
        for inner in (typed(65, data), data, cbor2.CBORTag(41, data)):
            self.check(cbor2.dumps({"fs": 1, "data": cbor2.CBORTag(40, [[3, 2], inner])}),
                       {"0": [2, 8, 16], "1": [4, 4, 256]})
            self.check(cbor2.dumps({"fs": 1, "data": cbor2.CBORTag(1040, [[3, 2], inner])}),
                       {"0": [2, 4, 8], "1": [4, 16, 256]})
        self.assertIn("error", tool.read(cbor2.dumps({"data": cbor2.CBORTag(40, [[3, 3], data])})))

    def test_self_described_and_times(self):
        self.check(cbor2.dumps(cbor2.CBORTag(55799, {"v": 1})), {"v": [1]}, format="cbor")
        self.check(cbor2.dumps({"when": cbor2.CBORTag(1, 1700000000), "v": 1}), {"v": [1]}, t0=1700000000 * 10**9)
        self.check(cbor2.dumps({"when": cbor2.CBORTag(0, "2023-11-14T22:13:20Z"), "v": 1}), {"v": [1]},
                   t0=1700000000 * 10**9)
        for seconds, nanoseconds in ((1700000000, 0), (1700000000, 5)):
            self.check(msgpack.packb({"when": msgpack.Timestamp(seconds, nanoseconds), "v": 1}), {"v": [1]},
                       t0=seconds * 10**9 + nanoseconds)

    def test_indefinite_lengths(self):
        self.check(bytes.fromhex("bf626673 1864 617f 9f f93e00 f9bc00 ff ff".replace("617f", "6179")),
                   {"": [1.5, -1.0]}, rate=100)
        self.check(bytes.fromhex("bf 7f 6161 6162 ff 01 ff"), {"ab": [1]})
        self.check(bytes.fromhex("a2 626673 01 6179 d845 5f 4101 4300 0200 ff"), {"": [1, 2]})

    def test_octets_with_a_type_beside_them(self):
        data = struct.pack("<4h", 0, 1000, 0, -1000)
        for message in ({"fs": 9, "dtype": "int16", "data": data}, {"fs": 9, "data": data, "dtype": "<i2"}):
            self.check(msgpack.packb(message), {"": [0, 1000, 0, -1000]}, rate=9)
            self.check(cbor2.dumps(message), {"": [0, 1000, 0, -1000]}, rate=9)

    def test_packed(self):
        plain = json.dumps({"fs": 100, "data": [0.5, -0.5] * 40}).encode()
        values = {"": [0.5, -0.5] * 40}
        self.check(gzip.compress(plain), values, words="JSON waveform in gzip, found, not sure yet")
        self.check(zlib.compress(plain), values, words="JSON waveform in zlib, found, not sure yet")
        self.check(base64.b64encode(plain), values)
        self.check(base64.b64encode(gzip.compress(plain)), values,
                   words="JSON waveform in gzip in base64, found, not sure yet")
        self.check(gzip.compress(cbor2.dumps({"fs": 100, "y": [1, 2]})), {"": [1, 2]})
        packed = plain
        for _ in range(4):
            packed = gzip.compress(packed)
        self.assertIn("3 times", tool.read(packed)["error"])
        self.assertIn("64 times", tool.read(gzip.compress(bytes(5_000_000)))["error"])
        self.assertIn("damaged", tool.read(gzip.compress(plain)[:-9])["error"])

    def test_raw_by_choice(self):
        for nick, code in (("int8", "b"), ("uint8", "B"), ("int16", "h"), ("uint16", "H"), ("int32", "i"),
                           ("uint32", "I"), ("float32", "f"), ("double", "d")):
            octets = struct.pack(f"<4{code}", 1, 2, 3, 100)
            self.assertEqual(tool.read(octets, nick)["channels"], {"": [1, 2, 3, 100]})
        self.assertEqual(tool.read(bytes(64))["format"], "binary")

    def test_images(self):
        for octets in (b"\xff\xd8\xff\xe0abc", b"\x89PNG\r\n\x1a\nabc", b"GIF89a....", b"%PDF-1.7\n"):
            self.assertEqual(tool.read(octets)["format"], "image")

    def test_sizes_of_images(self):
        png = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 640, 480)
        jpeg = bytes.fromhex("ffd8ffe00004abcdffffc00011") + bytes([8]) + struct.pack(">HH", 480, 640) + b"\0"
        gif = b"GIF89a" + struct.pack("<HH", 640, 480)
        webp = b"RIFF0000WEBPVP8X" + bytes(8) + struct.pack("<I", 639)[:3] + struct.pack("<I", 479)[:3]
        for octets in (png, jpeg, gif, webp):
            self.assertEqual(json.loads(tool.ask(f"size auto {octets.hex()}")), [640, 480])
            for i in range(len(octets)):
                tool.ask(f"size auto {octets[:i].hex()}")

    def test_shown_like_json(self):
        value = {"a": [1.5, 2, 3], "text": 'a "b"\n', "m": {"x": None, "y": True, "z": [{"k": 2**63}]}, "e": {}}
        for octets, what in ((cbor2.dumps(value), "CBOR"), (msgpack.packb(value), "MessagePack"),
                             (gzip.compress(cbor2.dumps(value)), "CBOR in gzip"),
                             (gzip.compress(json.dumps(value).encode()), "Text in gzip")):
            answer = json.loads(tool.ask(f"view auto {octets.hex()}"))
            self.assertEqual((answer["what"], json.loads(answer["text"])), (what, value))
        for octets in (b"21.5", b"{}", b"\x80\xff\x01", b""):
            self.assertEqual(tool.ask(f"view auto {octets.hex()}"), "{}")

    def test_random_nested_values(self):
        source = random.Random(8949)
        for _ in range(1500):
            # two keys more keep the rules for records and waveforms away
            value = {"first": 1, "k": {"x": random_value(source, 2)}}
            expected = {}
            leaves(value, "", expected)
            for octets in (cbor2.dumps(value), msgpack.packb(value)):
                answer = tool.read(octets)
                if len(expected) <= 64:
                    self.assertEqual(answer.get("channels"), expected, octets.hex())

    def test_prefixes_and_changes(self):
        good = cbor2.dumps({"fs": 100, "data": typed(85, [1.0, 2.0]), "m": cbor2.CBORTag(40, [[2, 2], [1, 2, 3, 4]])})
        packed = msgpack.packb({"fs": 100, "dtype": "int16", "data": b"\1\0\2\0", "at": msgpack.Timestamp(1, 2)})
        for octets, nick in ((good, "cbor"), (packed, "msgpack")):
            for i in range(1, len(octets)):
                self.assertIn("error", tool.read(octets[:i], nick))
            self.assertIn("error", tool.read(octets + b"\0", nick))
            for i in range(len(octets)):
                for change in (1, 0x20, 0x80, 0xff):
                    tool.read(octets[:i] + bytes([octets[i] ^ change]) + octets[i + 1:], nick)

    def test_what_is_neither(self):
        source = random.Random(7)
        found = 0
        for _ in range(5000):
            octets = bytes(source.randrange(256) for _ in range(source.randrange(1, 65)))
            found += tool.read(octets)["format"] in ("cbor", "msgpack", "senml-cbor")
        self.assertLess(found, 10)
        for i in range(500):
            amplitude = source.uniform(100, 32000)
            sine = [round(amplitude * math.sin(0.1 * k + i)) for k in range(128)]
            self.assertEqual(tool.read(array.array("h", sine).tobytes())["format"], "binary")


class Written(unittest.TestCase):
    def test_cbor(self):
        message = cbor2.loads(tool.write("cbor"))
        self.assertEqual((message["fs"], message["t0"], message["data"].tag), (500, TIME_NS, 85))
        self.assertEqual(list(struct.unpack("<4f", message["data"].value)), SAMPLES)
        self.assertEqual(cbor2.loads(tool.write("cbor-plain")), {"fs": 500, "t0": TIME_NS, "data": SAMPLES})

    def test_msgpack(self):
        self.assertEqual(msgpack.unpackb(tool.write("msgpack")), {"fs": 500, "t0": TIME_NS, "data": SAMPLES})

    def test_senml(self):
        for records in (json.loads(tool.write("senml")), cbor2.loads(tool.write("senml-cbor"))):
            names = {-3: "bt", 0: "n", 2: "v", 6: "t"}
            records = [{names.get(key, key): value for key, value in record.items()} for record in records]
            self.assertEqual([record["v"] for record in records], SAMPLES)
            self.assertAlmostEqual(records[0]["bt"], TIME_NS * 1e-9, places=5)
            self.assertAlmostEqual(records[3]["t"], 0.006, places=9)

    def test_gzip(self):
        self.assertEqual(json.loads(gzip.decompress(tool.write("gzip")))["data"], SAMPLES)

    def test_read_back(self):
        for nick in ("cbor", "cbor-plain", "msgpack", "senml", "senml-cbor", "gzip", "influx"):
            answer = tool.read(tool.write(nick))
            self.assertEqual(list(answer["channels"].values()), [SAMPLES], nick)
            self.assertAlmostEqual(answer["rate"], 500, places=6)
            self.assertLess(abs(answer["t0"] - TIME_NS), 500)
        self.assertEqual(tool.read(tool.write("pairs"))["channels"], {"value": [1000]})


if __name__ == "__main__":
    unittest.main(verbosity=1)
