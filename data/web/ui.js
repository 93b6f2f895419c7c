// SPDX-FileCopyrightText: 2026 The Soliton authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Small helpers of all sections: elements, toasts, forms that show what is wrong where it is wrong.

export const $ = (selector, root = document) => root.querySelector(selector);

/** An element of `tag` with `properties`, holding `children` (elements or text). */
export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

export function toast(text) {
  const element = make('div', { className: 'toast', textContent: text });
  $('#toasts').append(element);
  setTimeout(() => element.remove(), 4000);
}

export function setState(element, kind, text) {
  element.className = `state ${kind}`;
  element.lastElementChild.textContent = text;
}

export function showError(form, error) {
  const place = $('.error', form);
  place.textContent = error ? error.message : '';
  place.hidden = !error;
  for (const field of form.elements) field.removeAttribute('aria-invalid');
  const field = error?.field && form.elements[error.field];
  if (!field) return;
  field.setAttribute('aria-invalid', 'true');
  field.focus();
}

/** Runs `action(form.elements)` on submit; what it throws is shown in the form. */
export function onSubmit(form, action) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    showError(form);
    try {
      await action(form.elements);
    } catch (error) {
      showError(form, error);
    }
  });
}

/** Replaces the children of `parent` only when `signature` changed, so that nothing jumps or loses its focus. */
export function render(parent, signature, build) {
  const text = JSON.stringify(signature);
  if (parent.dataset.signature === text) return;
  parent.dataset.signature = text;
  parent.replaceChildren(...build());
}
