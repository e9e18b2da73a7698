/** Zoom: as wide as there is room, or a size of one's own. */

import { byId } from "./elements.js";
import { FULL } from "./galley.js";

const STEP = 1.15;
const SMALLEST = 0.2;
const LARGEST = 5;

export class Zoom {
  /** @type {number | null} */
  #own = null;

  /** @param {import("./galley.js").Galley[]} galleys */
  constructor(galleys) {
    this.galleys = galleys;
    byId("smaller").addEventListener("click", () => this.by(-1));
    byId("larger").addEventListener("click", () => this.by(1));
    byId("fit").addEventListener("click", () => this.set(null));
  }

  /** Make pages larger by some steps, or smaller. @param {number} steps */
  by(steps) {
    const zoom = this.#shown() * STEP ** steps;
    this.set(Math.min(LARGEST, Math.max(SMALLEST, zoom)));
  }

  /** @param {number | null} zoom 1 is the size on paper; null fits the width */
  set(zoom) {
    this.#own = zoom;
    for (const galley of this.galleys) galley.zoom(zoom);
    this.tell();
  }

  /** Say how large pages are. */
  tell() {
    byId("zoom").textContent = `${Math.round(this.#shown() * 100)} %`;
    byId("fit").setAttribute("aria-pressed", String(this.#own === null));
  }

  #shown() {
    return this.#own ?? this.galleys[0].scale / FULL;
  }
}
