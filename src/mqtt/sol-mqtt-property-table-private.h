/* sol-mqtt-property-table-private.h: one row for each property
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-mqtt-properties.h"

G_BEGIN_DECLS

typedef struct
{
  SolMqttPropertyType type;
  guint32             packets;    /* a bit for each packet type that may carry it */
  guint32             repeatable; /* a bit for each where it may stand more than once */
  guint32             least;      /* of a number */
  guint32             most;
  const char         *name;
} SolMqttPropertyRow;

/* Indexed by SolMqttPropertyId */
extern const SolMqttPropertyRow sol_mqtt_property_table[SOL_MQTT_PROPERTY_LAST + 1];

G_END_DECLS
