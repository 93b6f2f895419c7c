/* fuzz.h: what each target offers: libFuzzer's interface
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* Takes one input, whatever its octets are. Aborts when a promise is broken: g_assert_cmp… () and the sanitizers
 * speak. Keeps nothing from one call to the next, so that an input alone shows what it found. */
int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

/* Once before the first input; libFuzzer's replay.c calls it when a target has one */
int LLVMFuzzerInitialize   (int           *argc,
                            char        ***argv);
