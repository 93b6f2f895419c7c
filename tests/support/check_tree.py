#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What CONTRIBUTING.md promises of the tree and a script can see: sizes, licences, words, data files."""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(sys.argv.pop(1) if len(sys.argv) > 1 else ".").resolve()
LINES_CAP = 800
FUNCTION_CAP = 80
WIDTH_CAP = 120


def sources(*patterns):
    folders = ("src", "tests", "data/web", "data/screenshots")
    for folder in folders:
        for pattern in patterns:
            for path in sorted((ROOT / folder).rglob(pattern)):
                if "node_modules" not in path.parts:
                    yield path


def functions(text):
    """(name, lines) of each function of GTK style: its name at the margin, its braces too."""
    name, start = None, None
    for number, line in enumerate(text.splitlines()):
        found = re.match(r"^(\w+) \(", line)
        if found:
            name = found[1]
        elif line == "{":
            start = number
        elif line == "}" and start is not None and name:
            yield name, number - start - 1
            name, start = None, None


# Of the preset that meson's i18n module gives xgettext for GLib
KEYWORDS = ("--keyword=_", "--keyword=N_", "--keyword=C_:1c,2", "--keyword=NC_:1c,2", "--keyword=g_dcgettext:2",
            "--keyword=g_dngettext:2,3", "--keyword=g_dpgettext2:2c,3", "--keyword=ngettext:1,2",
            "--flag=g_strdup_printf:1:c-format", "--flag=g_set_error:4:c-format")


def files_for_translation():
    lines = (ROOT / "po/POTFILES.in").read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def files_with_words():
    marks = {"*.c": r'\b(?:_|N_|C_|NC_|ngettext|g_dngettext) ?\(\s*["A-Z]', "*.ui": r'translatable="(?:yes|true)"'}
    found = [path for pattern, mark in marks.items() for folder in ("src", "ui")
             for path in (ROOT / folder).rglob(pattern) if re.search(mark, path.read_text(encoding="utf-8"))]
    found += list((ROOT / "data").glob("*.desktop.in")) + list((ROOT / "data").glob("*.metainfo.xml.in"))
    return {str(path.relative_to(ROOT)) for path in found}


def run(*command):
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


class Tree(unittest.TestCase):
    def test_files_and_functions_stay_under_their_caps(self):
        for path in sources("*.c", "*.h", "*.py", "*.js", "*.mjs"):
            text = path.read_text(encoding="utf-8")
            self.assertLessEqual(len(text.splitlines()), LINES_CAP, path)
            for name, lines in functions(text) if path.suffix == ".c" else ():
                self.assertLessEqual(lines, FUNCTION_CAP, f"{path}: {name}")

    def test_lines_fit(self):
        for path in sources("*.c", "*.h"):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                self.assertLessEqual(len(line), WIDTH_CAP, f"{path}:{number}")

    def test_every_source_names_its_licence(self):
        for path in sources("*.c", "*.h", "*.py", "*.js", "*.mjs", "*.css", "*.html"):
            head = path.read_text(encoding="utf-8")[:1200]
            self.assertIn("SPDX-License-Identifier: GPL-3.0-or-later", head, path)

    def test_nothing_is_left_open(self):
        mark = re.compile(r"\b(TODO|XXX|HACK)\b|\bFIXME\b(?!\(#\d+\))")
        for path in sources("*.c", "*.h", "*.js", "*.ui"):
            self.assertIsNone(mark.search(path.read_text(encoding="utf-8")), path)

    def test_chinese_is_complete(self):
        with tempfile.TemporaryDirectory() as folder:
            said = run("msgfmt", "--check", "--statistics", "-o", f"{folder}/out.mo", "po/zh_CN.po")
        self.assertEqual(said.returncode, 0, said.stderr)
        self.assertNotIn("untranslated", said.stderr)
        self.assertNotIn("fuzzy", said.stderr)

    def test_chinese_knows_every_string(self):
        with tempfile.TemporaryDirectory() as folder:
            template = f"{folder}/soliton.pot"
            made = run("xgettext", "--from-code=UTF-8", *KEYWORDS, "--files-from=po/POTFILES.in", "-o", template)
            self.assertEqual((made.returncode, made.stderr), (0, ""))
            compared = run("msgcmp", "po/zh_CN.po", template)
            taken = set(re.findall(r"(\S+):\d+", pathlib.Path(template).read_text(encoding="utf-8")))
        self.assertEqual(compared.returncode, 0, compared.stderr)
        self.assertEqual(files_for_translation() - taken, set(), "xgettext takes no word from these")

    def test_every_file_with_words_is_translated(self):
        self.assertEqual(files_for_translation(), files_with_words())

    def test_words_have_no_macros_inside(self):
        """xgettext ends a string at a macro that it does not know; it knows those of <inttypes.h>."""
        broken = re.compile(r'\b(?:_|N_|C_|ngettext) ?\((?:[^;()]|\([^()]*\))*?\bG_\w+_FORMAT\b')
        for path in sources("*.c"):
            self.assertIsNone(broken.search(path.read_text(encoding="utf-8")), path)

    def test_page_knows_every_word_in_chinese(self):
        web = ROOT / "data/web"
        table = (web / "i18n-zh.js").read_text(encoding="utf-8")
        known = set(re.findall(r"^  '((?:[^'\\]|\\.)*)':", table, re.M))
        used = set(re.findall(r'data-(?:t|label|placeholder)="([^"]+)"', (web / "index.html").read_text(encoding="utf-8")))
        for path in web.glob("*.js"):
            used |= set(re.findall(r"\bt\('((?:[^'\\]|\\.)*)'", path.read_text(encoding="utf-8")))
        self.assertEqual(used - known, set())

    def test_scripts_are_executable(self):
        for name in ("run", "test", ".ci/run", ".ci/install-packages", "flatpak/build", "data/web/fetch-libs"):
            self.assertTrue((ROOT / name).stat().st_mode & 0o100, name)

    def test_lock_files_name_no_addresses(self):
        for path in ROOT.glob("**/package-lock.json"):
            if not any(part == "node_modules" or part.startswith("build") for part in path.relative_to(ROOT).parts):
                self.assertNotIn('"resolved"', path.read_text(encoding="utf-8"), path)

    @unittest.skipUnless(shutil.which("glib-compile-schemas"), "glib-compile-schemas comes with libglib2.0-bin")
    def test_schema_is_strict(self):
        said = run("glib-compile-schemas", "--strict", "--dry-run", "data")
        self.assertEqual((said.returncode, said.stderr), (0, ""))


if __name__ == "__main__":
    unittest.main()
