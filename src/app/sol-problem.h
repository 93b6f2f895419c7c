/* sol-problem.h: what is wrong or needs attention, in words, with the way out
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-broker.h"
#include "sol-probe.h"

G_BEGIN_DECLS

/* One banner each, worst first. Source: SCREENS.md §4. */
typedef enum
{
  SOL_PROBLEM_START,        /* the broker could not be started */
  SOL_PROBLEM_WEB,          /* the admin page could not be opened */
  SOL_PROBLEM_DESCRIPTORS,  /* no more connections can be accepted */
  SOL_PROBLEM_PUT_ASIDE,    /* the configuration or the database was damaged */
  SOL_PROBLEM_ANONYMOUS,    /* open to the network without a password */
} SolProblemKind;

#define SOL_N_PROBLEMS 5
#define SOL_PROBLEM_MAX_ACTIONS 2

typedef struct
{
  char *label;   /* translated */
  char *action;  /* detailed: `app.use-port(1884)` */
} SolProblemAction;

typedef struct
{
  gboolean         is_info;   /* calm: nothing failed */
  char            *text;      /* translated */
  SolProblemAction actions[SOL_PROBLEM_MAX_ACTIONS];
} SolProblem;

/* The port of @config that is taken: what was asked who answers, for the ways out */
typedef struct
{
  guint16 port;
  gboolean is_websocket;
  guint16 free_port;       /* 0: none found */
} SolTakenPort;

/* @error: of starting; @taken, @answer: (nullable): when the port was in use. Returns: (transfer full) */
SolProblem *sol_problem_new_for_start (const GError         *error,
                                       const SolTakenPort   *taken,
                                       const SolProbeResult *answer);
/* @error: of the admin page, which wanted @port */
SolProblem *sol_problem_new_for_web   (const GError         *error,
                                       guint16               port,
                                       guint16               free_port);
SolProblem *sol_problem_new_for_state (SolProblemKind        kind,
                                       const char           *detail);
void        sol_problem_free          (SolProblem           *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolProblem, sol_problem_free)

G_END_DECLS
