#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`run_fuzzer.py TARGET CORPUS FOUND`: a million inputs, or as many as FUZZ_RUNS says.

FOUND keeps what is new from one run to the next, and the input of a finding, which belongs into CORPUS once it is
mended. The last line says how many inputs there were.
"""
import os
import pathlib
import re
import subprocess
import sys

target, corpus, found = sys.argv[1:]
runs = int(os.environ.get("FUZZ_RUNS", "1000000"))
pathlib.Path(found).mkdir(parents=True, exist_ok=True)
command = [target, f"-runs={runs}", "-max_len=2048", "-timeout=20", "-rss_limit_mb=2048", "-print_final_stats=1",
           f"-artifact_prefix={found}/finding-", found, corpus]
environment = dict(os.environ, UBSAN_OPTIONS="halt_on_error=1:print_stacktrace=1")
process = subprocess.run(command, env=environment, stderr=subprocess.STDOUT, stdout=subprocess.PIPE, check=False)
said = process.stdout.decode("utf-8", "replace")
done = re.search(r"^Done (\d+) runs in (\d+) second", said, re.M)
covered = re.findall(r" cov: (\d+) ft: (\d+)", said)
if process.returncode != 0 or not done or int(done[1]) < runs:
    print(said[-20000:])
    sys.exit(1)
print(f"{pathlib.Path(target).name}: {done[1]} executions without a finding in {done[2]} s, "
      f"{covered[-1][0] if covered else 0} edges covered")
