/* sol-device-sketch.c: a program that connects a device to this broker, ready to be copied
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-device-sketch.h"

/* @HOST@ and @PORT@ are the broker's; @USER@ stands where user name and password are given */
typedef struct
{
  const char *name;
  const char *text;
  const char *user;  /* what @USER@ becomes when the broker wants one, nothing otherwise */
} Template;

#define ARDUINO_CLIENT                                              \
  "PubSubClient mqtt(net);\n"                                     \
  "\n"

#define ARDUINO_END                                               \
  "  mqtt.setServer(\"@HOST@\", @PORT@);\n"                       \
  "}\n"                                                           \
  "\n"                                                            \
  "void loop() {\n"                                               \
  "  while (!mqtt.connected())\n"                                 \
  "    if (!mqtt.connect(\"my-device\"@USER@)) delay(2000);\n"    \
  "  mqtt.loop();\n"                                              \
  "  mqtt.publish(\"lab/device/value\", String(analogRead(A0)).c_str());\n" \
  "  delay(1000);\n"                                              \
  "}\n"

#define ARDUINO_USER ", \"USER\", \"PASSWORD\""

static const Template templates[SOL_N_SKETCHES] = {
  [SOL_SKETCH_ESP32] = {
    "ESP32",
    "// Library: PubSubClient\n"
    "#include <WiFi.h>\n"
    "#include <PubSubClient.h>\n"
    "\n"
    "WiFiClient net;\n"
    ARDUINO_CLIENT
    "void setup() {\n"
    "  WiFi.begin(\"WI-FI NAME\", \"WI-FI PASSWORD\");\n"
    "  while (WiFi.status() != WL_CONNECTED) delay(200);\n"
    ARDUINO_END,
    ARDUINO_USER,
  },
  [SOL_SKETCH_ARDUINO] = {
    "Arduino",
    "// Libraries: Ethernet, PubSubClient\n"
    "#include <SPI.h>\n"
    "#include <Ethernet.h>\n"
    "#include <PubSubClient.h>\n"
    "\n"
    "byte mac[] = {0x02, 0x00, 0x00, 0x00, 0x00, 0x01};\n"
    "EthernetClient net;\n"
    ARDUINO_CLIENT
    "void setup() {\n"
    "  Ethernet.begin(mac);\n"
    ARDUINO_END,
    ARDUINO_USER,
  },
  [SOL_SKETCH_MICROPYTHON] = {
    "MicroPython",
    "import time, network\n"
    "from umqtt.simple import MQTTClient\n"
    "\n"
    "wlan = network.WLAN(network.STA_IF)\n"
    "wlan.active(True)\n"
    "wlan.connect(\"WI-FI NAME\", \"WI-FI PASSWORD\")\n"
    "while not wlan.isconnected():\n"
    "    time.sleep(0.2)\n"
    "\n"
    "client = MQTTClient(\"my-device\", \"@HOST@\", port=@PORT@, keepalive=60@USER@)\n"
    "client.connect()\n"
    "value = 0\n"
    "while True:\n"
    "    client.publish(b\"lab/device/value\", str(value).encode())\n"
    "    value += 1\n"
    "    time.sleep(1)\n",
    ", user=\"USER\", password=\"PASSWORD\"",
  },
  [SOL_SKETCH_PYTHON] = {
    "Python",
    "# pip install paho-mqtt\n"
    "import math, time\n"
    "from paho.mqtt import publish\n"
    "\n"
    "while True:\n"
    "    publish.single(\"lab/device/value\", math.sin(time.time()),\n"
    "                   hostname=\"@HOST@\", port=@PORT@@USER@)\n"
    "    time.sleep(1)\n",
    ",\n                   auth={\"username\": \"USER\", \"password\": \"PASSWORD\"}",
  },
  [SOL_SKETCH_MOSQUITTO] = {
    "mosquitto",
    "while sleep 1; do\n"
    "  date +%S\n"
    "done | mosquitto_pub -h @HOST@ -p @PORT@@USER@ -t lab/device/value -l\n",
    " -u USER -P PASSWORD",
  },
};

const char *
sol_sketch_get_name (SolSketch kind)
{
  g_return_val_if_fail (kind < SOL_N_SKETCHES, NULL);
  return templates[kind].name;
}

char *
sol_sketch_write (SolSketch   kind,
                  const char *host,
                  guint16     port,
                  gboolean    wants_user)
{
  g_autofree char *port_text = g_strdup_printf ("%u", port);
  g_autoptr (GString) text = NULL;

  g_return_val_if_fail (kind < SOL_N_SKETCHES, NULL);
  text = g_string_new (templates[kind].text);
  g_string_replace (text, "@USER@", wants_user ? templates[kind].user : "", 0);
  g_string_replace (text, "@PORT@", port_text, 0);
  g_string_replace (text, "@HOST@", host, 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
