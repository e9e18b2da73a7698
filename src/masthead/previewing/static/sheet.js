/** A sheet: the place of one page, and what is drawn on it while it is near. */

import { element } from "./elements.js";
import { TextLayer } from "./engine.js";

/** Pixels of the largest canvas: browsers draw nothing on one much larger. */
const MOST_PIXELS = 2 ** 24;

export class Sheet {
  /** What is drawn: a key that changes with the PDF, the scale and the density of the screen. */
  drawn = "";
  /** @type {any} */
  #task = null;

  /** @param {number} number counted from 1 */
  constructor(number) {
    this.number = number;
    this.element = element("div", { class: "sheet", role: "group", "aria-label": `Page ${number}` });
  }

  /**
   * Make room for a page of this size, in points.
   * @param {{width: number, height: number}} size
   */
  resize({ width, height }) {
    this.element.style.setProperty("--width", String(width));
    this.element.style.setProperty("--height", String(height));
  }

  /**
   * Draw the page aside, then put it in the place of what is shown.
   * @param {any} pdf
   * @param {number} scale pixels of the screen to a point
   * @param {string} key what `drawn` is then
   */
  async draw(pdf, scale, key) {
    if (this.drawn === key) return;
    this.cancel();
    const page = await pdf.getPage(this.number);
    const canvas = document.createElement("canvas");
    const viewport = page.getViewport({ scale: bounded(page, scale) });
    canvas.width = Math.floor(viewport.width);
    canvas.height = Math.floor(viewport.height);
    const task = (this.#task = page.render({ canvas, viewport }));
    const text = element("div", { class: "textLayer" });
    const layer = new TextLayer({ textContentSource: page.streamTextContent(), container: text, viewport });
    await Promise.all([task.promise, layer.render()]);
    if (this.#task === task) this.#swap(canvas, text, key);
  }

  /** Stop drawing what is not finished. */
  cancel() {
    this.#task?.cancel();
    this.#task = null;
  }

  /** Take down what is drawn: the sheet is far from what is looked at. */
  clear() {
    this.cancel();
    this.#swap(null, null, "");
  }

  /** @param {HTMLCanvasElement | null} canvas @param {HTMLElement | null} text @param {string} key */
  #swap(canvas, text, key) {
    const old = this.element.querySelector("canvas");
    this.element.replaceChildren(...[canvas, text].filter((part) => part !== null));
    if (old) old.width = old.height = 0; // lets go of its memory at once
    this.drawn = key;
    this.#task = null;
  }
}

/** @param {any} page @param {number} scale */
function bounded(page, scale) {
  const { width, height } = page.getViewport({ scale: 1 });
  return Math.min(scale, Math.sqrt(MOST_PIXELS / (width * height)));
}
