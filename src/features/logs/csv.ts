/**
 * What a spreadsheet would take for the beginning of a formula or a command. Some read the full-width
 * signs of East Asia alike, and skip what nobody sees.
 */
const START = /^(?=(?:\p{Cf}|\s)*[=+\-@＝＋－＠]|[\t\r\n])/u
/**
 * The same behind whatever ends a cell in some spreadsheet: one that splits at semicolons does not see
 * that our quotes are quotes.
 */
const WITHIN = /([,;|\t\r\n"])(?=\p{Cf}*[=+\-@＝＋－＠])/gu

/**
 * A table as CSV (RFC 4180): a line a row, ended by CR LF, cells quoted where they must be. What a
 * spreadsheet would run as a formula gets an apostrophe before it: names are whatever people made them.
 */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('')
}

function cell(text: string): string {
  const harmless = text.replace(START, "'").replaceAll(WITHIN, "$1'")
  return /[",;|\t\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
