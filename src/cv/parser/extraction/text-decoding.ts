/** Control characters that do not occur in text (tab, line feed, form feed, carriage return and escape do). */
const BINARY_CONTROLS = /[\u0000-\u0008\u000b\u000e-\u001a\u001c-\u001f\u007f]/;

/**
 * Decodes plain text: UTF-16 by its byte order mark, UTF-8 when valid, Windows-1252 (a superset of printable
 * Latin-1) otherwise. Line ends become `\n`.
 * @returns null when the bytes are no text.
 */
export function decodeText(bytes: Buffer): string | null {
  const text = decode(bytes);
  if (text === null || BINARY_CONTROLS.test(text)) return null;
  return text.replace(/\r\n?/g, '\n');
}

function decode(bytes: Buffer): string | null {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return encoding === 'utf-8' ? new TextDecoder('windows-1252').decode(bytes) : null;
  }
}
