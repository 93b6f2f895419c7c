#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`check_exports.py scope|modes FOLDER`: what the window saved there is what other programs say it is: a sine of 5 Hz
and half a volt, 1000 samples a second, 4000 of them; or pictures of its spectrum, waterfall and X-Y."""
import csv
import json
import pathlib
import struct
import subprocess
import sys
import xml.etree.ElementTree as tree

import numpy

RATE, N, AMPLITUDE, FREQUENCY = 1000, 4000, 0.5, 5.0
WIDTH, HEIGHT = 800, 400
ORANGE = (0xc8, 0x74, 0x00)  # of the first trace, on light
SVG = "{http://www.w3.org/2000/svg}"
folder = pathlib.Path(sys.argv[2])


def ask(*command):
    return subprocess.run(command, capture_output=True, timeout=60, check=True).stdout


def check_sine(values, tolerance=1e-6, scale=1.0):
    values = numpy.asarray(values, dtype=float) / scale
    assert len(values) == N, len(values)
    spectrum = numpy.abs(numpy.fft.rfft(values)) * 2 / N
    peak = int(numpy.argmax(spectrum))
    assert peak * RATE / N == FREQUENCY, peak
    assert abs(spectrum[peak] - AMPLITUDE) < tolerance * AMPLITUDE + 1e-9, spectrum[peak]


def check_csv():
    with open(folder / "x.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    name = next(key for key in rows[0] if key.startswith("lab/wave"))
    assert name == "lab/wave [V]", name
    check_sine([float(row[name]) for row in rows])


def check_jsonl():
    rows = [json.loads(line) for line in (folder / "x.jsonl").read_text(encoding="utf-8").splitlines()]
    name = next(key for key in rows[0] if key.startswith("lab/wave"))
    check_sine([row[name] for row in rows])


def check_npy():
    array = numpy.load(folder / "x.npy")
    name = next(key for key in array.dtype.names if key.startswith("lab/wave"))
    check_sine(array[name])
    assert (numpy.diff(array["time_ns"]) == 10**9 // RATE).all()


def check_wav(name, tolerance, scale):
    path = str(folder / name)
    assert int(ask("soxi", "-r", path)) == RATE
    raw = ask("sox", path, "-t", "raw", "-e", "floating-point", "-b", "64", "-")
    check_sine(numpy.frombuffer(raw), tolerance, scale)


def check_sr():
    path = str(folder / "x.sr")
    text = ask("sigrok-cli", "-i", path, "-O", "csv:time=false:header=false:label=off").decode()
    check_sine([float(line) for line in text.split() if line.strip()], 1e-4)


def check_frame(name):
    """Size and kind of NAME.png, .svg and .pdf. Returns the SVG's root."""
    width, height = struct.unpack(">II", (folder / f"{name}.png").read_bytes()[16:24])
    assert width == 2 * WIDTH and height > 2 * HEIGHT, (width, height)
    svg = tree.parse(folder / f"{name}.svg").getroot()
    assert float(svg.get("width").rstrip("px")) == WIDTH, svg.get("width")
    pdf = (folder / f"{name}.pdf").read_bytes()
    assert pdf.startswith(b"%PDF-") and pdf.rstrip().endswith(b"%%EOF")
    assert f"/MediaBox [ 0 0 {WIDTH} ".encode() in pdf, "the page's size"
    return svg


def check_pictures():
    svg = check_frame("x")
    assert len(svg.findall(f".//{SVG}path")) > 20
    assert not svg.findall(f".//{SVG}image"), "the trace is an image"


def count_strokes(svg):
    """How many paths are drawn with the trace's pen."""
    def is_orange(text):
        numbers = [round(float(part.rstrip("%")) * 2.55) for part in text[4:-1].split(",")] if "%" in text else []
        return len(numbers) == 3 and all(abs(a - b) <= 1 for a, b in zip(numbers, ORANGE))
    return sum(is_orange(path.get("stroke", "")) or is_orange(style(path).get("stroke", ""))
               for path in svg.findall(f".//{SVG}path"))


def style(element):
    return dict(part.split(":", 1) for part in element.get("style", "").replace(" ", "").split(";") if ":" in part)


def check_modes():
    for name, is_image in ("spectrum", False), ("waterfall", True), ("xy", False):
        svg = check_frame(name)
        assert bool(svg.findall(f".//{SVG}image")) == is_image, name
        assert bool(count_strokes(svg)) != is_image, (name, count_strokes(svg))


def check_scope():
    check_csv()
    check_jsonl()
    check_npy()
    check_wav("x32.wav", 1e-6, 1.0)
    check_wav("x16.wav", 1e-3, 1 / AMPLITUDE)
    check_sr()
    check_pictures()


{"scope": check_scope, "modes": check_modes}[sys.argv[1]]()
