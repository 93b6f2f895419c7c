#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""/metrics, as Prometheus reads it."""
import time
import urllib.request

from prometheus_client.parser import text_string_to_metric_families

from support import OK, BrokerTest, main, run


class Metrics(BrokerTest):
    def fetch(self):
        with urllib.request.urlopen(self.broker.addresses["Web admin"] + "/metrics", timeout=10) as answer:
            self.assertEqual(answer.headers["Content-Type"], "text/plain; version=0.0.4; charset=utf-8")
            return answer.read().decode()

    def read(self):
        """Name and labels of each sample, and its value."""
        return {(sample.name, tuple(sample.labels.items())): sample.value
                for family in text_string_to_metric_families(self.fetch()) for sample in family.samples}

    def wait_for(self, name, value, *labels):
        deadline = time.monotonic() + 10
        while (found := self.read()[(name, labels)]) < value:
            self.assertLess(time.monotonic(), deadline, f"{name} is {found}")
        return found

    def test_every_family_is_whole(self):
        text = self.fetch()
        families = list(text_string_to_metric_families(text))
        self.assertGreater(len(families), 30)
        self.assertEqual(len({family.name for family in families}), len(families))
        for family in families:
            self.assertTrue(family.name.startswith("soliton_"), family.name)
            self.assertTrue(family.documentation, family.name)
            self.assertIn(family.type, ("counter", "gauge", "summary"), family.name)
            self.assertTrue(family.samples, family.name)
            if family.type == "gauge":
                self.assertFalse(family.name.endswith("_total"), family.name)
        for line in text.splitlines():
            self.assertRegex(line, r'^(# (HELP|TYPE) \w+ .+|\w+(\{\w+="[^"]*"\})? [0-9.]+)$')
        self.assertTrue(text.endswith("\n"))

    def test_counts(self):
        before = self.read()
        for _ in range(3):
            self.assertEqual(run("pub", "--port", self.port, "-t", "m", "-m", "four", "-q", 1, "-r")[0], OK)
        self.wait_for("soliton_messages_received_total", before[("soliton_messages_received_total", ())] + 3)
        after = self.read()
        grown = lambda name, *labels: after[(name, labels)] - before[(name, labels)]
        self.assertEqual(grown("soliton_payload_received_bytes_total"), 12)
        self.assertEqual(grown("soliton_connects_total", ("listener", "mqtt")), 3)
        self.assertEqual(grown("soliton_connects_total", ("listener", "tls")), 0)
        self.assertGreaterEqual(grown("soliton_store_commit_seconds_count"), 1)
        self.assertEqual(after[("soliton_up", ())], 1)

    def test_refusals_have_a_reason(self):
        run("pub", "--port", self.port, "-t", "$SYS/x", "-m", "x")
        self.wait_for("soliton_denied_publish_total", 1)
        self.assertNotEqual(run("pub", "--port", self.port, "-t", "a", "-m", "b", "-u", "nobody", "-P", "x")[0], OK)
        self.wait_for("soliton_refused_total", 1, ("reason", "credentials"))


if __name__ == "__main__":
    main()
