/* sol-admin-handlers-private.h: what the routes lead to, a file for each resource
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-admin-request-private.h"

G_BEGIN_DECLS

/* Each takes @request over and answers it, now or later; under 5 ms in the main thread */
typedef void (*SolAdminHandler) (SolAdminRequest *request);

void sol_admin_get_config         (SolAdminRequest *request);
void sol_admin_get_whole_config   (SolAdminRequest *request);
void sol_admin_post_config        (SolAdminRequest *request);
void sol_admin_put_config         (SolAdminRequest *request);

void sol_admin_list_users         (SolAdminRequest *request);
void sol_admin_post_user          (SolAdminRequest *request);
void sol_admin_put_user           (SolAdminRequest *request);
void sol_admin_delete_user        (SolAdminRequest *request);
void sol_admin_import_users       (SolAdminRequest *request);
void sol_admin_post_password      (SolAdminRequest *request);

void sol_admin_get_acl            (SolAdminRequest *request);
void sol_admin_put_acl            (SolAdminRequest *request);
void sol_admin_import_acl         (SolAdminRequest *request);
void sol_admin_test_acl           (SolAdminRequest *request);
void sol_admin_list_bans          (SolAdminRequest *request);
void sol_admin_post_ban           (SolAdminRequest *request);
void sol_admin_delete_ban         (SolAdminRequest *request);

void sol_admin_get_clients        (SolAdminRequest *request);
void sol_admin_list_clients       (SolAdminRequest *request);
void sol_admin_get_client         (SolAdminRequest *request);
void sol_admin_delete_client      (SolAdminRequest *request);
void sol_admin_get_topics         (SolAdminRequest *request);
void sol_admin_list_topics        (SolAdminRequest *request);

void sol_admin_post_publish       (SolAdminRequest *request);

void sol_admin_get_recording      (SolAdminRequest *request);
void sol_admin_start_recording    (SolAdminRequest *request);
void sol_admin_stop_recording     (SolAdminRequest *request);
void sol_admin_list_recordings    (SolAdminRequest *request);
void sol_admin_get_replay         (SolAdminRequest *request);
void sol_admin_change_replay      (SolAdminRequest *request);
void sol_admin_start_replay       (SolAdminRequest *request);
void sol_admin_stop_replay        (SolAdminRequest *request);

void sol_admin_mqtt_connect       (SolAdminRequest *request);
void sol_admin_mqtt_disconnect    (SolAdminRequest *request);
void sol_admin_mqtt_subscribe     (SolAdminRequest *request);
void sol_admin_mqtt_unsubscribe   (SolAdminRequest *request);
void sol_admin_mqtt_publish       (SolAdminRequest *request);
void sol_admin_mqtt_messages      (SolAdminRequest *request);

void sol_admin_get_status         (SolAdminRequest *request);
void sol_admin_get_metrics        (SolAdminRequest *request);
void sol_admin_start_broker       (SolAdminRequest *request);
void sol_admin_stop_broker        (SolAdminRequest *request);
void sol_admin_get_log            (SolAdminRequest *request);

void sol_admin_get_tls            (SolAdminRequest *request);
void sol_admin_make_certificates  (SolAdminRequest *request);
void sol_admin_get_authority      (SolAdminRequest *request);

/* What all of these are, as OpenAPI 3.1 */
void sol_admin_get_openapi        (SolAdminRequest *request);

/* A file of the page; 404 when there is none of that name */
void sol_admin_get_page           (SolAdminRequest *request);

G_END_DECLS
