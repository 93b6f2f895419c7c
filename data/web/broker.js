// SPDX-FileCopyrightText: 2026 The Soliton authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The Broker section: state, counters, addresses, configuration.
import { api } from './api.js';
import { t } from './i18n.js';
import { $, make, onSubmit, render, setState, toast } from './ui.js';

const words = { running: 'Running', stopped: 'Stopped', starting: 'Starting…', stopping: 'Stopping…' };
// The fields of the form, beside the host
const numbers = ['port', 'websocket_port', 'tls_port', 'max_connections', 'max_keepalive', 'max_inflight', 'max_publish_rate',
  'max_queued_messages', 'max_retained', 'max_sessions', 'max_session_expiry', 'max_login_failures', 'sys_interval'];
// Octets, which a person reads and writes in KiB
const sizes = ['max_publish_bytes', 'max_packet_bytes', 'max_queue_bytes', 'max_total_bytes', 'max_retained_bytes'];
const texts = ['tls_certificate', 'tls_key', 'tls_client_ca', 'durability'];
const switches = ['allow_anonymous', 'tls_require_client', 'tls_identity'];
let status = null;
let before = null;
let isEdited = false;
// What the form began with: only what a person changed is sent
let loaded = {};

export const getStatus = () => status;

/** Where this page's own MQTT client connects to; null while the listener is off. */
export function webSocketUrl() {
  const port = status?.websocket_port;
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  return port > 0 ? `${scheme}://${location.hostname}:${port}/mqtt` : null;
}

const perSecond = (name) => {
  if (!before || status.time <= before.time) return 0;
  return Math.max(0, (status.stats[name] - before.stats[name]) / (status.time - before.time));
};

