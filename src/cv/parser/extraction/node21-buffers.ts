/**
 * pdf.js moves font data with a method that Node has from version 21 on; it always asks for the same length. Called
 * where PDFs are read, so that no other process has a changed prototype.
 */
export function useNode21Buffers(): void {
  const prototype = ArrayBuffer.prototype as ArrayBuffer & { transferToFixedLength?: unknown };
  prototype.transferToFixedLength ??= function (this: ArrayBuffer) {
    return structuredClone(this, { transfer: [this] });
  };
}
