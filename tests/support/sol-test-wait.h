/* sol-test-wait.h: waits for a condition or an answer, with a deadline
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SOL_TEST_DEADLINE_US (20 * G_USEC_PER_SEC)

static inline gboolean
sol_test_tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Runs the main loop until @condition holds, which is not asked again then; the test fails when it does not in time */
#define sol_test_wait_until(condition)                                                             \
  G_STMT_START                                                                                     \
    {                                                                                              \
      gint64 sol_deadline_us = g_get_monotonic_time () + SOL_TEST_DEADLINE_US;                     \
      guint sol_tick_id = g_timeout_add (5, sol_test_tick_cb, NULL);                               \
                                                                                                   \
      while (!(condition))                                                                         \
        {                                                                                          \
          if (g_get_monotonic_time () > sol_deadline_us)                                           \
            g_error ("%s:%d: in vain for: %s", __FILE__, __LINE__, #condition);                    \
          g_main_context_iteration (NULL, TRUE);                                                   \
        }                                                                                          \
      g_source_remove (sol_tick_id);                                                               \
    }                                                                                              \
  G_STMT_END

/* Lets go of @object; the test fails when something holds it for longer than the answers that are under way */
static inline void
sol_test_release (gpointer object)
{
  gpointer left = object;

  g_object_add_weak_pointer (object, &left);
  g_object_unref (object);
  sol_test_wait_until (left == NULL);
}

/* A GAsyncReadyCallback; user_data is a GAsyncResult ** */
static inline void
sol_test_answer_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* Runs the main loop until sol_test_answer_cb() filled @result. Returns: @result's content, with
 * a reference */
static inline GAsyncResult *
sol_test_wait_answer (GAsyncResult **result)
{
  sol_test_wait_until (*result != NULL);
  return *result;
}

G_END_DECLS
