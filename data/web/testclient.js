// SPDX-FileCopyrightText: 2026 The Soliton authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The test client: connect, subscribe, publish and watch messages arrive.
import { openLink, subscribe } from './link.js';
import { t } from './i18n.js';
import { $, make, onSubmit, setState, showError } from './ui.js';

const KEPT = 200;
const decoder = new TextDecoder();
const waiting = [];
let client = null;
let received = 0;

function needClient() {
  if (!client) throw new Error(t('Connect the test client first.'));
  return client;
}

function showState() {
  const up = client?.connected ?? false;
  setState($('#test-state'), up ? 'on' : '', t(up ? 'Connected' : client ? 'Connecting…' : 'Disconnected'));
  const toggle = $('#test-toggle');
  toggle.textContent = t(client ? 'Disconnect' : 'Connect');
  toggle.className = client ? '' : 'suggested';
}

function messageRow({ topic, payload, packet, time }) {
  const meta = make('div', { className: 'meta' }, make('span', { textContent: time.toLocaleTimeString() }),
    make('code', { textContent: topic }), make('span', { textContent: `QoS ${packet.qos}` }),
    make('span', { textContent: t('{n} octets', { n: payload.length }) }));
  if (packet.retain) meta.append(make('span', { textContent: t('retained') }));
  return make('li', {}, meta, make('pre', { textContent: decoder.decode(payload.subarray(0, 4096)) }));
}

// A flood costs one redraw a frame, and the list holds the newest only.
function showMessages() {
  const list = $('#test-messages');
  list.prepend(...waiting.splice(0).reverse().map(messageRow));
  while (list.children.length > KEPT) list.lastChild.remove();
  $('#test-empty').hidden = list.children.length > 0;
  $('#test-count').textContent = t('{n} received, the last {kept} shown', { n: received, kept: list.children.length });
}

function onMessage(topic, payload, packet) {
  received += 1;
  if (waiting.length === 0) requestAnimationFrame(showMessages);
  waiting.push({ topic, payload, packet, time: new Date() });
  if (waiting.length > KEPT) waiting.shift();
}

async function disconnect() {
  const old = client;
  client = null;
  $('#test-filters').replaceChildren();
  await old.endAsync();
}

async function connect(elements) {
  const up = await openLink({
    clientId: elements.client_id.value,
    username: elements.username.value || undefined,
    password: elements.password.value || undefined,
  });
  client = up;
  up.on('message', onMessage);
  for (const name of ['connect', 'close']) up.on(name, showState);
  up.on('error', (error) => showError($('#test-connect'), error));
}

function addChip(filter) {
  const button = make('button', { type: 'button', className: 'flat', textContent: '✕', ariaLabel: t('Unsubscribe from {filter}', { filter }) });
  const chip = make('li', {}, make('code', { textContent: filter }), button);
  chip.dataset.filter = filter;
  button.addEventListener('click', async () => {
    await client?.unsubscribeAsync(filter);
    chip.remove();
  });
  $('#test-filters').append(chip);
}

export function startTestClient() {
  $('#test-connect').elements.client_id.value = `browser-${Math.random().toString(16).slice(2, 8)}`;
  onSubmit($('#test-connect'), async (elements) => {
    try {
      await (client ? disconnect() : connect(elements));
    } finally {
      showState();
    }
  });
  onSubmit($('#test-subscribe'), async (elements) => {
    const filter = elements.filter.value;
    await subscribe(needClient(), filter, Number(elements.qos.value));
    if (![...$('#test-filters').children].some((chip) => chip.dataset.filter === filter)) addChip(filter);
  });
  onSubmit($('#test-publish'), (elements) => needClient().publishAsync(elements.topic.value, elements.message.value, {
    qos: Number(elements.qos.value),
    retain: elements.retain.checked,
  }));
  $('#test-clear').addEventListener('click', () => {
    received = 0;
    $('#test-messages').replaceChildren();
    showMessages();
  });
  document.addEventListener('language', showState);
  showState();
}
