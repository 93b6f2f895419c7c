/* sol-self-test.h: is what is measured what was set?
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "sol-shape.h"
#include "sol-decoder.h"

G_BEGIN_DECLS

#define SOL_SELF_TEST_ERROR (sol_self_test_error_quark ())

typedef enum
{
  SOL_SELF_TEST_ERROR_INCOMPLETE, /* messages did not arrive in time */
} SolSelfTestError;

GQuark sol_self_test_error_quark (void);

/* One value: what was set, what came out, how far apart they may be */
typedef struct
{
  double set, measured;   /* NaN: this shape has none, or it was not found */
  double error;           /* the stated one, in the value's unit */
} SolSelfTestValue;

gboolean sol_self_test_value_has_passed (const SolSelfTestValue *self);

/* A shape in a payload family. data/doc/SELFTEST.md derives the errors. */
typedef struct
{
  SolShape         shape;
  SolFormat        format;
  guint            n_expected, n_samples;
  SolSelfTestValue frequency;   /* Hz */
  SolSelfTestValue amplitude;   /* peak to peak; of noise its deviation */
  SolSelfTestValue mean;
  gboolean         has_passed;  /* all three, and no sample is missing */
} SolSelfTestRow;

/* @part: 0..1 */
typedef void (*SolSelfTestProgressFunc) (double   part,
                                         gpointer user_data);

/**
 * sol_self_test_async:
 * @progress: (nullable): in the caller's context, some ten times a second
 *
 * Every shape through every family that can be written: generator, codec, a client, a broker of its own on the
 * loopback, a client, decoder, channel, measurement. Takes some 4 s and a port; nothing of it touches what runs
 * besides. Where the computer stood still for a period and what is timed by its arrival cannot be measured, all is done
 * again, three times in all. Main thread.
 * Errors: those of broker and client; %SOL_SELF_TEST_ERROR_INCOMPLETE; G_IO_ERROR_CANCELLED.
 */
void    sol_self_test_async  (GCancellable            *cancellable,
                              SolSelfTestProgressFunc  progress,
                              gpointer                 progress_data,
                              GAsyncReadyCallback      callback,
                              gpointer                 user_data);
/* Returns: (transfer full) (nullable) (element-type SolSelfTestRow): a row each, passed or not */
GArray *sol_self_test_finish (GAsyncResult            *result,
                              GError                 **error);

G_END_DECLS
