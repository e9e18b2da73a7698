/** Which other text of the same document stands beside the one that is open. */

import { languageOf } from "./catalogue.js";
import { byId } from "./elements.js";

export class Beside {
  #offered = ""; // a list that is open would close if it were filled again

  /** @param {(address: string) => void} chosen hears the address; an empty one for none */
  constructor(chosen) {
    this.select = /** @type {HTMLSelectElement} */ (byId("beside"));
    this.chosen = chosen;
    this.select.addEventListener("change", () => chosen(this.select.value));
  }

  /**
   * Offer the texts of a document, but for the one that is open.
   * @param {import("./catalogue.js").Text[]} texts
   * @param {string} open
   * @param {string} beside
   */
  offer(texts, open, beside) {
    const others = texts.filter((text) => text.address !== open);
    const key = JSON.stringify(others);
    if (key !== this.#offered) this.#fill(others);
    this.#offered = key;
    this.select.value = beside;
    this.select.disabled = !others.length;
  }

  /** @param {import("./catalogue.js").Text[]} others */
  #fill(others) {
    const options = others.map((text) => new Option(languageOf(text.name), text.address));
    this.select.replaceChildren(new Option("nothing", ""), ...options);
  }

  /** Choose the next text, and none after the last. */
  next() {
    const count = this.select.options.length;
    if (count < 2) return;
    this.select.selectedIndex = (this.select.selectedIndex + 1) % count;
    this.chosen(this.select.value);
  }
}
