/** Keys that work anywhere in the page, but where a person types. */

import { byId } from "./elements.js";

/**
 * Let keys do what they are named for.
 * @param {Record<string, () => void>} actions by `KeyboardEvent.key`
 */
export function keys(actions) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || dialog().open) return;
    if (!Object.hasOwn(actions, event.key)) return;
    event.preventDefault();
    actions[event.key]();
  });
  byId("help").addEventListener("click", help);
  byId("keys-close").addEventListener("click", () => dialog().close());
}

/** Show the keys. */
export function help() {
  dialog().showModal();
}

function dialog() {
  return /** @type {HTMLDialogElement} */ (byId("keys"));
}

/** @param {EventTarget | null} target */
function typing(target) {
  return target instanceof Element && target.matches("input, select, textarea");
}
