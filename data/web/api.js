// SPDX-FileCopyrightText: 2026 The Soliton authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Calls of the REST interface. A refusal is thrown as an Error with `status` and, where the answer names one, `field`.

async function call(method, path, body) {
  const options = { method, headers: { Accept: 'application/json' } };
  if (body !== undefined) {
    options.headers['Content-Type'] = 'application/json';
    options.body = JSON.stringify(body);
  }
  const response = await fetch(path, options);
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) {
    const error = new Error(answer.detail ?? answer.title ?? response.statusText);
    error.status = response.status;
    error.field = answer.field ?? answer.pointer?.slice(1);
    throw error;
  }
  return answer;
}

export const api = {
  status: () => call('GET', 'api/v1/status'),
  start: () => call('POST', 'api/v1/broker/start', {}),
  stop: () => call('POST', 'api/v1/broker/stop', {}),
  config: () => call('GET', 'api/v1/config'),
  tls: () => call('GET', 'api/v1/tls'),
  makeCertificates: () => call('POST', 'api/v1/tls/certificates', {}),
  saveConfig: (config) => call('POST', 'config', config),
  users: () => call('GET', 'users'),
  saveUser: (username, password) => call('POST', 'users', { username, password }),
  removeUser: (username) => call('DELETE', `users/${encodeURIComponent(username)}`),
  clients: () => call('GET', 'clients'),
  kick: (id) => call('DELETE', `api/v1/clients/${encodeURIComponent(id)}`),
  acl: () => call('GET', 'api/v1/acl'),
  saveAcl: (acl) => call('PUT', 'api/v1/acl', acl),
  testAcl: (question) => call('POST', 'api/v1/acl/test', question),
  importAcl: (file) => call('POST', 'api/v1/acl/import', file),
  importUsers: (file) => call('POST', 'api/v1/users/import', file),
  bans: () => call('GET', 'api/v1/bans'),
  ban: (ban) => call('POST', 'api/v1/bans', ban),
  removeBan: (name) => call('DELETE', `api/v1/bans/${encodeURIComponent(name)}`),
  log: (limit) => call('GET', `api/v1/log?limit=${limit}`),
  topics: () => call('GET', 'topics'),
  publish: (message) => call('POST', 'publish', message),
};
