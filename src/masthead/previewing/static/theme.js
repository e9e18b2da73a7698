/** Light, dark, or as the machine has it: kept for the next visit. */

import { byId } from "./elements.js";

const KEY = "masthead-theme";

/** Set the colours as they were last chosen, and let them be chosen. */
export function theme() {
  const select = /** @type {HTMLSelectElement} */ (byId("theme"));
  const choose = (/** @type {string} */ name) => {
    document.documentElement.dataset.theme = name;
    select.value = name;
  };
  choose(kept());
  select.addEventListener("change", () => {
    choose(select.value);
    keep(select.value);
  });
}

function kept() {
  try {
    const name = localStorage.getItem(KEY) ?? "";
    return ["light", "dark"].includes(name) ? name : "auto";
  } catch {
    return "auto"; // a browser may forbid it
  }
}

/** @param {string} name */
function keep(name) {
  try {
    localStorage.setItem(KEY, name);
  } catch {
    // chosen for this visit alone
  }
}
