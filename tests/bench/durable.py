#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Acknowledged messages a second from 100 publishers with windows of 16 into a lasting session that is away, beside
mosquitto with persistence on, which keeps a snapshot and not what it acknowledged since.

Each broker runs on core 0, with its thread for the database; the publishers run on core 1. Fails only when
acknowledgements stop."""
import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile

from bench import Broker, free_port, pin

LARGE = 8 << 30
GOALS = {"relaxed": 100_000, "strict": 40_000}
MOSQUITTO_CONF = """listener {port} 127.0.0.1
allow_anonymous true
persistence true
persistence_location {folder}/
autosave_interval 2
max_queued_messages 0
max_inflight_messages 0
"""


def start(name, options, folder):
    if name == "mosquitto":
        port = free_port()
        path = os.path.join(folder, "mosquitto.conf")
        with open(path, "w", encoding="utf-8") as conf:
            conf.write(MOSQUITTO_CONF.format(port=port, folder=folder))
        return Broker([options.mosquitto, "-c", path], port)
    path = os.path.join(folder, "config.json")
    with open(path, "w", encoding="utf-8") as config:
        json.dump({"max_queue_bytes": LARGE, "max_total_bytes": LARGE, "max_connections": 1000}, config)
    return Broker([options.cli, "broker", "--mqtt-host", "127.0.0.1", "--mqtt-port", "0", "--no-web", "--no-websocket",
                   "--durability", name, "--data-dir", os.path.join(folder, "data"), "--config", path])


def cpu_s(pid):
    with open(f"/proc/{pid}/stat", encoding="ascii") as file:
        words = file.read().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def measure(name, options):
    with tempfile.TemporaryDirectory(prefix="soliton-durable-") as folder:
        broker = start(name, options, folder)
        try:
            before = cpu_s(broker.process.pid)
            done = subprocess.run([options.load, str(broker.port), str(options.duration)], preexec_fn=pin(1),
                                  capture_output=True, text=True, timeout=120, check=False)
            if done.returncode != 0:
                print(f"FAILED {name}: {done.stderr.strip()}", file=sys.stderr)
                return None
            result = json.loads(done.stdout)
            result["cpu_s"] = cpu_s(broker.process.pid) - before
            return result
        finally:
            broker.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cli", default="build/src/cli/soliton-cli", help="soliton-cli")
    parser.add_argument("--load", default="build/tests/bench/away-load")
    parser.add_argument("--mosquitto", default=shutil.which("mosquitto") or "/usr/sbin/mosquitto")
    parser.add_argument("--duration", type=float, default=2, help="seconds measured of each (2)")
    parser.add_argument("--rounds", type=int, default=3, help="of which the fastest counts (3)")
    options = parser.parse_args()
    os.environ.pop("MALLOC_PERTURB_", None)
    names = ["off", "relaxed", "strict"] + ["mosquitto"] * os.path.exists(options.mosquitto)
    best = {}
    for _ in range(options.rounds):
        for name in names:
            result = measure(name, options)
            if result is None:
                return 1
            if name not in best or result["per_second"] > best[name]["per_second"]:
                best[name] = result
    print(f"{'durable QoS 1, 100 × 16, away':32}{'acked/s':>12}{'to reach':>12}{'CPU s a million':>18}")
    for name in names:
        total = best[name]["acknowledged"] * (1 + 0.3 / options.duration)
        print(f"{name:32}{best[name]['per_second']:>12,.0f}{GOALS.get(name, ''):>12}"
              f"{best[name]['cpu_s'] * 1e6 / total:>18.2f}")
    return 0


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    sys.exit(main())
