#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks at what the compiler and the linker made: `test_hardening.py --fortify 0|2|3 --cf 0|1 PROGRAM… -- ARCHIVE…`.

PROGRAM is an executable as it is installed, ARCHIVE a library of ours: what the linker merges or drops, such as the
notes of control-flow protection, is looked for in every object of these.
"""
import argparse
import os
import platform
import re
import shutil
import subprocess
import unittest


def parse():
    parser = argparse.ArgumentParser()
    parser.add_argument("--fortify", type=int, default=0)
    parser.add_argument("--cf", type=int, default=0)
    parser.add_argument("--programs", nargs="+", required=True)
    parser.add_argument("--archives", nargs="+", required=True)
    return parser.parse_args()


ARGUMENTS = parse()


def read(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def imported(program):
    return set(re.findall(r"\bUND (\w+)", read("readelf", "--dyn-syms", "-W", program)))


def objects(archive):
    """(name, notes) of each object."""
    parts = re.split(r"^File: (.*)$", read("readelf", "-n", "-W", archive), flags=re.M)[1:]
    return zip(parts[::2], parts[1::2])


@unittest.skipUnless(shutil.which("readelf"), "readelf comes with binutils")
class Hardening(unittest.TestCase):
    def test_position_independent(self):
        for program in ARGUMENTS.programs:
            self.assertRegex(read("readelf", "-hW", program), r"Type:\s+DYN")
            self.assertRegex(read("readelf", "-dW", program), r"FLAGS_1.*\bPIE\b")

    def test_nothing_is_written_after_relocation(self):
        for program in ARGUMENTS.programs:
            self.assertIn("GNU_RELRO", read("readelf", "-lW", program))
            self.assertRegex(read("readelf", "-dW", program), r"\bBIND_NOW\b|FLAGS_1.*\bNOW\b")

    def test_nothing_is_both_written_and_run(self):
        for program in ARGUMENTS.programs:
            segments = read("readelf", "-lW", program)
            self.assertRegex(segments, r"GNU_STACK.* RW +0x")
            self.assertNotRegex(segments, r"LOAD .* RWE ")
            self.assertNotIn("TEXTREL", read("readelf", "-dW", program))

    @unittest.skipIf("SOLITON_SANITIZED" in os.environ, "the thread sanitizer's build has a GLib of its own")
    def test_no_library_from_elsewhere(self):
        for program in ARGUMENTS.programs:
            self.assertNotRegex(read("readelf", "-dW", program), r"\((RPATH|RUNPATH)\)")

    def test_stack_protector(self):
        for program in ARGUMENTS.programs:
            self.assertIn("__stack_chk_fail", imported(program))

    @unittest.skipUnless(ARGUMENTS.fortify, "not with this optimisation or with sanitizers")
    def test_fortified(self):
        checked = {"__memcpy_chk", "__memmove_chk", "__memset_chk", "__read_chk", "__snprintf_chk", "__fprintf_chk",
                   "__printf_chk", "__vsnprintf_chk", "__strncpy_chk", "__recv_chk", "__explicit_bzero_chk"}
        for program in ARGUMENTS.programs:
            self.assertTrue(imported(program) & checked)

    @unittest.skipUnless(platform.machine() == "x86_64", "known by its instructions on x86-64 alone")
    def test_no_frame_leaps_over_a_guard_page(self):
        for program in ARGUMENTS.programs:
            code = read("objdump", "-d", "--no-show-raw-insn", program)
            taken = [int(size, 16) for size in re.findall(r"sub\s+\$0x([0-9a-f]{1,8}),%rsp", code)]
            self.assertGreater(len(taken), 100)
            self.assertLessEqual(max(taken), 4096)

    @unittest.skipUnless(ARGUMENTS.cf, "the compiler has none for this processor")
    def test_control_flow_protection(self):
        for archive in ARGUMENTS.archives:
            for name, notes in objects(archive):
                self.assertRegex(notes, r"IBT, SHSTK", f"{archive}: {name}")


if __name__ == "__main__":
    unittest.main(argv=["test_hardening.py", "-v"])
