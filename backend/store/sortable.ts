import type { Stored } from './record.ts'

/** Where UTF-16 and UTF-8 may disagree. Few texts have such a unit, so looking first pays. */
const highUnits = /[\ud800-\uffff]/

/**
 * Gives a value that JavaScript's `<` and `>` order as the databases order the given one: numbers by
 * size, text by its UTF-8 bytes.
 *
 * UTF-8 sorts by code point, `<` by UTF-16 unit. The two differ only in that the surrogates, which
 * stand for the highest code points, are not the highest units: this moves them to the top.
 */
export function sortable<V extends Stored>(value: V): V | string {
  if (typeof value !== 'string' || !highUnits.test(value)) return value
  const units = Array.from({ length: value.length }, (_, i) => {
    const unit = value.charCodeAt(i)
    if (unit < 0xd800) return unit
    return unit < 0xe000 ? unit + 0x2000 : unit - 0x800
  })
  return units.map((unit) => String.fromCharCode(unit)).join('')
}
