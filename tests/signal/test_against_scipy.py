#!/usr/bin/env python3
# Measurements, spectra and filters against NumPy and SciPy on the same samples.
#
# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# test_against_scipy.py MEASURE-DUMP
#
# The tolerances stand in data/doc/MEASUREMENTS.md too. Where SciPy has the same thing, the two are compared bit for bit
# but rounding; where it has none (levels, rise, duty), with a second implementation of the definition in NumPy, and with
# signals whose values are known.

import json
import os
import subprocess
import sys
import unittest

# Threads that spin for each other are slow where tests run side by side
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np  # noqa: E402
from scipy import integrate, signal  # noqa: E402

PROGRAM = []
PIPE = 1 << 20
SEED = 20260
WINDOWS = ["boxcar", "hann", "flattop", "blackmanharris"]

ROUNDING = 1e-12        # sums and extremes, relative
SPECTRUM = 1e-9         # of the highest bin
FILTER = 1e-9           # of the largest value
PEAK_AMPLITUDE = 1e-4   # of a lone line between bins, relative; rectangular: 5e-3
PEAK_PLACE = 1e-3       # the same, in bins; rectangular: 5e-3


def dump_all(mode, samples, period, arguments):
    """One request to the one program, which answers with a line: a result for each argument."""
    program = PROGRAM[0]
    program.stdin.write(f"{mode} {float(period)!r} {len(samples)} {';'.join(map(str, arguments))}\n".encode())
    program.stdin.write(np.ascontiguousarray(samples, dtype=np.float64).tobytes())
    program.stdin.flush()
    return json.loads(program.stdout.readline())


def dump(mode, samples, period, argument="-"):
    return dump_all(mode, samples, period, [argument])[0]


def signals():
    """(name, samples, period) of many kinds: coherent or not, with noise, offset and few or many samples."""
    rng = np.random.default_rng(SEED)
    for n in (64, 1001, 4096):
        for rate in (1.0, 48000.0):
            t = np.arange(n) / rate
            coherent = rate * 5 / n
            free = rate * 0.0317
            yield f"sine {n} {rate}", 3 * np.sin(2 * np.pi * coherent * t + 0.2), 1 / rate
            yield f"free sine {n} {rate}", 1e-3 * np.sin(2 * np.pi * free * t) + 5, 1 / rate
            yield f"square {n} {rate}", signal.square(2 * np.pi * free * t, 0.3) * 2, 1 / rate
            yield f"pulse {n} {rate}", (signal.square(2 * np.pi * free * t, 0.1) + rng.normal(0, 0.02, n)), 1 / rate
            yield f"noise {n} {rate}", rng.normal(-4, 2, n), 1 / rate
            yield f"chirp {n} {rate}", signal.chirp(t, 0, t[-1], rate / 3), 1 / rate


def level(samples, begin, counts, stays, sums, extreme):
    """The state level of the half of the histogram that begins at bin begin, by its definition."""
    windows = np.convolve(counts[begin:begin + 128], np.ones(5), "valid")
    mode = begin + int(np.argmax(windows))
    held = counts[mode:mode + 5].sum()
    if held < 0.2 * counts[begin:begin + 128].sum() or stays[mode:mode + 5].sum() < 0.125 * held:
        return extreme
    centre = mode + 2
    for _ in range(3):
        lo, hi = max(centre - 5, 0), min(centre + 6, 256)
        mean = sums[lo:hi].sum() / counts[lo:hi].sum()
        centre = int(np.clip((mean - samples.min()) * (256 / np.ptp(samples)), 0, 255))
    return mean


def levels(samples):
    bins = np.minimum((samples - samples.min()) * (256 / np.ptp(samples)), 255).astype(int)
    counts = np.bincount(bins, minlength=256)
    sums = np.bincount(bins, weights=samples, minlength=256)
    near = np.abs(np.diff(bins, prepend=-256)) <= 5
    stays = np.bincount(bins[near], minlength=256)
    return (level(samples, 128, counts, stays, sums, samples.max()), level(samples, 0, counts, stays, sums, samples.min()))


def rises(samples, period, low, high):
    """Mean time from the last upward crossing of low to the first of high after it."""
    durations = []
    above_low, above_high = samples >= low, samples >= high
    ups = np.flatnonzero(~above_low[:-1] & above_low[1:])
    for k, i in enumerate(ups):
        end = ups[k + 1] if k + 1 < len(ups) else len(samples) - 1
        fall = np.flatnonzero(~above_low[i + 1:end + 1])
        end = i + 1 + fall[0] if len(fall) else end
        peak = np.flatnonzero(above_high[i + 1:end + 1])
        if len(peak) == 0:
            continue
        j = i + peak[0]
        start = i + (low - samples[i]) / (samples[i + 1] - samples[i])
        stop = j + (high - samples[j]) / (samples[j + 1] - samples[j])
        durations.append(stop - start)
    return np.mean(durations) * period if durations else None


