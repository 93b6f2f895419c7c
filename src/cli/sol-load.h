/* sol-load.h: a load generator for any MQTT 3.1.1 broker
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SOL_LOAD_ERROR (sol_load_error_quark ())

typedef enum
{
  SOL_LOAD_ERROR_INVALID,     /* a setting out of its range */
  SOL_LOAD_ERROR_UNREACHABLE, /* no such host, or nobody listens there */
  SOL_LOAD_ERROR_REFUSED,     /* CONNACK or SUBACK said no */
  SOL_LOAD_ERROR_CLOSED,      /* the broker closed a connection, or sent what is not MQTT */
  SOL_LOAD_ERROR_STALLED,     /* nothing arrived for ten seconds: messages are lost */
  SOL_LOAD_ERROR_DESCRIPTORS, /* more clients than this process may open */
} SolLoadError;

GQuark sol_load_error_quark (void);

typedef enum
{
  SOL_LOAD_FAN_IN,  /* nick fan-in: n_clients publishers to one subscriber */
  SOL_LOAD_FAN_OUT, /* nick fan-out: one publisher to n_clients subscribers */
  SOL_LOAD_PAIRS,   /* nick pairs: n_clients publishers, a subscriber for each */
  SOL_LOAD_IDLE,    /* nick idle: n_clients connections that say nothing */
} SolLoadScenario;

const char *sol_load_scenario_get_nick  (SolLoadScenario  scenario);
gboolean    sol_load_scenario_from_nick (const char      *nick,
                                         SolLoadScenario *scenario);

/* A message begins with its publisher, its number and the time it was sent */
#define SOL_LOAD_STAMP_SIZE 16

/* Filled by its maker; init gives the defaults */
typedef struct
{
  const char      *host;         /* localhost */
  guint16          port;         /* 1883 */
  const char      *user_name;    /* nullable */
  const char      *password;     /* nullable */
  SolLoadScenario  scenario;     /* pairs */
  guint            n_clients;    /* 100; 1..100,000 */
  guint            qos;          /* 0..2 */
  guint            payload_len;  /* 32 octets; SOL_LOAD_STAMP_SIZE..1,000,000 */
  guint            window;       /* 100; 1..60,000 messages of one publisher that not all its subscribers have */
  guint64          n_messages;   /* of all publishers together; 0: as many as @duration_ms allows */
  guint            warm_up_ms;   /* 500: not measured */
  guint            duration_ms;  /* 2000: measured */
  int              broker_pid;   /* to measure its CPU time and memory, 0 when not known */
  guint8           version;      /* SolMqttVersion: 4, or 5 */
} SolLoadSettings;

void     sol_load_settings_init  (SolLoadSettings        *settings);

/* Is every value within its range? sol_load_run() asks this first. */
gboolean sol_load_settings_check (const SolLoadSettings  *settings,
                                  GError                **error);

typedef struct
{
  guint   n_connections;
  double  connections_per_s;
  guint64 n_expected;         /* deliveries: messages published × their subscribers */
  guint64 n_delivered;
  guint64 n_out_of_order;     /* not the next of its publisher: reordered, repeated, or one before it is missing */
  guint64 n_foreign;          /* not one of ours */
  guint64 n_measured;         /* deliveries within @seconds */
  double  seconds;            /* measured, after the warm-up */
  double  cpu_seconds;        /* the broker's, within @seconds; negative when not known */
  double  p50_us;
  double  p99_us;             /* from publishing to delivery; one message in 16 is timed */
  double  idle_bytes;         /* of the broker's memory an idle connection; negative when not measured */
} SolLoadResult;

/**
 * sol_load_run:
 * @result: (out caller-allocates): filled as far as it went, also on an error
 *
 * Blocks its thread until the load is done; uses one core fully. A publisher has at most @settings->window messages
 * that its subscribers do not have, or, at QoS 1 and 2, that the broker has not acknowledged: no queue in a broker
 * grows over window × publishers, nothing need be dropped.
 *
 * Returns: %FALSE with @error set when a connection or a message was lost
 */
gboolean sol_load_run (const SolLoadSettings  *settings,
                       SolLoadResult          *result,
                       GError                **error);

G_END_DECLS
