/**
 * The texts that are open, as the address of the page says: `#/ADDRESS`, or `#/ADDRESS+ADDRESS` for two side by
 * side. The server gives each text its address, escaped; here it is never taken apart but for its document.
 */

/**
 * Return the addresses that *hash* holds: none, one or two.
 * @param {string} hash
 * @returns {string[]}
 */
export function opened(hash = location.hash) {
  if (!hash.startsWith("#/")) return [];
  return hash.slice(2).split("+").filter(Boolean).slice(0, 2);
}

/**
 * Return the hash that opens these texts.
 * @param {string[]} addresses
 */
export function hashOf(addresses) {
  return `#/${addresses.join("+")}`;
}

/**
 * Return the document that a text belongs to.
 * @param {string} address
 */
export function documentOf(address) {
  return address.split("/", 1)[0];
}

/**
 * Return an address as a person reads it, for a text that is not in the list.
 * @param {string} address
 */
export function plain(address) {
  try {
    return decodeURIComponent(address);
  } catch {
    return address; // its name is no text
  }
}
