/** In a narrow window the list of documents is a menu over the pages. */

import { byId } from "./elements.js";

const BEHIND = ["desk", "problems", "status"];

/** Let the menu be opened and closed. */
export function menu() {
  byId("menu").addEventListener("click", () => (listing() ? fold() : unfold()));
  byId("documents").addEventListener("keydown", (event) => {
    if (event.key === "Escape" && listing()) fold(byId("menu"));
  });
}

/** Go to where a document is found, in the menu where there is one. */
export function find() {
  if (getComputedStyle(byId("menu")).display !== "none") unfold();
  byId("filter").focus();
}

/**
 * Close the menu; nothing happens where it is not open.
 * @param {HTMLElement | null} next what has the focus then; the pages where it is not given
 */
export function fold(next = document.querySelector("#first .scroller")) {
  if (!listing()) return;
  show(false);
  next?.focus();
}

function unfold() {
  show(true);
  byId("filter").focus();
}

function listing() {
  return document.body.classList.contains("listing");
}

/** @param {boolean} yes */
function show(yes) {
  document.body.classList.toggle("listing", yes);
  byId("menu").setAttribute("aria-expanded", String(yes));
  for (const id of BEHIND) byId(id).inert = yes;
}
