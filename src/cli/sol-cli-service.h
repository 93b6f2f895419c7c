/* sol-cli-service.h: the broker as a service: ready, alive, reloading, stopping
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-engine.h"

G_BEGIN_DECLS

typedef struct _SolCliService SolCliService;

/**
 * SolCliReloadFunc:
 * @current: the configuration in force
 *
 * Returns: (transfer full) (nullable): what is to be in force
 */
typedef SolConfig *(*SolCliReloadFunc) (const SolConfig  *current,
                                        gpointer          user_data,
                                        GError          **error);

/**
 * sol_cli_service_new:
 * @reload: called at each SIGHUP
 *
 * Call it when the listeners are open: it says that the service is ready. From then on the service manager hears that
 * the main loop and the broker's thread are alive: a sign is given only when the broker's thread has answered.
 */
SolCliService *sol_cli_service_new  (SolEngine        *engine,
                                     SolCliReloadFunc  reload,
                                     gpointer          user_data);

/* Says that the service is stopping */
void           sol_cli_service_free (SolCliService    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolCliService, sol_cli_service_free)

G_END_DECLS
