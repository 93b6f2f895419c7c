#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures the least, soliton and mosquitto side by side, in one run.

Each broker runs on core 0, the load generator (`soliton-cli bench`) on core 1. Every scenario goes round all brokers
before the next begins, so that a noisy minute strikes them alike. Prints a table; fails only when a message was lost,
repeated or out of order.
"""
import argparse
import contextlib
import json
import os
import re
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import time

# title, arguments of the generator, CPU seconds a million deliveries to reach (octets for idle)
# The windows are such that the least comes near its figures on a quiet machine: larger ones flatter every broker.
EXCHANGES = [
    ("fan-in, 50 → 1, QoS 0", ["--scenario", "fan-in", "--clients", "50", "--window", "50"], 0.28),
    ("fan-out, 1 → 1000, QoS 0", ["--scenario", "fan-out", "--clients", "1000", "--window", "10"], 1.1),
    ("100 pairs, QoS 0", ["--window", "30"], 0.65),
    ("100 pairs, QoS 1", ["--window", "30", "--qos", "1"], 1.1),
    ("100 pairs, QoS 2", ["--window", "30", "--qos", "2"], 2.0),
    ("100 pairs, QoS 0, 1024 octets", ["--window", "30", "--size", "1024"], 0.8),
]


def with_v5(exchanges):
    """Each and, right after it so that a noisy minute strikes both alike, the same in MQTT 5.0, which may cost a tenth
    more."""
    for title, arguments, goal in exchanges:
        yield title, arguments, goal
        if "1024" not in title and "QoS 2" not in title:
            yield f"{title}, 5.0", arguments + ["--protocol", "5"], round(goal * 1.1, 2)


SCENARIOS = list(with_v5(EXCHANGES))
IDLE = ("an idle connection, octets", ["--scenario", "idle", "--clients", "5000"], 600)
NAMES = ["the least", "soliton", "mosquitto"]


def pin(core):
    """Called in the child: its core, and room for thousands of sockets."""
    def prepare():
        if len(os.sched_getaffinity(0)) > core:
            os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[core]})
        hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return prepare


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Broker:
    """A broker process; `port` is where it listens."""

    def __init__(self, command, port=None):
        self.process = subprocess.Popen(command, preexec_fn=pin(0), stdin=subprocess.DEVNULL, text=True,
                                        stdout=subprocess.PIPE if port is None else subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        self.port = port or self.read_port()
        self.wait_for_port()

    def read_port(self):
        for line in self.process.stdout:
            found = re.match(r"MQTT\s.*:(\d+)\s*$", line)
            if found:
                return int(found.group(1))
        raise RuntimeError("it ended without a line `MQTT HOST:PORT`")

    def wait_for_port(self):
        deadline = time.monotonic() + 5
        while True:
            try:
                return socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError("it does not listen")
                time.sleep(0.02)

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


MOSQUITTO_CONF = """listener {port} 127.0.0.1
user root
allow_anonymous true
persistence false
log_dest none
sys_interval 0
set_tcp_nodelay true
max_connections -1
max_queued_messages 0
max_queued_bytes 0
max_inflight_messages 0
max_inflight_bytes 0
"""


def start(name, options, folder):
    if name == "the least":
        return Broker([options.yardstick])
    if name == "soliton":
        return Broker(options.soliton.split() if options.soliton else
                      [options.cli, "broker", "--host", "127.0.0.1", "--port", "0", "--no-web", "--no-websocket",
                       "--allow-anonymous", "--max-connections", "15000", "--data-dir", os.path.join(folder, "data"),
                       "--config", os.path.join(folder, "config.json")])
    port = free_port()
    path = os.path.join(folder, "mosquitto.conf")
    with open(path, "w", encoding="utf-8") as conf:
        conf.write(MOSQUITTO_CONF.format(port=port))
    return Broker([options.mosquitto, "-c", path], port)


def measure(options, broker, arguments, failures, label):
    command = [options.cli, "bench", "--host", "127.0.0.1", "--port", str(broker.port), "--broker-pid",
               str(broker.process.pid), "--json", "--warm-up", str(options.duration / 4), "--duration",
               str(options.duration), *arguments]
    done = subprocess.run(command, preexec_fn=pin(1), capture_output=True, text=True, timeout=120, check=False)
    if done.returncode != 0:
        failures.append(f"{label}: {done.stderr.strip() or done.stdout.strip()}")
        return None
    return json.loads(done.stdout)


def best(old, new, key):
    """Noise only adds: of several rounds the cheapest is the truest."""
    if old is None or new is None:
        return old or new
    return min(old, new, key=lambda result: result.get(key, float("inf")))


def run_exchanges(options, names, folder, failures):
    results = {}
    with contextlib.ExitStack() as stack:
        brokers = {}
        for name in names:
            brokers[name] = start(name, options, folder)
            stack.callback(brokers[name].stop)
        for _ in range(options.rounds):
            for title, arguments, _ in options.scenarios:
                for name, broker in brokers.items():
                    if name == "the least" and ("2" in arguments or "5" in arguments):
                        continue
                    new = measure(options, broker, arguments, failures, f"{name}, {title}")
                    results[title, name] = best(results.get((title, name)), new, "cpu_seconds_per_million")
    return results


def run_idle(options, names, folder, failures):
    """A fresh process each, whose heap holds nothing from a flood before."""
    results = {}
    for name in names:
        broker = start(name, options, folder)
        try:
            results[IDLE[0], name] = measure(options, broker, IDLE[1], failures, f"{name}, idle")
        finally:
            broker.stop()
    return results


def cell(value, form):
    return "" if value is None else form.format(value)


def print_table(results, rows, key, form):
    head = f"{'broker CPU s, million deliveries':32}" + "".join(f"{name:>11}" for name in NAMES)
    print(f"{head}{'to reach':>10}{'ratio':>8}{'del./s':>11}{'p99 ms':>8}{'mosq. del./s':>14}{'p99 ms':>8}")
    for title, _, goal in rows:
        found = {name: results.get((title, name)) or {} for name in NAMES}
        values = [found[name].get(key(title)) for name in NAMES]
        line = f"{title:32}" + "".join(f"{cell(value, form(title)):>11}" for value in values) + f"{goal:>10}"
        base = values[0]
        if title.endswith(", 5.0"):  # what 3.1.1 costs
            base = (results.get((title.removesuffix(", 5.0"), "soliton")) or {}).get(key(title))
        ratio = values[1] / base if values[1] and base else None
        line += f"{cell(ratio, '{:.2f}'):>8}"
        for name in NAMES[1:]:
            rate, p99 = found[name].get("deliveries_per_second"), found[name].get("p99_us")
            width = 11 if name == "soliton" else 14
            line += f"{cell(rate or None, '{:,.0f}'):>{width}}{cell(p99 / 1000 if p99 else None, '{:.2f}'):>8}"
        print(line.rstrip())


def parse():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cli", default="build/src/cli/soliton-cli", help="soliton-cli")
    parser.add_argument("--yardstick", default="build/tests/bench/yardstick")
    parser.add_argument("--mosquitto", default=shutil.which("mosquitto") or "/usr/sbin/mosquitto")
    parser.add_argument("--soliton", help="another command for the column soliton; prints `MQTT HOST:PORT`")
    parser.add_argument("--duration", type=float, default=2, help="seconds measured of each (2)")
    parser.add_argument("--rounds", type=int, default=3, help="of which the cheapest counts (3)")
    parser.add_argument("--only", default="", help="scenarios whose title holds this, as `QoS 1` or `idle`")
    parser.add_argument("--brokers", default=",".join(NAMES), help="as `the least,soliton`")
    parser.add_argument("--json", help="file to write all results to")
    options = parser.parse_args()
    options.scenarios = [s for s in SCENARIOS if options.only in s[0]]
    return options


def main():
    options = parse()
    os.environ.pop("MALLOC_PERTURB_", None)  # of meson test: fills every block that malloc gives
    names = [name for name in NAMES if name in options.brokers.split(",")]
    failures = []
    with tempfile.TemporaryDirectory(prefix="soliton-bench-") as folder:
        results = run_exchanges(options, names, folder, failures) if options.scenarios else {}
        if options.only in IDLE[0]:
            results |= run_idle(options, names, folder, failures)
    rows = options.scenarios + [IDLE] * (options.only in IDLE[0])
    print_table(results, rows, lambda title: "idle_connection_bytes" if title == IDLE[0] else "cpu_seconds_per_million",
                lambda title: "{:.0f}" if title == IDLE[0] else "{:.2f}")
    if options.json:
        with open(options.json, "w", encoding="utf-8") as out:
            json.dump([{"row": row, "broker": name, **(result or {})} for (row, name), result in results.items()], out,
                      indent=1)
    for failure in failures:
        print("FAILED", failure, file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
