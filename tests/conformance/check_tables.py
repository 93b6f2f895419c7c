#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every normative statement of MQTT 3.1.1 and 5.0 has a row that names its tests or says why there is none, every test
that is named exists, and data/doc/CONFORMANCE.md says the same; `--write` writes that page anew."""
import collections
import json
import pathlib
import re
import subprocess
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PAGE = ROOT / "data/doc/CONFORMANCE.md"
SUITES = ("mqtt", "net", "store", "broker", "client", "interop", "fault", "web")

# Appendix B of each: the highest number of each section. 5.0 has no MQTT-2.2.1-1.
STATEMENTS = {
    "3.1.1": """1.5.3:3 2.2.2:2 2.3.1:7 3.1.0:2 3.1.2:24 3.1.3:11 3.1.4:5 3.2.0:1 3.2.2:6 3.3.1:12 3.3.2:3 3.3.4:1 3.3.5:2
        3.6.1:1 3.8.1:1 3.8.3:4 3.8.4:6 3.9.3:2 3.10.1:1 3.10.3:2 3.10.4:6 3.12.4:1 3.14.1:1 3.14.4:3 4.1.0:2 4.3.1:1 4.3.2:2
        4.3.3:2 4.4.0:1 4.5.0:2 4.6.0:6 4.7.1:3 4.7.2:1 4.7.3:4 4.8.0:2 6.0.0:4 7.0.0:2 7.1.1:1 7.1.2:1""",
    "5.0": """1.5.4:3 1.5.5:1 1.5.7:1 2.1.3:1 2.2.1:6 2.2.2:1 3.1.0:2 3.1.2:30 3.1.3:12 3.1.4:6 3.2.0:2 3.2.2:22 3.3.1:13
        3.3.2:20 3.3.4:10 3.4.2:3 3.5.2:3 3.6.1:1 3.6.2:3 3.7.2:3 3.8.1:1 3.8.3:5 3.8.4:8 3.9.2:2 3.9.3:2 3.10.1:1 3.10.3:2
        3.10.4:6 3.11.2:2 3.11.3:2 3.12.4:1 3.14.0:1 3.14.1:1 3.14.2:4 3.14.4:3 3.15.1:1 3.15.2:3 4.1.0:2 4.2.0:1 4.3.1:1
        4.3.2:5 4.3.3:13 4.4.0:2 4.5.0:2 4.6.0:6 4.7.0:1 4.7.1:2 4.7.2:1 4.7.3:4 4.8.2:6 4.9.0:3 4.12.0:7 4.12.1:2 4.13.1:1
        4.13.2:1 6.0.0:4""",
}
MISSING = {"MQTT-2.2.1-1"}
N_MISTAKES = 53
TOTALS = {"3.1.1": 141, "5.0": 251}

CHAPTERS = {"1": "Text and numbers", "2": "Form of a packet", "3.1": "CONNECT", "3.2": "CONNACK", "3.3": "PUBLISH",
            "3.4": "PUBACK", "3.5": "PUBREC", "3.6": "PUBREL", "3.7": "PUBCOMP", "3.8": "SUBSCRIBE", "3.9": "SUBACK",
            "3.10": "UNSUBSCRIBE", "3.11": "UNSUBACK", "3.12": "PINGREQ", "3.14": "DISCONNECT", "3.15": "AUTH",
            "4": "Behaviour", "6": "WebSocket", "7": "Conformance"}

Row = collections.namedtuple("Row", "name words proofs")


def split_proofs(text):
    """A list of tests, or the reason there is none."""
    return text[2:] if text.startswith("- ") else [proof for proof in text.split("; ") if proof]


def read_table(name):
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    width = lines[0].count("\t") + 1
    fields = [line.split("\t") for line in lines[1:]]
    odd = [line[0] for line in fields if len(line) != width]
    if odd:
        raise ValueError(f"{name}: {odd} have not {width} fields")
    return [Row(line[0], line[1], [split_proofs(proof) for proof in line[2:]]) for line in fields]


def expected_names(version):
    sections = (part.split(":") for part in STATEMENTS[version].split())
    names = [f"MQTT-{section}-{i}" for section, n in sections for i in range(1, int(n) + 1)]
    return [name for name in names if version == "3.1.1" or name not in MISSING]


def tests_of_program(program):
    listed = subprocess.run([program, "-l"], capture_output=True, text=True, check=True, timeout=60)
    return [line for line in listed.stdout.splitlines() if line.startswith("/")]


def tests_of_script(path):
    text = path.read_text(encoding="utf-8")
    pattern = r"^test\('([^']+)'" if path.suffix == ".mjs" else r"^\s*(?:async )?def (test_\w+)\("
    return [f"{path.relative_to(ROOT)}:{name}" for name in re.findall(pattern, text, re.M)]


def tests_by_name(build):
    """Each test of the suites above: what the tables call it, and the name that meson runs it by."""
    found = {}
    for test in json.loads((build / "meson-info/intro-tests.json").read_text(encoding="utf-8")):
        if not any(suite.split(":")[-1] in SUITES for suite in test["suite"]):
            continue
        scripts = [pathlib.Path(part).resolve() for part in test["cmd"] if part.endswith((".py", ".mjs"))]
        if scripts:
            names = [name for script in scripts for name in tests_of_script(script)]
        else:
            names = tests_of_program(test["cmd"][0]) if test["protocol"] == "tap" else []
        for name in names:
            found.setdefault(name, test["name"])
    return found


def is_client(proof):
    return proof.startswith("/client/")


def count(rows):
    """How many rows the broker answers for, the client, both, the shared reading and writing alone, and nobody."""
    tally = collections.Counter()
    for row in rows:
        proofs = [proof for cell in row.proofs if isinstance(cell, list) for proof in cell]
        client = any(is_client(proof) for proof in proofs)
        broker = any(not is_client(proof) and not proof.startswith("/mqtt/") for proof in proofs)
        tally["broker"] += broker
        tally["client"] += client
        tally["both"] += broker and client
        tally["codec"] += bool(proofs) and not broker and not client
        tally["none"] += not proofs
    return tally


def say(version, rows):
    tally = count(rows)
    return (f"MQTT {version}: {len(rows)} statements; {tally['broker']} tested on the broker, {tally['client']} on the "
            f"client ({tally['both']} on both), {tally['codec']} on the code that both read and write packets with, "
            f"{tally['none']} not testable here")


def format_cell(cell, found):
    if isinstance(cell, str):
        return cell
    return "<br>".join(f"{found[proof]} `{proof}`" for proof in cell)


def format_statements(version, rows, found):
    lines, chapter = [f"## MQTT {version}", ""], None
    for row in rows:
        number = row.name.removeprefix("MQTT-")
        parts = number.split("-")[0].split(".")
        key = parts[0] if parts[0] != "3" else ".".join(parts[:2])
        if key != chapter:
            chapter = key
            lines += ["", f"### {key} {CHAPTERS[key]}", "", "| Statement | What it asks | Test |", "|---|---|---|"]
        lines.append(f"| {number} | {row.words} | {format_cell(row.proofs[0], found)} |")
    return lines + [""]


def format_mistakes(rows, found):
    lines = ["## What brokers most often get wrong", "", "| | What goes wrong | MQTT 5.0 | MQTT 3.1.1 |", "|---|---|---|---|"]
    for row in rows:
        cells = " | ".join(format_cell(cell, found) for cell in row.proofs)
        lines.append(f"| {row.name} | {row.words} | {cells} |")
    return lines + [""]


def make_page(tables, mistakes, found):
    lines = ["<!-- Written by tests/conformance/check_tables.py --write from the tables beside it: change those -->",
             "# Conformance", "",
             "Every normative statement of MQTT 3.1.1 and MQTT 5.0 (appendix B of each; the numbers are theirs, the words "
             "are ours) with the tests that hold Soliton to it. Tests of the broker send octets and compare octets.", ""]
    lines += [f"- {say(version, rows)}." for version, rows in tables.items()]
    lines += ["", "In the last column stands what `./test NAME` runs, then the test in it; `-p PATH` runs one alone:", "",
              "    ./test octets-connect", "    build-test/tests/broker/test-octets-connect -p /broker/octets/1-first-packet-is-connect",
              ""]
    for version, rows in tables.items():
        lines += format_statements(version, rows, found)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines + format_mistakes(mistakes, found)))


class Tables(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.tables = {version: read_table(f"mqtt-{version}.tsv") for version in STATEMENTS}
        cls.mistakes = read_table("mistakes.tsv")
        cls.found = tests_by_name(BUILD)

    def test_every_statement_has_a_row(self):
        for version, rows in self.tables.items():
            self.assertEqual([row.name for row in rows], expected_names(version))
            self.assertEqual(len(rows), TOTALS[version])

    def test_every_mistake_has_a_row(self):
        self.assertEqual([row.name for row in self.mistakes], [str(i) for i in range(1, N_MISTAKES + 1)])

    def test_every_row_has_words_and_a_proof_or_a_reason(self):
        for rows in self.tables.values():
            for row in rows:
                self.assertGreater(len(row.words), 10, row.name)
                self.assertTrue(row.proofs[0], row.name)
        for row in self.mistakes:
            self.assertTrue(all(row.proofs), row.name)

    def test_every_test_that_is_named_exists(self):
        rows = [row for table in (*self.tables.values(), self.mistakes) for row in table]
        named = {proof for row in rows for cell in row.proofs if isinstance(cell, list) for proof in cell}
        self.assertEqual(sorted(named - self.found.keys()), [])

    def test_reasons_name_tests_that_exist(self):
        for rows in self.tables.values():
            for row in rows:
                if isinstance(row.proofs[0], str):
                    paths = set(re.findall(r"\((/[^)]+)\)", row.proofs[0]))
                    self.assertEqual(sorted(paths - self.found.keys()), [], row.name)

    def test_page_is_current(self):
        page = make_page(self.tables, self.mistakes, self.found)
        self.assertTrue(PAGE.read_text(encoding="utf-8") == page, "run tests/conformance/check_tables.py --write BUILD")

    @classmethod
    def tearDownClass(cls):
        for version, rows in cls.tables.items():
            print(say(version, rows))


def write_page():
    tables = {version: read_table(f"mqtt-{version}.tsv") for version in STATEMENTS}
    PAGE.write_text(make_page(tables, read_table("mistakes.tsv"), tests_by_name(BUILD)), encoding="utf-8")


if __name__ == "__main__":
    BUILD = pathlib.Path(sys.argv.pop()).resolve()
    if "--write" in sys.argv:
        write_page()
    else:
        unittest.main()