const short = (value) => new Intl.NumberFormat(undefined, { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);

const octets = (value) => (value < 1024 ? `${value} B` : value < 1048576 ? `${short(value / 1024)} KiB` : `${short(value / 1048576)} MiB`);

function tiles() {
  const { stats } = status;
  return [
    [short(perSecond('messages_in')), 'messages in /s'],
    [short(perSecond('messages_out')), 'messages out /s'],
    [stats.connections, 'clients'],
    [stats.subscriptions, 'subscriptions'],
    [stats.retained, 'retained messages'],
    [octets(stats.queued_bytes), 'waiting to be sent'],
    [stats.dropped, 'dropped, queue full'],
    [stats.refused, 'refused'],
    [stats.lasting_sessions, 'lasting sessions'],
    [stats.refused_sessions, 'lasting sessions refused'],
    [stats.expired, 'expired, nobody came in time'],
    [stats.too_large_out, 'too large for the receiver'],
    [stats.slowed, 'slowed, published too fast'],
    [stats.waiting, 'slowed now'],
  ];
}

function showTiles() {
  const rows = tiles();
  const parent = $('#tiles');
  render(parent, rows.map(([, key]) => t(key)), () => rows.map(([, key]) => make('div', { className: 'tile' },
    make('b'), make('span', { textContent: t(key) }))));
  rows.forEach(([value], i) => { parent.children[i].firstChild.textContent = value; });
}

async function copy(text) {
  await navigator.clipboard.writeText(text);
  toast(t('Copied'));
}

function addressRow(text, kind) {
  const button = make('button', { type: 'button', className: 'flat', textContent: t('Copy') });
  button.addEventListener('click', () => copy(text));
  return make('li', {}, make('code', { textContent: text }), make('span', { className: 'hint', textContent: kind }), button);
}

function showAddresses() {
  const running = status.state === 'running';
  const rows = [];
  for (const address of running ? status.addresses : []) {
    rows.push([`${address}:${status.port}`, 'MQTT']);
    if (status.tls_port > 0) rows.push([`${address}:${status.tls_port}`, 'MQTT, TLS']);
    if (status.tls_port > 0) rows.push([`wss://${address}:${status.tls_port}/mqtt`, 'WebSocket, TLS']);
    if (status.websocket_port > 0) rows.push([`ws://${address}:${status.websocket_port}/mqtt`, 'WebSocket']);
  }
  const nothing = running ? t('Only this computer can connect.') : t('The broker is stopped.');
  render($('#addresses'), [rows, nothing], () => (rows.length
    ? rows.map((row) => addressRow(...row))
    : [make('li', { className: 'hint', textContent: nothing })]));
}

/** Two weeks before the certificate ends it is time to renew it. */
function showTls() {
  const days = Math.floor(((status.tls_expiry ?? 0) - status.time) / 86400);
  const state = $('#tls-state');
  if (!status.tls_expiry) state.textContent = t('Off. Certificates for this computer are made with one click.');
  else if (days < 0) state.textContent = t('The certificate has ended: clients refuse it. Make it anew.');
  else state.textContent = `${t('Days until the certificate ends')}: ${days}`;
  state.classList.toggle('error', Boolean(status.tls_expiry) && days < 14);
}

async function loadTls() {
  $('#tls-ca').hidden = !(await api.tls()).ca;
}

function showState() {
  const running = status.state === 'running';
  setState($('#state'), running ? 'on' : 'off', t(words[status.state] ?? status.state));
  const toggle = $('#broker-toggle');
  toggle.hidden = false;
  toggle.disabled = !['running', 'stopped'].includes(status.state);
  toggle.className = running ? '' : 'suggested';
  toggle.textContent = t(running ? 'Stop Broker' : 'Start Broker');
  const banner = $('#banner');
  const isFailing = running && status.stats.store_failing;
  banner.hidden = !(isFailing || (running && status.is_open && status.allow_anonymous));
  banner.textContent = isFailing
    ? t('The database takes nothing now: messages that must be kept are refused. The log says why.')
    : t('Anyone on your network can connect without a password.');
}

async function loadConfig() {
  const config = await api.config();
  const { elements } = $('#config');
  if (![...elements.host.options].some((option) => option.value === config.host)) {
    elements.host.append(make('option', { value: config.host, textContent: config.host }));
  }
  for (const name of ['host', ...numbers, ...texts]) elements[name].value = config[name];
  for (const name of sizes) elements[name].value = config[name] / 1024;
  for (const name of switches) elements[name].checked = config[name];
  loaded = readConfig(elements);
  isEdited = false;
  await loadTls();
}

function readConfig(elements) {
  const config = { host: elements.host.value };
  for (const name of numbers) config[name] = elements[name].valueAsNumber;
  for (const name of sizes) config[name] = Math.round(elements[name].valueAsNumber * 1024);
  for (const name of texts) config[name] = elements[name].value;
  for (const name of switches) config[name] = elements[name].checked;
  return config;
}

function changes(elements) {
  return Object.fromEntries(Object.entries(readConfig(elements)).filter(([name, value]) => loaded[name] !== value));
}

export async function refreshBroker() {
  const next = await api.status();
  before = status;
  status = next;
  showState();
  showTiles();
  showAddresses();
  showTls();
  if (!isEdited && before?.revision !== status.revision) await loadConfig();
}

export function startBroker() {
  $('#broker-toggle').addEventListener('click', async () => {
    try {
      await (status.state === 'running' ? api.stop() : api.start());
    } catch (error) {
      toast(error.message);
    }
    await refreshBroker();
  });
  $('#tls-make').addEventListener('click', async () => {
    try {
      await api.makeCertificates();
      toast(t('Certificates made. Devices need the file of the authority.'));
    } catch (error) {
      toast(error.message);
    }
    isEdited = false;
    await refreshBroker();
  });
  $('#config').addEventListener('input', () => { isEdited = true; });
  onSubmit($('#config'), async (elements) => {
    await api.saveConfig(changes(elements));
    isEdited = false;
    toast(t('Configuration applied'));
    await refreshBroker();
  });
}
