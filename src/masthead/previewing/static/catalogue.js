/** The list of documents and their texts: filtered by typing, walked by arrow keys, those with problems marked. */

import { hashOf, plain } from "./address.js";
import { byId, counted, element } from "./elements.js";

/** @typedef {{address: string, name: string}} Text */
/** @typedef {{name: string, texts: Text[]}} Document */

const byName = new Intl.Collator("en", { numeric: true });
const languages = new Intl.DisplayNames(["en"], { type: "language" });

/**
 * Return the English name of the language whose code names a text, or the name as it is.
 * @param {string} name
 */
export function languageOf(name) {
  try {
    return languages.of(name) ?? name;
  } catch {
    return name;
  }
}

export class Catalogue {
  /** @type {Document[]} */
  documents = [];
  /** @type {Map<string, HTMLElement>} */
  #links = new Map();
  /** @type {Map<string, {document: Document, name: string}>} */
  #texts = new Map();
  /** @type {Map<string, number>} */
  #marks = new Map();
  #current = "";
  #shown = "";

  constructor() {
    this.list = byId("list");
    this.filter = /** @type {HTMLInputElement} */ (byId("filter"));
    this.filter.addEventListener("input", () => this.#sift());
    this.filter.addEventListener("keydown", (event) => this.#fromFilter(event));
    this.list.addEventListener("keydown", (event) => this.#walk(event));
    this.list.addEventListener("focusin", (event) => this.#rove(/** @type {HTMLElement} */ (event.target)));
  }

  /**
   * Show these documents, A/RES/80/2 before A/RES/80/10.
   * @param {Document[]} documents
   */
  show(documents) {
    const key = JSON.stringify(documents);
    if (key === this.#shown) return;
    this.#shown = key;
    const focused = this.list.contains(document.activeElement) ? this.#focusedAddress() : "";
    this.documents = documents.toSorted((one, other) => byName.compare(one.name, other.name));
    this.#links.clear();
    this.#texts.clear();
    for (const each of documents) {
      for (const { address, name } of each.texts) this.#texts.set(address, { document: each, name });
    }
    this.list.replaceChildren(...this.documents.map((each) => this.#row(each)));
    for (const address of this.#links.keys()) this.#label(address);
    this.open(this.#current);
    this.#sift();
    this.#links.get(focused)?.focus();
  }

  /**
   * Mark the texts that have problems.
   * @param {Record<string, number>} marks how many, by address
   */
  mark(marks) {
    for (const [address, count] of Object.entries(marks)) {
      if (count === (this.#marks.get(address) ?? 0)) continue;
      this.#marks.set(address, count);
      this.#label(address);
    }
  }

  /**
   * Show which text is open.
   * @param {string} address
   */
  open(address) {
    this.#current = address;
    for (const [each, link] of this.#links) {
      if (each === address) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
      link.tabIndex = -1;
    }
    const first = this.#links.get(address) ?? this.#links.values().next().value;
    if (first) first.tabIndex = 0;
  }

  /**
   * Return the document that has a text at this address.
   * @param {string} address
   */
  documentOf(address) {
    return this.#texts.get(address)?.document;
  }

  /**
   * Return what a text is called: its document, and its language where it has one.
   * @param {string} address
   */
  nameOf(address) {
    const found = this.#texts.get(address);
    if (!found) return plain(address);
    return found.name ? `${found.document.name}, ${languageOf(found.name)}` : found.document.name;
  }

  /** @param {Document} each */
  #row(each) {
    const single = each.texts.length === 1 && !each.texts[0].name;
    const links = each.texts.map((text) => this.#link(text));
    if (single) return element("li", { class: "row" }, ...links);
    const texts = element("span", { class: "texts" }, ...links);
    return element("li", { class: "row" }, element("span", { class: "name" }, each.name), texts);
  }

  /** @param {Text} text */
  #link(text) {
    const link = element("a", { class: "text", href: hashOf([text.address]), "data-address": text.address });
    this.#links.set(text.address, link);
    return link;
  }

  /** @param {string} address */
  #label(address) {
    const link = this.#links.get(address);
    const found = this.#texts.get(address);
    if (!link || !found) return;
    const count = this.#marks.get(address) ?? 0;
    link.replaceChildren(element("span", { class: found.name ? "code" : "name" }, found.name || found.document.name));
    if (count) link.append(element("span", { class: "mark", "aria-hidden": "true" }, String(count)));
    const label = [this.nameOf(address), count ? counted(count, "problem") : ""].filter(Boolean).join(", ");
    link.setAttribute("aria-label", label);
    link.title = label;
  }

  #sift() {
    const words = this.filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    this.documents.forEach((each, index) => {
      const name = each.name.toLowerCase();
      const row = /** @type {HTMLElement} */ (this.list.children[index]);
      row.hidden = !words.every((word) => name.includes(word));
      shown += row.hidden ? 0 : 1;
    });
    const all = this.documents.length;
    byId("found").textContent = words.length ? `${shown} of ${counted(all, "document")}` : counted(all, "document");
  }

  /** @returns {HTMLElement[][]} the links of each row that is shown */
  #rows() {
    const rows = [...this.list.children].filter((row) => !(/** @type {HTMLElement} */ (row).hidden));
    return rows.map((row) => /** @type {HTMLElement[]} */ ([...row.querySelectorAll("a")]));
  }

  /** @param {KeyboardEvent} event */
  #fromFilter(event) {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    this.#rows()[0]?.[0]?.focus();
  }

  /** @param {KeyboardEvent} event */
  #walk(event) {
    const rows = this.#rows();
    const at = rows.findIndex((row) => row.includes(/** @type {HTMLElement} */ (document.activeElement)));
    if (at < 0) return;
    const column = rows[at].indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const target = destination(event.key, rows, at, column);
    if (!target) return;
    event.preventDefault();
    target.focus();
  }

  #focusedAddress() {
    return /** @type {HTMLElement} */ (document.activeElement)?.dataset.address ?? "";
  }

  /** @param {HTMLElement} focused */
  #rove(focused) {
    for (const link of this.#links.values()) link.tabIndex = link === focused ? 0 : -1;
  }
}

/**
 * Return the link that a key leads to from the link in this row and column.
 * @param {string} key
 * @param {HTMLElement[][]} rows
 * @param {number} at
 * @param {number} column
 */
function destination(key, rows, at, column) {
  const inRow = (/** @type {number} */ index) => {
    const row = rows[index];
    return row?.[Math.min(column, row.length - 1)];
  };
  switch (key) {
    case "ArrowDown": return inRow(at + 1);
    case "ArrowUp": return inRow(at - 1);
    case "ArrowRight": return rows[at][column + 1];
    case "ArrowLeft": return rows[at][column - 1];
    case "Home": return rows[0][0];
    case "End": return rows[rows.length - 1][0];
    default: return undefined;
  }
}
