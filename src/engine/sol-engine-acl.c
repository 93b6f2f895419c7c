/* sol-engine-acl.c: access rules: the store keeps them, the broker is told
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-engine-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-engine-access.h"
#include "sol-mqtt-topic.h"

static void
acl_loaded_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  GTask *task = user_data;
  SolEngine *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (SolAclList) list = sol_store_get_acl_finish (SOL_STORE (source), result, &error);
  g_autoptr (SolAcl) acl = NULL;

  if (list == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  acl = sol_acl_new (list->rules);
  if (self->broker != NULL)
    sol_broker_set_acl (self->broker, acl);
  sol_engine_load_bans (self, task);
}

void
sol_engine_load_access_async (SolEngine           *self,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, sol_engine_load_access_async);
  sol_store_get_acl_async (self->store, NULL, acl_loaded_cb, task);
}

gboolean
sol_engine_load_access_finish (SolEngine     *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
acl_read_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  SolAclList *list = sol_store_get_acl_finish (SOL_STORE (source), result, &error);

  if (list != NULL)
    g_task_return_pointer (task, list, (GDestroyNotify) sol_acl_list_free);
  else
    g_task_return_error (task, error);
}

void
sol_engine_get_acl_async (SolEngine           *self,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, sol_engine_get_acl_async);
  sol_store_get_acl_async (self->store, cancellable, acl_read_cb, task);
}

SolAclList *
sol_engine_get_acl_finish (SolEngine     *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* What the store has is what the broker must know before the change counts as done */
static void
changed_access_loaded_cb (GObject      *source,
                          GAsyncResult *result,
                          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  SolEngine *self = SOL_ENGINE (source);
  GError *error = NULL;

  if (!sol_engine_load_access_finish (self, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  sol_engine_emit_access (self);
  g_task_return_boolean (task, TRUE);
}

void
sol_engine_reload_access (GTask *task)
{
  sol_engine_load_access_async (g_task_get_source_object (task), changed_access_loaded_cb, task);
}

static void
acl_stored_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (sol_store_put_acl_finish (SOL_STORE (source), result, &error))
    {
      sol_engine_reload_access (task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

void
sol_engine_put_acl_async (SolEngine           *self,
                          const GPtrArray     *rules,
                          guint                revision,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;

  g_task_set_source_tag (task, sol_engine_put_acl_async);
  if (sol_acl_check_rules (rules, &error))
    {
      sol_store_put_acl_async (self->store, rules, revision, cancellable, acl_stored_cb, task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

gboolean
sol_engine_put_acl_finish (SolEngine     *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- may somebody do something? ---- */

typedef struct
{
  char            *user;
  char            *client_id;
  SolAclOperation  operation;
  char            *topic;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->user);
  g_free (question->client_id);
  g_free (question->topic);
  g_free (question);
}

void
sol_acl_answer_free (SolAclAnswer *self)
{
  g_clear_pointer (&self->rule, sol_acl_rule_free);
  g_free (self);
}

static SolAclAnswer *
answer (const Question  *question,
        const GPtrArray *rules)
{
  SolAclAnswer *self = g_new0 (SolAclAnswer, 1);
  g_autoptr (SolAcl) acl = sol_acl_new (rules);
  SolAclClient client = { question->user, question->client_id };
  gsize length = strlen (question->topic);

  self->verdict = question->operation == SOL_ACL_PUBLISH
                      ? sol_acl_check_topic (acl, &client, SOL_ACL_PUBLISH, question->topic, length)
                      : sol_acl_check_filter (acl, &client, question->topic, length);
  if (self->verdict.rule > 0)
    self->rule = sol_acl_rule_copy (rules->pdata[self->verdict.rule - 1]);
  return self;
}

static void
acl_to_test_read_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (SolAclList) list = sol_store_get_acl_finish (SOL_STORE (source), result, &error);

  if (list == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, answer (g_task_get_task_data (task), list->rules),
                           (GDestroyNotify) sol_acl_answer_free);
}

static gboolean
check_question (SolAclOperation   operation,
                const char       *topic,
                GError          **error)
{
  gsize length = strlen (topic);

  if (operation == SOL_ACL_PUBLISH ? sol_mqtt_topic_is_name (topic, length)
                                   : sol_mqtt_topic_is_filter (topic, length))
    return TRUE;
  g_set_error (error, SOL_ENGINE_ERROR, SOL_ENGINE_ERROR_INVALID,
               operation == SOL_ACL_PUBLISH
                   ? _("topic “%s” cannot be published to: it may not be empty or contain + or #")
                   : _("topic “%s” is not a filter: + must be a whole level, and # the last one"),
               topic);
  return FALSE;
}

void
sol_engine_test_acl_async (SolEngine           *self,
                           const char          *user,
                           const char          *client_id,
                           SolAclOperation      operation,
                           const char          *topic,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  Question *question;
  GError *error = NULL;

  g_task_set_source_tag (task, sol_engine_test_acl_async);
  if (!check_question (operation, topic, &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  question = g_new0 (Question, 1);
  question->user = user != NULL && *user != '\0' ? g_strdup (user) : NULL;
  question->client_id = g_strdup (client_id);
  question->operation = operation;
  question->topic = g_strdup (topic);
  g_task_set_task_data (task, question, question_free);
  sol_store_get_acl_async (self->store, NULL, acl_to_test_read_cb, task);
}

SolAclAnswer *
sol_engine_test_acl_finish (SolEngine     *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

char *
sol_acl_answer_to_text (const SolAclAnswer *self)
{
  gboolean is_allowed = self->verdict.is_allowed;
  guint rule = self->verdict.rule;

  if (rule == 0)
    return g_strdup (is_allowed ? _("Yes: there are no access rules, so everything is allowed")
                                : _("No: no rule allows it"));
  return g_strdup_printf (is_allowed ? _("Yes, by rule %u") : _("No, by rule %u"), rule);
}
