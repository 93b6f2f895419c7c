// SPDX-FileCopyrightText: 2026 The Soliton authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The sections that list what the broker knows: users, clients, topics with their subscribers.
import { api } from './api.js';
import { t } from './i18n.js';
import { $, make, onSubmit, render, toast } from './ui.js';

const action = (text, run) => {
  const button = make('button', { type: 'button', className: 'flat danger', textContent: text });
  button.addEventListener('click', () => run().catch((error) => toast(error.message)));
  return button;
};

async function removeUser(name) {
  if (!confirm(t('Remove the user “{name}”? Its clients are disconnected.', { name }))) return;
  await api.removeUser(name);
  toast(t('User “{name}” removed', { name }));
  await refreshUsers();
}

export async function refreshUsers() {
  const names = await api.users();
  const empty = t('No users yet. While anonymous access is off, only users listed here get in.');
  render($('#user-list'), [names, empty], () => (names.length
    ? names.map((name) => make('li', {}, make('span', { textContent: name }), action(t('Remove'), () => removeUser(name))))
    : [make('li', { className: 'hint', textContent: empty })]));
}

async function kick(name) {
  await api.kick(name);
  toast(t('Client “{name}” disconnected', { name }));
  await refreshClients();
}

async function ban(name) {
  if (!confirm(t('Ban the client “{name}”? It is disconnected and cannot come back until the ban is removed.', { name }))) return;
  await api.ban({ kind: 'client', value: name, seconds: 0 });
  toast(t('Client “{name}” banned', { name }));
  await refreshClients();
}

function clientRow([id, client]) {
  const cells = [id, client.username ?? '', client.address ?? '', t(client.connected ? 'connected' : 'away'),
    client.subscriptions.join(', ')];
  return make('tr', {}, ...cells.map((text) => make('td', { textContent: text })),
    make('td', {}, client.connected ? action(t('Disconnect'), () => kick(id)) : '', action(t('Ban'), () => ban(id))));
}

const matches = (filter, ...texts) => {
  const wanted = filter.value.trim().toLowerCase();
  return texts.some((text) => text.toLowerCase().includes(wanted));
};

export async function refreshClients() {
  const filter = $('#client-filter');
  const all = Object.entries(await api.clients());
  const rows = all.filter(([id, client]) => matches(filter, id, client.username ?? '', client.address ?? ''));
  render($('#client-rows'), [rows.map(([id, c]) => [id, c.username, c.address, c.connected, c.subscriptions]), t('away')],
    () => rows.map(clientRow));
  $('#client-empty').hidden = all.length > 0;
}

export async function refreshTopics() {
  const all = Object.entries(await api.topics());
  const rows = all.filter(([topic, ids]) => matches($('#topic-filter'), topic, ...ids));
  render($('#topic-rows'), rows, () => rows.map(([topic, ids]) => make('tr', {},
    make('td', {}, make('code', { textContent: topic })), make('td', { textContent: ids.join(', ') }))));
  $('#topic-empty').hidden = all.length > 0;
}

export function startLists() {
  onSubmit($('#user-form'), async (elements) => {
    const name = elements.username.value;
    await api.saveUser(name, elements.password.value);
    elements.username.form.reset();
    toast(t('User “{name}” saved', { name }));
    await refreshUsers();
  });
  onSubmit($('#publish-form'), async (elements) => {
    await api.publish({
      topic: elements.topic.value,
      message: elements.message.value,
      qos: Number(elements.qos.value),
      retain: elements.retain.checked,
    });
    toast(t('Published'));
  });
  $('#client-filter').addEventListener('input', refreshClients);
  $('#topic-filter').addEventListener('input', refreshTopics);
}
