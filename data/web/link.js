// SPDX-FileCopyrightText: 2026 The Soliton authors
// SPDX-License-Identifier: GPL-3.0-or-later
// An MQTT connection of this page over the broker's WebSocket.
import mqtt from './mqtt.esm.js';
import { webSocketUrl } from './broker.js';
import { t } from './i18n.js';

/** Resolves with a connected MQTT.js client; throws in words what keeps it from it. */
export function openLink(options = {}) {
  const url = webSocketUrl();
  if (!url) throw new Error(t('The WebSocket listener is off: set its port on the Broker page.'));
  // Timers of the page itself: the library's workers would need a looser content security policy.
  const client = mqtt.connect(url, { protocolVersion: 4, reconnectPeriod: 0, connectTimeout: 5000, timerVariant: 'native', ...options });
  return new Promise((resolve, reject) => {
    const fail = (error) => {
      client.end(true);
      reject(new Error(error?.message || t('Cannot reach the broker at {url}.', { url })));
    };
    client.once('error', fail);
    client.once('close', fail);
    client.once('connect', () => {
      client.off('error', fail);
      client.off('close', fail);
      client.options.reconnectPeriod = 1000;
      resolve(client);
    });
  });
}

/** MQTT.js answers a refused filter with code 128 or an error, by its version. */
export async function subscribe(client, filter, qos) {
  const [grant] = await client.subscribeAsync(filter, { qos }).catch(() => []);
  if (!grant || grant.qos >= 128) throw new Error(t('The broker refused this filter.'));
}
