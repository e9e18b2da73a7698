/** PDF.js: opens PDFs. Its worker is shared by all that are opened. */

import { GlobalWorkerOptions, PDFWorker, TextLayer, getDocument } from "./pdfjs/pdf.min.mjs";

export { TextLayer };

GlobalWorkerOptions.workerSrc = "/static/pdfjs/pdf.worker.min.mjs";

/** @type {any} */
let worker = null;

/**
 * Open a PDF. Nothing is fetched for it: Masthead's PDFs hold their faces, and no picture needs WebAssembly.
 * @param {ArrayBuffer} data
 * @returns {Promise<any>} PDF.js's document
 */
export function openPdf(data) {
  worker ??= new PDFWorker({ name: "pdf.js" });
  const options = { data, worker, useWasm: false, useSystemFonts: false, enableXfa: false, verbosity: 0 };
  return getDocument(options).promise;
}

/**
 * Return the width and height of each page, in points.
 * @param {any} pdf
 * @returns {Promise<{width: number, height: number}[]>}
 */
export function sizesOf(pdf) {
  return Promise.all(Array.from({ length: pdf.numPages }, (_, index) => sizeOf(pdf, index + 1)));
}

/** @param {any} pdf @param {number} number */
async function sizeOf(pdf, number) {
  const { width, height } = (await pdf.getPage(number)).getViewport({ scale: 1 });
  return { width, height };
}
