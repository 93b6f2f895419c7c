// SPDX-FileCopyrightText: 2026 The Soliton authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The page: sections by the address's fragment, each refreshed while it is shown.
import { refreshAccess, startAccess } from './access.js';
import { refreshBroker, startBroker } from './broker.js';
import { resizeChart, startChart } from './chart.js';
import { getLanguage, setLanguage, t, translate } from './i18n.js';
import { refreshClients, refreshTopics, refreshUsers, startLists } from './lists.js';
import { startTestClient } from './testclient.js';
import { $, setState } from './ui.js';

const PERIOD_MS = 1000;
const refreshers = { users: refreshUsers, access: refreshAccess, clients: refreshClients, topics: refreshTopics };

const shown = () => {
  const name = location.hash.slice(1);
  return $(`main > section[id="${CSS.escape(name)}"]`) ? name : 'broker';
};

async function refresh() {
  try {
    await refreshBroker();
    await refreshers[shown()]?.();
  } catch {
    setState($('#state'), 'off', t('Soliton does not answer'));
  }
}

function show() {
  for (const section of document.querySelectorAll('main > section')) section.hidden = section.id !== shown();
  for (const tab of document.querySelectorAll('.tabs a')) {
    tab.setAttribute('aria-selected', String(tab.hash === `#${shown()}`));
  }
  resizeChart();
  refresh();
}

async function loop() {
  if (!document.hidden) await refresh();
  setTimeout(loop, PERIOD_MS);
}

translate();
startBroker();
startLists();
startAccess();
startTestClient();
startChart();
$('#language').value = getLanguage();
$('#language').addEventListener('change', (event) => setLanguage(event.target.value));
document.addEventListener('language', refresh);
addEventListener('hashchange', show);
show();
loop();
