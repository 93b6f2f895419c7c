#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Soliton authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real program in a process of its own, driven and read as a screen reader does, by AT-SPI."""
import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio  # noqa: E402

DEADLINE_S = 30
SHOWN_HZ = 5.0  # what Show Me a Signal shows

# The least that must be true of "under 3 s" on a machine that others load too: what the process itself computes
CPU_LIMIT_S = 3.0

STOP_LIMIT_S = 15  # the program gives its disk 10
IS_SANITIZED = "SOLITON_SANITIZED" in os.environ


def wait_for(what, find):
    """Asking costs the one who is asked: the whole tree is walked, so not more often than a reader would."""
    deadline = time.monotonic() + DEADLINE_S
    while time.monotonic() < deadline:
        found = find()
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError(f"waited {DEADLINE_S} s in vain for {what}")


def walk(node):
    """All that is below @node. What goes away meanwhile is left out."""
    try:
        yield node
        for i in range(node.get_child_count()):
            child = node.get_child_at_index(i)
            if child is not None:
                yield from walk(child)
    except gi.repository.GLib.Error:
        return


def find_application(pid):
    desktop = Atspi.get_desktop(0)
    for i in range(desktop.get_child_count()):
        child = desktop.get_child_at_index(i)
        if child is not None and child.get_process_id() == pid:
            return child
    return None


def find_button(application, name):
    for node in walk(application):
        states = node.get_state_set()
        if node.get_role() == Atspi.Role.PUSH_BUTTON and name in (node.get_name() or "") \
                and states.contains(Atspi.StateType.VISIBLE) and states.contains(Atspi.StateType.SENSITIVE):
            return node
    return None


def find_screen(application):
    """GTK gives what has no other name its type's."""
    for node in walk(application):
        if node.get_name() == "SolScopeView":
            return node
    return None


def hear(screen, pattern):
    screen.clear_cache()
    return re.search(pattern, screen.get_description() or "")


def read_cpu_s(pid):
    with open(f"/proc/{pid}/stat", encoding="ascii") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def make_environment(home):
    environment = dict(os.environ, GTK_A11Y="atspi")
    for kind in ("CONFIG", "DATA", "CACHE", "STATE"):
        environment[f"XDG_{kind}_HOME"] = f"{home}/{kind.lower()}"
    return environment


def activate(place, action, *parameters):
    """As a desktop's dock would. @place: "" for the application's actions, "/window/1" for the window's."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    parameters = [gi.repository.GLib.Variant("s", text) for text in parameters]
    bus.call_sync("io.github.soliton_mqtt.Soliton", "/io/github/soliton_mqtt/Soliton" + place, "org.gtk.Actions",
                  "Activate", gi.repository.GLib.Variant("(sava{sv})", (action, parameters, {})), None,
                  Gio.DBusCallFlags.NONE, -1)


def find_words(application, pattern):
    for node in walk(application):
        found = re.match(pattern, node.get_name() or "")
        if found:
            return found
    return None


def connect_device(port):
    """MQTT 5.0, answered by CONNACK without an error."""
    device = socket.create_connection(("localhost", port), DEADLINE_S)
    device.sendall(b"\x10\x11\x00\x04MQTT\x05\x02\x00\x3c\x00\x00\x04pump")
    answer = device.recv(200)
    assert answer[0] == 0x20 and len(answer) == 2 + answer[1] and answer[3] == 0, answer
    return device


def hear_goodbye(device):
    """The reason is 0x8B, server shutting down, and then the connection ends."""
    said = b""
    while octets := device.recv(200):
        said += octets
    assert said[0] == 0xe0 and said[2] == 0x8b, said


def find_port(application):
    return int(wait_for("the address", lambda: find_words(application, r"localhost:(\d+)$"))[1])


def quit_while_connected(process):
    """The question is asked, and Quit ends the program and the device's connection."""
    application = wait_for("the application", lambda: find_application(process.pid))
    port = find_port(application)
    activate("/window/1", "view", "broker")
    with connect_device(port) as device:
        wait_for("the device in the log", lambda: find_words(application, "pump connected from"))
        activate("", "quit")
        wait_for("the question", lambda: find_button(application, "Quit")).get_action_iface().do_action(0)
        assert process.wait(DEADLINE_S) == 0, process.returncode
        hear_goodbye(device)


def show_signal(process, begin):
    application = wait_for("the application", lambda: find_application(process.pid))
    button = wait_for("the button", lambda: find_button(application, "Show Me a Signal"))
    usable = time.monotonic() - begin
    screen = wait_for("the scope's screen", lambda: find_screen(application))
    pressed = time.monotonic()
    button.get_action_iface().do_action(0)
    spoken = wait_for("a triggered wave", lambda: hear(screen, r"CH1 ([0-9.]+)\s+Hz, .*triggered"))
    shown = time.monotonic() - pressed
    print(f"{spoken[0]!r}: {usable:.2f} s from a cold start to the button and {shown:.2f} s from its click to the wave, "
          f"by {read_cpu_s(process.pid):.2f} s of computing")
    return float(spoken[1])


@contextlib.contextmanager
def running(executable, home, **environment):
    with subprocess.Popen([executable], env=make_environment(home) | environment, stdout=sys.stderr) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)


def start_broker(process):
    application = wait_for("the application", lambda: find_application(process.pid))
    wait_for("the button", lambda: find_button(application, "Start Broker")).get_action_iface().do_action(0)
    return find_port(application)


def hear_generator(process):
    """The source that runs, its state and rate, and a field of its form with a name."""
    application = find_application(process.pid)
    activate("/window/1", "view", "generator")
    wait_for("the source", lambda: find_words(application, r"Sine, Running, 50\.0 msg/s$"))
    wait_for("the wave's frequency", lambda: find_words(application, r"Frequency in Hz$"))


def check_signal(executable, home):
    begin = time.monotonic()
    with running(executable, home) as process:
        frequency = show_signal(process, begin)
        assert abs(frequency - SHOWN_HZ) <= 0.02 * SHOWN_HZ, frequency
        assert IS_SANITIZED or read_cpu_s(process.pid) < CPU_LIMIT_S
        hear_generator(process)
        quit_while_connected(process)


def check_end_of_session(executable, home):
    """Nobody can be asked: the broker says goodbye and what is kept is written."""
    with running(executable, home) as process, connect_device(start_broker(process)) as device:
        process.terminate()
        assert process.wait(DEADLINE_S) == 0, process.returncode
        hear_goodbye(device)


def check_end_while_disk_hangs(executable, home):
    hang = f"{home}/hang"
    with running(executable, home, LD_PRELOAD=os.environ["SOLITON_DISK_SHIM"], DISK_SHIM_HANG=hang) as process, \
            connect_device(start_broker(process)) as device:
        with open(hang, "wb"):
            device.sendall(b"\x33\x0a\x00\x04kept\x00\x01\x001\xc0\x00")  # retained at QoS 1, so it is written; a ping
            assert device.recv(2) == b"\xd0\x00"
            process.terminate()
            begin = time.monotonic()
            code = process.wait(DEADLINE_S)
            print(f"while the disk hangs: exit code {code} after {time.monotonic() - begin:.1f} s")
            assert code == 1 and time.monotonic() - begin < STOP_LIMIT_S, code


def main():
    Atspi.get_desktop(0).get_child_count()  # its bus is there before the program is
    checks = [check_signal, check_end_of_session]
    if not IS_SANITIZED:  # a sanitizer's library must be loaded before any other
        checks.append(check_end_while_disk_hangs)
    for check in checks:
        with tempfile.TemporaryDirectory() as home:
            check(sys.argv[1], home)


main()
