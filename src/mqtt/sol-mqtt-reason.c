/* sol-mqtt-reason.c: the reason codes of MQTT 5.0
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-mqtt-reason.h"

#include <glib/gi18n.h>

#define IN(type)   (1u << SOL_MQTT_##type)
#define ACKS       (IN (PUBACK) | IN (PUBREC))
#define RELEASES   (IN (PUBREL) | IN (PUBCOMP))
#define ANSWERS    (IN (SUBACK) | IN (UNSUBACK))
#define ENDS       (IN (CONNACK) | IN (DISCONNECT))

typedef struct
{
  guint8      reason;
  guint32     packets;
  const char *text;
} Row;

/* Table 2-6 and the tables of each packet; where it differs, a code has a row for each of its meanings */
static const Row rows[] = {
  { 0x00, IN (DISCONNECT), N_("Disconnected as asked") },
  { 0x00, IN (SUBACK), N_("Granted with QoS 0") },
  { 0x00, IN (CONNACK) | ACKS | RELEASES | IN (UNSUBACK) | IN (AUTH), N_("Success") },
  { 0x01, IN (SUBACK), N_("Granted with QoS 1") },
  { 0x02, IN (SUBACK), N_("Granted with QoS 2") },
  { 0x04, IN (DISCONNECT), N_("Disconnected, and the will is to be sent") },
  { 0x10, ACKS, N_("Nobody is subscribed to the topic") },
  { 0x11, IN (UNSUBACK), N_("There was no such subscription") },
  { 0x18, IN (AUTH), N_("Authentication goes on") },
  { 0x19, IN (AUTH), N_("Authentication is to be repeated") },
  { 0x80, ENDS | ACKS | ANSWERS, N_("Refused without a reason") },
  { 0x81, ENDS, N_("A packet is malformed") },
  { 0x82, ENDS, N_("A packet breaks the rules of the protocol") },
  { 0x83, ENDS | ACKS | ANSWERS, N_("The other side does not do this") },
  { 0x84, IN (CONNACK), N_("The protocol version is not supported") },
  { 0x85, IN (CONNACK), N_("The client identifier is not accepted") },
  { 0x86, IN (CONNACK), N_("The user name or the password is wrong") },
  { 0x87, ENDS | ACKS | ANSWERS, N_("Not authorized") },
  { 0x88, IN (CONNACK), N_("The server is not available") },
  { 0x89, ENDS, N_("The server is busy") },
  { 0x8a, IN (CONNACK), N_("The client is banned") },
  { 0x8b, IN (DISCONNECT), N_("The server is shutting down") },
  { 0x8c, ENDS, N_("The authentication method is not supported") },
  { 0x8d, IN (DISCONNECT), N_("Nothing was heard for longer than the keep alive time") },
  { 0x8e, IN (DISCONNECT), N_("Another connection took over the session") },
  { 0x8f, ANSWERS | IN (DISCONNECT), N_("The topic filter is not accepted") },
  { 0x90, ENDS | ACKS, N_("The topic is not accepted") },
  { 0x91, ACKS | ANSWERS, N_("The packet identifier is in use") },
  { 0x92, RELEASES, N_("The packet identifier is not known") },
  { 0x93, IN (DISCONNECT), N_("More messages were in flight than the receive maximum") },
  { 0x94, IN (DISCONNECT), N_("The topic alias is invalid") },
  { 0x95, ENDS, N_("A packet is larger than allowed") },
  { 0x96, IN (DISCONNECT), N_("Messages come too fast") },
  { 0x97, ENDS | ACKS | IN (SUBACK), N_("A limit or quota is used up") },
  { 0x98, IN (DISCONNECT), N_("The administrator closed the connection") },
  { 0x99, ENDS | ACKS, N_("The payload is not of the format it claims") },
  { 0x9a, ENDS, N_("Retained messages are not supported") },
  { 0x9b, ENDS, N_("The QoS is not supported") },
  { 0x9c, ENDS, N_("Use another server for now") },
  { 0x9d, ENDS, N_("The server has moved") },
  { 0x9e, IN (SUBACK) | IN (DISCONNECT), N_("Shared subscriptions are not supported") },
  { 0x9f, ENDS, N_("Connections are made too fast") },
  { 0xa0, IN (DISCONNECT), N_("The longest time of a connection is over") },
  { 0xa1, IN (SUBACK) | IN (DISCONNECT), N_("Subscription identifiers are not supported") },
  { 0xa2, IN (SUBACK) | IN (DISCONNECT), N_("Wildcards in subscriptions are not supported") },
};

static const Row *
find_row (guint8 packet_type,
          guint8 reason)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].reason == reason && (rows[i].packets >> packet_type & 1) != 0)
      return &rows[i];
  return NULL;
}

gboolean
sol_mqtt_reason_is_valid (guint8 packet_type,
                          guint8 reason)
{
  return find_row (packet_type, reason) != NULL;
}

const char *
sol_mqtt_reason_get_text (guint8 packet_type,
                          guint8 reason)
{
  const Row *row = find_row (packet_type, reason);

  return row != NULL ? _(row->text) : _("A reason that MQTT does not know");
}
