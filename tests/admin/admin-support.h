/* admin-support.h: an engine with its admin, and what a script would send it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "sol-admin.h"

G_BEGIN_DECLS

typedef struct
{
  SolEngine   *engine;
  SolAdmin    *admin;
  SoupSession *session;

  /* Of the last answer */
  guint               status;
  char               *text;
  JsonNode           *root;    /* NULL when it is not JSON */
  SoupMessageHeaders *headers;
} Fixture;

/* All ports are chosen by the system; everything is kept in memory. The broker runs. */
void        fixture_set_up        (Fixture        *fixture,
                                   gconstpointer   data);
void        fixture_tear_down     (Fixture        *fixture,
                                   gconstpointer   data);

/* @body: (nullable): sent as application/json. @headers: (nullable): name, value, name, value…,
 * NULL */
void        fixture_send          (Fixture        *fixture,
                                   const char     *method,
                                   const char     *path,
                                   const char     *body,
                                   const char    **headers);

/* Sends, and checks the status */
void        fixture_expect        (Fixture        *fixture,
                                   const char     *method,
                                   const char     *path,
                                   const char     *body,
                                   guint           status);
/* Sends, and checks status 200 and the answer, which must be exactly the JSON @answer */
void        fixture_expect_json   (Fixture        *fixture,
                                   const char     *method,
                                   const char     *path,
                                   const char     *body,
                                   const char     *answer);
/* Sends, and checks for `{"success":true,"message":…}` and nothing more */
void        fixture_expect_success (Fixture       *fixture,
                                    const char    *method,
                                    const char    *path,
                                    const char    *body);
/* Sends, and checks for a problem of @status that names @field (nullable: none) */
void        fixture_expect_problem (Fixture       *fixture,
                                    const char    *method,
                                    const char    *path,
                                    const char    *body,
                                    guint          status,
                                    const char    *field);

JsonObject *fixture_get_object    (Fixture        *fixture);

void        fixture_stop_broker   (Fixture        *fixture);

G_END_DECLS
