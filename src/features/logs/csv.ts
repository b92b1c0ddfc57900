/** What a spreadsheet would take for the beginning of a formula or a command. */
const FORMULA = /^[=+\-@\t\r]/

/**
 * A table as CSV (RFC 4180): a line a row, ended by CR LF, cells quoted where they must be. A cell that
 * a spreadsheet would run as a formula gets an apostrophe before it: names are whatever people made
 * them.
 */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('')
}

function cell(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
