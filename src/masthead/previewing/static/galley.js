/** A galley: the pages of one text, one under the other. Only those near what is seen are drawn. */

import { byId, element } from "./elements.js";
import { openPdf, sizesOf } from "./engine.js";
import { goTo, placeIn } from "./place.js";
import { Sheet } from "./sheet.js";

/** @typedef {import("./place.js").Place} Place */

/** CSS pixels to a point at 100 %. */
export const FULL = 96 / 72;
/** How far beyond what is seen pages are drawn, as a part of its height. */
const NEAR = "60% 0px";

export class Galley {
  address = "";
  /** Digest of the PDF that is shown. */
  digest = "";
  scale = FULL;
  /** @type {number | null} */
  #zoom = null;
  /** @type {any} */
  #pdf = null;
  /** @type {Sheet[]} */
  #sheets = [];
  /** @type {Map<Element, Sheet>} */
  #byElement = new Map();
  /** @type {Set<Sheet>} */
  #near = new Set();
  /** @type {{width: number, height: number}[]} */
  #sizes = [];
  #turn = 0;
  #drawing = false;
  #again = false;

  /**
   * @param {string} id of the section that it fills
   * @param {{moved: (galley: Galley) => void, scaled: (galley: Galley) => void}} listener
   */
  constructor(id, listener) {
    this.listener = listener;
    this.section = byId(id);
    this.title = element("h2", { class: "galley-title" });
    this.number = /** @type {HTMLInputElement} */ (
      element("input", { type: "text", inputmode: "numeric", value: "1", class: "number", "aria-label": "Page" })
    );
    this.total = element("span", { class: "total" });
    const pages = element("p", { class: "folio" }, "page ", this.number, " of ", this.total);
    this.scroller = element("div", { class: "scroller", tabindex: "0", role: "region" });
    this.section.append(element("header", { class: "galley-head" }, this.title, pages), this.scroller);
    this.number.addEventListener("change", () => this.#goToNumber());
    this.scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.#observer = new IntersectionObserver((seen) => this.#seen(seen), { root: this.scroller, rootMargin: NEAR });
    new ResizeObserver(() => this.#fit()).observe(this.scroller);
  }

  /** @type {IntersectionObserver} */
  #observer;

  /**
   * Take another text: what is shown goes.
   * @param {string} address
   */
  take(address) {
    this.#turn += 1;
    this.address = address;
    this.section.classList.toggle("empty", !address);
    this.digest = "";
    this.#keep(0);
    this.#sizes = [];
    this.#let(this.#pdf);
    this.#pdf = null;
    this.total.textContent = "0";
  }

  /**
   * Say which text it is.
   * @param {string} name
   */
  name(name) {
    this.title.textContent = name;
    this.scroller.setAttribute("aria-label", `Pages of ${name}`);
  }

  /**
   * Show a PDF. Where one is shown already, the place is kept, and each page stays until the new one is drawn.
   * @param {string} digest
   * @param {ArrayBuffer} data
   * @param {Place} place where to begin with a text's first PDF
   */
  async show(digest, data, place) {
    const turn = (this.#turn += 1);
    const pdf = await openPdf(data);
    const sizes = await sizesOf(pdf);
    if (turn !== this.#turn) return this.#let(pdf);
    const old = this.#pdf;
    const target = old ? this.place() : place;
    [this.#pdf, this.#sizes, this.digest] = [pdf, sizes, digest];
    sizes.forEach((size, index) => this.#sheet(index).resize(size));
    this.total.textContent = String(sizes.length);
    this.#fit();
    this.go(target);
    await this.#draw();
    if (turn === this.#turn) this.#keep(sizes.length);
    this.#scrolled();
    return this.#let(old);
  }

  /** @returns {Place} */
  place() {
    return placeIn(this.scroller, this.#elements());
  }

  /** @param {Place} place */
  go(place) {
    goTo(this.scroller, this.#elements(), place);
  }

  /**
   * Go a number of pages on, or back.
   * @param {number} pages
   */
  turn(pages) {
    const { page, part } = this.place();
    const back = pages < 0 && part > 0.02 ? 1 : 0; // first to the head of the page that is seen
    this.go({ page: Math.max(1, page + pages + back), part: 0 });
  }

  /**
   * Show pages at this zoom; as wide as there is room where it is null.
   * @param {number | null} zoom 1 is the size on paper
   */
  zoom(zoom) {
    this.#zoom = zoom;
    this.#fit();
  }

  #goToNumber() {
    this.go({ page: Math.max(1, Math.floor(Number(this.number.value)) || 1), part: 0 });
    this.scroller.focus();
    this.#scrolled();
  }

  /** @param {number} index @returns {Sheet} */
  #sheet(index) {
    while (this.#sheets.length <= index) {
      const sheet = new Sheet(this.#sheets.length + 1);
      this.#sheets.push(sheet);
      this.#byElement.set(sheet.element, sheet);
      this.scroller.append(sheet.element);
      this.#observer.observe(sheet.element);
    }
    return this.#sheets[index];
  }

  /** Keep the first sheets and take the others away. @param {number} count */
  #keep(count) {
    for (const sheet of this.#sheets.splice(count)) {
      sheet.clear();
      this.#observer.unobserve(sheet.element);
      this.#near.delete(sheet);
      this.#byElement.delete(sheet.element);
      sheet.element.remove();
    }
  }

  #elements() {
    return this.#sheets.map((sheet) => sheet.element);
  }

  #fit() {
    if (!this.#sizes.length || !this.scroller.clientWidth) return;
    const style = getComputedStyle(this.scroller);
    const room = this.scroller.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const widest = Math.max(...this.#sizes.map((size) => size.width));
    const scale = this.#zoom === null ? room / widest : this.#zoom * FULL;
    if (Math.abs(scale - this.scale) > 1e-4) {
      const place = this.place();
      this.scale = scale;
      this.scroller.style.setProperty("--scale", String(scale));
      this.go(place);
    }
    this.listener.scaled(this);
    this.#draw();
  }

  /** @param {IntersectionObserverEntry[]} seen */
  #seen(seen) {
    for (const { target, isIntersecting } of seen) {
      const sheet = this.#byElement.get(target);
      if (!sheet) continue;
      if (isIntersecting) this.#near.add(sheet);
      else if (this.#near.delete(sheet)) sheet.clear();
    }
    this.#draw();
  }

  #scrolled() {
    const { page } = placeIn(this.scroller, this.#elements(), this.scroller.clientHeight * 0.4);
    if (document.activeElement !== this.number) this.number.value = String(page);
    this.listener.moved(this);
  }

  /** Draw the sheets that are near, one after the other; one call at a time does it for all. */
  async #draw() {
    if (this.#drawing) {
      this.#again = true;
      return;
    }
    this.#drawing = true;
    try {
      do {
        this.#again = false;
        await this.#drawNear();
      } while (this.#again);
    } finally {
      this.#drawing = false;
    }
  }

  async #drawNear() {
    const [pdf, density] = [this.#pdf, this.scale * devicePixelRatio];
    if (!pdf) return;
    const here = this.place().page;
    const distance = (/** @type {Sheet} */ sheet) => Math.abs(sheet.number - here);
    for (const sheet of [...this.#near].sort((one, other) => distance(one) - distance(other))) {
      if (this.#again || sheet.number > pdf.numPages) continue;
      await sheet.draw(pdf, density, `${this.digest} ${density}`).catch((error) => this.#failed(error, pdf));
    }
  }

  /** A page that could not be drawn is no matter where it was cancelled or its PDF let go of. */
  #failed(/** @type {Error} */ error, /** @type {any} */ pdf) {
    const cancelled = ["RenderingCancelledException", "AbortException"].includes(error.name);
    if (!cancelled && pdf === this.#pdf) throw error;
  }

  /** Let go of a PDF. @param {any} pdf */
  #let(pdf) {
    pdf?.loadingTask.destroy();
  }
}
