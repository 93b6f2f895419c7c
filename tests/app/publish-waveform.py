#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The original's waveform publisher, by paho: `publish-waveform.py PORT MESSAGES_A_SECOND`, until its input ends.

Every message holds one second of wave. Sent faster than that, the time stamps go on by a second each all the same.
"""
import json
import math
import random
import select
import sys
import time

import paho.mqtt.client as paho

POINTS = 300
PERIODS = 2


def make_client():
    if hasattr(paho, "CallbackAPIVersion"):
        return paho.Client(paho.CallbackAPIVersion.VERSION1)
    return paho.Client()


def make_message(timestamp):
    turns = [2 * math.pi * PERIODS * i / POINTS for i in range(POINTS)]
    data = [round(math.sin(x) + 0.2 * math.sin(10 * x) + random.gauss(0, 0.1), 3) for x in turns]
    return {"timestamp": timestamp, "points": POINTS, "sampling_rate": POINTS, "data": data}


def main():
    port, pace = int(sys.argv[1]), float(sys.argv[2])
    random.seed(1)
    client = make_client()
    client.connect("127.0.0.1", port)
    client.loop_start()
    timestamp = time.time()
    while not select.select([sys.stdin], [], [], 1 / pace)[0]:
        client.publish("realtime_waveform", json.dumps(make_message(timestamp)))
        timestamp += 1
    client.disconnect()
    client.loop_stop()


main()
