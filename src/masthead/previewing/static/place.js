/** A place in the pages: which page, and how far down it, as a part of its height. */

/** @typedef {{page: number, part: number}} Place */

const KEY = "masthead-places";
/** Pixels that a page's head stands below the top of what is seen when it is gone to. */
const AIR = 20;

/**
 * Return the place just below the top of what is seen.
 * @param {HTMLElement} scroller
 * @param {HTMLElement[]} pages
 * @param {number} lower how far below the top, in pixels
 * @returns {Place}
 */
export function placeIn(scroller, pages, lower = AIR) {
  const top = scroller.scrollTop + lower;
  const index = Math.max(0, pages.findLastIndex((page) => page.offsetTop <= top));
  const page = pages[index];
  return { page: index + 1, part: page ? (top - page.offsetTop) / (page.offsetHeight || 1) : 0 };
}

/**
 * Move what is seen so that a place is where `placeIn` finds it.
 * @param {HTMLElement} scroller
 * @param {HTMLElement[]} pages
 * @param {Place} place
 */
export function goTo(scroller, pages, { page, part }) {
  const found = pages[Math.min(page, pages.length) - 1];
  if (found) scroller.scrollTop = Math.round(found.offsetTop + part * found.offsetHeight - AIR);
}

/** Remembers by document where it was last looked at, for as long as the browser's tab is there. */
export class Places {
  /** @type {Record<string, Place>} */
  #places = kept();

  /** @param {string} name @returns {Place} */
  get(name) {
    return Object.hasOwn(this.#places, name) ? this.#places[name] : { page: 1, part: 0 };
  }

  /** @param {string} name @param {Place} place */
  set(name, place) {
    this.#places = { ...this.#places, [name]: place };
    try {
      sessionStorage.setItem(KEY, JSON.stringify(this.#places));
    } catch {
      // remembered until the page is loaded again
    }
  }
}

/** @returns {Record<string, Place>} */
function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
  } catch {
    return {};
  }
}