class AgainstScipy(unittest.TestCase):
    def close(self, ours, theirs, tolerance, what):
        self.assertIsNotNone(ours, what)
        self.assertLessEqual(abs(ours - theirs), tolerance, f"{what}: {ours} and {theirs}")

    def test_sums_and_levels(self):
        for name, samples, period in signals():
            ours = dump("measure", samples, period)
            scale = max(abs(samples).max(), np.ptp(samples))
            top, base = levels(samples)
            for nick, theirs in (("max", samples.max()), ("min", samples.min()), ("mean", samples.mean()),
                                 ("rms", np.sqrt(np.mean(samples ** 2))), ("ac-rms", samples.std()),
                                 ("peak-to-peak", np.ptp(samples)), ("top", top), ("base", base),
                                 ("amplitude", top - base)):
                self.close(ours[nick], theirs, ROUNDING * scale, f"{name}: {nick}")

    def test_rise_and_fall(self):
        for name, samples, period in signals():
            ours = dump("measure", samples, period)
            top, base = levels(samples)
            low, high = base + 0.1 * (top - base), base + 0.9 * (top - base)
            for nick, theirs in (("rise", rises(samples, period, low, high)),
                                 ("fall", rises(-samples, period, -high, -low))):
                if theirs is None:
                    self.assertIsNone(ours[nick], f"{name}: {nick}")
                else:
                    self.close(ours[nick], theirs, 1e-6 * theirs, f"{name}: {nick}")

    # The frequency that was set: without noise to 1e-5, with 2 % of noise to 1e-3
    def test_frequency(self):
        rng = np.random.default_rng(SEED + 1)
        for set_hz in (0.7, 3.3, 12.34, 41.7, 90.0):
            t = np.arange(20000) / 1000
            sine = 2 * np.sin(2 * np.pi * set_hz * t + 1) + 0.5
            ours = dump("measure", sine, 1e-3)
            self.close(ours["frequency"], set_hz, 1e-5 * set_hz, f"sine {set_hz}")
            self.close(ours["period"], 1 / set_hz, 1e-5 / set_hz, f"sine {set_hz}")
            self.close(ours["duty"], 0.5, 1e-3, f"sine {set_hz}: duty")
            self.close(ours["amplitude"], 4, 4 * (1 - np.cos(np.pi * set_hz / 1000)) + 1e-9, f"sine {set_hz}: amplitude")
            ours = dump("measure", sine + rng.normal(0, 0.04, len(t)), 1e-3)
            self.close(ours["frequency"], set_hz, 1e-3 * set_hz, f"noisy sine {set_hz}")

    # Duty and widths of a square wave: an edge is known to a sample
    def test_duty(self):
        rng = np.random.default_rng(SEED + 2)
        t = np.arange(50000) / 10000
        for duty in (0.05, 0.2, 0.5, 0.73, 0.95):
            for noise in (0.0, 0.02):
                wave = signal.square(2 * np.pi * 7 * t + 0.1, duty) + rng.normal(0, noise, len(t))
                ours = dump("measure", wave, 1e-4)
                what = f"duty {duty} noise {noise}"
                self.close(ours["duty"], duty, 7e-4, what)
                self.close(ours["positive-width"], duty / 7, 1e-4, what)
                self.close(ours["negative-width"], (1 - duty) / 7, 1e-4, what)
                self.close(ours["top"], 1, 0.01, what)
                self.close(ours["base"], -1, 0.01, what)
                self.assertEqual(ours["rises"] + ours["falls"], 70 if duty < 0.98 else 0, what)

    # Edges with a slope are known between samples: a sine that is cut off, with the mid level at c
    def test_duty_between_samples(self):
        t = np.arange(20000) / 1000
        for c in (-0.7, -0.1, 0.0, 0.4):
            ours = dump("measure", np.clip(9 * (np.sin(2 * np.pi * 3.7 * t) - c), -1, 1), 1e-3)
            duty = 0.5 - np.arcsin(c) / np.pi
            self.close(ours["duty"], duty, 1e-4, f"cut at {c}")
            self.close(ours["positive-width"], duty / 3.7, 3e-5, f"cut at {c}")

    # Step responses by SciPy's simulation: rise to 1 %, overshoot to 0.5 % of the amplitude
    def test_step_responses(self):
        t = np.arange(40000) * 1e-4
        drive = signal.square(2 * np.pi * t - 1e-9)
        for zeta in (0.3, 0.5, 0.7, 0.9):
            omega = 200.0
            _, response, _ = signal.lsim(([omega ** 2], [1, 2 * zeta * omega, omega ** 2]), drive, t)
            _, step = signal.step(([omega ** 2], [1, 2 * zeta * omega, omega ** 2]), T=t[:4000])
            ours = dump("measure", response[5000:], 1e-4)
            self.close(ours["top"], 1, 0.01, f"zeta {zeta}: top")
            self.close(ours["overshoot"], step.max() - 1, 0.005, f"zeta {zeta}: overshoot")
            self.close(ours["fall-overshoot"], step.max() - 1, 0.005, f"zeta {zeta}: fall overshoot")
            rise = (np.interp(0.9, step[:step.argmax()], t[:step.argmax()])
                    - np.interp(0.1, step[:step.argmax()], t[:step.argmax()]))
            self.close(ours["rise"], rise, 0.01 * rise, f"zeta {zeta}: rise")
            self.close(ours["preshoot"], 0, 0.005, f"zeta {zeta}: preshoot")

    def test_spectra(self):
        for name, samples, period in signals():
            for window, ours in zip(WINDOWS, dump_all("spectrum", samples, period, range(4))):
                shape = signal.get_window(window, len(samples))
                f, power = signal.periodogram(samples, 1 / period, shape, detrend=False, scaling="spectrum")
                theirs = np.sqrt(power)
                what = f"{name} {window}"
                self.assertEqual(len(ours["rms"]), len(theirs), what)
                self.assertLessEqual(np.abs(np.array(ours["rms"]) - theirs).max(), SPECTRUM * theirs.max(), what)
                self.close(ours["step"], f[1], 1e-9 * f[1], what)
                self.close(ours["gain"], shape.mean(), 1e-7, what)
                self.close(ours["enbw"], len(shape) * (shape ** 2).sum() / shape.sum() ** 2, 1e-6, what)

    def test_peaks(self):
        rng = np.random.default_rng(SEED + 3)
        t = np.arange(5000) / 1000
        for number, window in enumerate(WINDOWS):
            for _ in range(12):
                set_hz, set_rms = rng.uniform(20, 480), 10 ** rng.uniform(-3, 3)
                wave = set_rms * np.sqrt(2) * np.sin(2 * np.pi * set_hz * t + rng.uniform(0, 6))
                frequency, rms = dump("spectrum", wave, 1e-3, number)["peaks"][0]
                what, loose = f"{window} {set_hz}", number == 0
                self.close(frequency, set_hz, (5e-3 if loose else PEAK_PLACE) / 5, what)
                self.close(rms, set_rms, (5e-3 if loose else PEAK_AMPLITUDE) * set_rms, what)

    # Whole periods of a clipped sine: the harmonics by NumPy's own transform
    def test_harmonics(self):
        t = np.arange(6000) / 6000
        wave = np.clip(np.sin(2 * np.pi * 60 * t), -0.8, 0.9)
        lines = np.abs(np.fft.rfft(wave))
        theirs = np.sqrt((lines[120:601:60] ** 2).sum()) / lines[60]
        self.close(dump("spectrum", wave, 1 / 6000, 1)["thd"], theirs, 1e-6, "thd")

    def filtered(self, samples, period, rows):
        """rows: what each expression must give; where it gives none, ours must neither."""
        for (text, theirs), answer in zip(rows.items(), dump_all("expression", samples, period, rows)):
            ours, there = np.array(answer["values"], dtype=float), ~np.isnan(theirs)
            tolerance = FILTER * max(np.abs(theirs[there]).max(), 1e-300)
            self.assertLessEqual(np.abs(ours - theirs)[there].max(), tolerance, text)
            self.assertTrue(np.isnan(ours[~there]).all(), text)

    def test_filters(self):
        for _, samples, period in signals():
            rate, rows = 1 / period, {}
            for part in (0.003, 0.05, 0.2, 0.4):
                b, a = signal.butter(2, part * rate, fs=rate)
                rows[f"lowpass(ch1, {part * rate!r})"], _ = signal.lfilter(
                    b, a, samples, zi=signal.lfilter_zi(b, a) * samples[0])
                k = 1 - np.exp(-2 * np.pi * part)
                rows[f"lowpass1(ch1, {part * rate!r})"], _ = signal.lfilter(
                    [k], [1, k - 1], samples, zi=[(1 - k) * samples[0]])
            self.filtered(samples, period, rows)

    def test_calculus(self):
        for _, samples, period in signals():
            rows = {"diff(ch1)": np.diff(samples, prepend=np.nan) / period,
                    "integral(ch1)": integrate.cumulative_trapezoid(samples, dx=period, initial=0)}
            for n in (1, 7, 40):
                sums = np.convolve(samples, np.ones(n))[:len(samples)]
                rows[f"mean(ch1, {n * period!r})"] = sums / np.minimum(np.arange(len(samples)) + 1, n)
            self.filtered(samples, period, rows)

    def test_functions(self):
        _, samples, period = next(signals())
        t = np.arange(len(samples)) * period
        self.filtered(samples, period, {
            "ch1 * 2 + sin(2*pi*50*t) - 3": samples * 2 + np.sin(2 * np.pi * 50 * t) - 3,
            "atan2(ch1, t + 1) ^ 2 / exp(ch1)": np.arctan2(samples, t + 1) ** 2 / np.exp(samples),
            "max(abs(ch1), 1) - min(floor(ch1), log10(ch1 + 9))":
                np.maximum(abs(samples), 1) - np.minimum(np.floor(samples), np.log10(samples + 9)),
        })


if __name__ == "__main__":
    # Room for whole answers: else the two wait for each other at every 4 KiB
    with subprocess.Popen([sys.argv[1]], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=PIPE,
                          pipesize=PIPE) as started:
        PROGRAM.append(started)
        unittest.main(argv=sys.argv[:1], verbosity=2)
