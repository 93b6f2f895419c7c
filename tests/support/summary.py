#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts what meson's logs say of the last run: `N passed, N failed, N skipped`."""
import json
import sys

counts = {"passed": 0, "failed": 0, "skipped": 0}
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as log:
        for line in log:
            result = json.loads(line)["result"]
            key = {"OK": "passed", "EXPECTEDFAIL": "passed", "SKIP": "skipped"}.get(result, "failed")
            counts[key] += 1
print(", ".join(f"{number} {word}" for word, number in counts.items()))
sys.exit(1 if counts["failed"] or not counts["passed"] else 0)
