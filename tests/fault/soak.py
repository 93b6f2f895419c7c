#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`soak.py --minutes N`: mixed load for N minutes (two in ./test, sixty by hand or ./test --long), and what the memory
did: RSS at the start and the end, and the slope of the straight line through the second half. Fails above
MAX_KIB_AN_HOUR, once the noise of so short a time is allowed for, when a descriptor is lost, or when a client that
should have got something did not."""
import argparse
import random
import re
import subprocess
import sys
import tempfile
import threading
import time

import paho.mqtt.client as paho
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.subscribeoptions import SubscribeOptions

from fault_support import CLI, HOST, IS_SANITIZED, Broker, say

MAX_KIB_AN_HOUR = 1024
# What a process that leaks nothing may show in a sample or two, by arenas and pages alone
NOISE_KIB = 768
SAMPLE_S = 0.5
N_DEVICES = 12
RATE = 40


def make_certificates(folder):
    subprocess.run([CLI, "cert", "make", "--dir", folder, "--name", HOST], check=True, stdout=subprocess.DEVNULL)
    return ["--tls-port", "0", "--tls-cert", f"{folder}/server.pem", "--tls-key", f"{folder}/server-key.pem"]


def with_properties(packet_type, **values):
    properties = Properties(packet_type)
    for name, value in values.items():
        setattr(properties, name, value)
    return properties


class Old:
    """How a device of 3.1.1 speaks."""

    def __init__(self, name, transport, is_lasting):
        self.client = paho.Client(name, transport=transport, clean_session=not is_lasting)

    def connect(self, port, name):
        self.client.will_set(f"{name}/state", "gone", 1, retain=True)
        self.client.connect(HOST, port, keepalive=10)

    def subscribe(self, neighbour):
        self.client.subscribe([(f"soak/{neighbour}/#", 2), ("soak/all", 1)])

    def publish(self, topic, payload, qos, retain):
        self.client.publish(topic, payload, qos, retain)


class New:
    """How one of 5.0 does: every property that it may send, shared subscriptions, sessions and messages that expire."""

    def __init__(self, name, transport, is_lasting):
        self.client = paho.Client(name, transport=transport, protocol=paho.MQTTv5)
        self.expiry_s = 3 if is_lasting else 0

    def connect(self, port, name):
        will = with_properties(PacketTypes.WILLMESSAGE, WillDelayInterval=2, MessageExpiryInterval=30, PayloadFormatIndicator=1,
                               ContentType="text/plain", ResponseTopic="soak/all", CorrelationData=b"will",
                               UserProperty=("why", "gone"))
        self.client.will_set(f"{name}/state", "gone", 1, retain=True, properties=will)
        asked = with_properties(PacketTypes.CONNECT, SessionExpiryInterval=self.expiry_s, ReceiveMaximum=10,
                                MaximumPacketSize=2000, TopicAliasMaximum=5, RequestResponseInformation=1,
                                RequestProblemInformation=1, UserProperty=("made", "here"))
        self.client.connect(HOST, port, keepalive=10, clean_start=self.expiry_s == 0, properties=asked)

    def subscribe(self, neighbour):
        options = SubscribeOptions(2, noLocal=True, retainAsPublished=True, retainHandling=1)
        identified = with_properties(PacketTypes.SUBSCRIBE, SubscriptionIdentifier=neighbour + 1, UserProperty=("a", "b"))
        self.client.subscribe([(f"soak/{neighbour}/#", options)], properties=identified)
        self.client.subscribe([("$share/some/soak/all", SubscribeOptions(1))])

    def publish(self, topic, payload, qos, retain):
        said = with_properties(PacketTypes.PUBLISH, MessageExpiryInterval=2, PayloadFormatIndicator=1, ContentType="text/plain",
                               ResponseTopic="soak/all", CorrelationData=bytes(8), UserProperty=("n", str(len(payload))))
        self.client.publish(topic, payload, qos, retain, said)


class Device(threading.Thread):
    """Publishes at every quality of service, retains, leaves with and without a word, and comes back: in both versions,
    over TCP, WebSocket and TLS."""

    def __init__(self, broker, number, end):
        super().__init__(daemon=True)
        self.broker, self.number, self.end = broker, number, end
        self.random = random.Random(number)
        self.n_sent = self.n_got = self.n_visits = 0
        self.start()

    def visit(self):
        name, door = f"soak/{self.number}", ["WebSocket", "MQTT", "TLS"][self.number % 3]
        speech = (New if self.number % 4 >= 2 else Old)(f"device-{self.number}", "websockets" if door == "WebSocket" else "tcp",
                                                        is_lasting=self.number % 2 == 1)
        client = speech.client
        if door == "TLS":
            client.tls_set(f"{self.broker.certificates}/ca.pem")
        client.on_message = self.count
        speech.connect(self.broker.ports[door], name)
        client.loop_start()
        speech.subscribe((self.number + 1) % N_DEVICES)
        until = time.monotonic() + self.random.uniform(2, 8)
        while time.monotonic() < until and not self.end.is_set():
            topic = self.random.choice([f"{name}/a", f"{name}/b/c", "soak/all"])
            speech.publish(topic, bytes(self.random.choice([10, 100, 3000])), self.n_sent % 3, self.n_sent % 20 == 0)
            self.n_sent += 1
            self.end.wait(1 / RATE)
        if self.random.random() < 0.5:
            client.disconnect()
        client.loop_stop()
        if client.socket() is not None:
            client.socket().close()

    def count(self, *_):
        self.n_got += 1

    def run(self):
        while not self.end.is_set():
            try:
                self.visit()
                self.n_visits += 1
            except (OSError, ValueError, paho.WebsocketConnectionError):
                self.end.wait(0.1)


class Samples:
    """RSS over time."""

    def __init__(self):
        self.began, self.points = time.monotonic(), []

    def take(self, broker):
        self.points.append(((time.monotonic() - self.began) / 3600, broker.rss_kib()))

    def slope(self):
        """KiB an hour of the second half, and how much of it that makes."""
        points = self.points[len(self.points) // 2:]
        mean_t, mean_y = (sum(column) / len(points) for column in zip(*points))
        spread = sum((t - mean_t) ** 2 for t, _ in points)
        slope = sum((t - mean_t) * (y - mean_y) for t, y in points) / spread
        return slope, slope * (points[-1][0] - points[0][0])


def soak(broker, minutes):
    end = threading.Event()
    devices = [Device(broker, number, end) for number in range(N_DEVICES)]
    samples = Samples()
    time.sleep(min(20, minutes * 10))
    samples.take(broker)
    while time.monotonic() - samples.began < minutes * 60:
        time.sleep(SAMPLE_S)
        samples.take(broker)
    end.set()
    for device in devices:
        device.join(20)
    return samples, devices


def judge(broker, samples, devices):
    """Returns what is wrong, or None."""
    slope, made = samples.slope()
    rss = [kib for _, kib in samples.points]
    say(f"{sum(d.n_sent for d in devices)} published, {sum(d.n_got for d in devices)} received, "
        f"{sum(d.n_visits for d in devices)} visits of {len(devices)} devices; RSS {rss[0]} KiB at the start, "
        f"{rss[-1]} at the end, at most {max(rss)}; slope of the second half {slope:.0f} KiB an hour ({made:+.0f} KiB); "
        f"descriptors {broker.n_descriptors()}")
    if min(device.n_got for device in devices) == 0:
        return "a device got nothing"
    if not IS_SANITIZED and made > NOISE_KIB and slope > MAX_KIB_AN_HOUR:
        return f"memory grows by {slope:.0f} KiB an hour, allowed are {MAX_KIB_AN_HOUR}"
    return None


def run(minutes, certificates):
    """Returns what is wrong, or None."""
    broker = Broker("--max-connections", "200", *make_certificates(certificates))
    broker.certificates = certificates
    before = broker.n_descriptors()
    problem = judge(broker, *soak(broker, minutes))
    if problem is None and broker.n_descriptors() > before + 4 + N_DEVICES:
        problem = "descriptors were lost"
    complaints = [line for line in broker.complaints().splitlines() if re.search("CRITICAL|WARNING", line)]
    if broker.stop() != 0 or complaints:
        problem = problem or f"the broker complained: {complaints[:5]}"
    return problem


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=60)
    minutes = parser.parse_args().minutes
    with tempfile.TemporaryDirectory(prefix="soliton-soak-") as certificates:
        problem = run(minutes, certificates)
    print(f"failed: {problem}" if problem else "ok")
    sys.exit(1 if problem else 0)


main()
