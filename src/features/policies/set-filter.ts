import type { CatalogueSet } from './catalogue.ts'
import type { Family } from './rule-draft.ts'

/** A shelf of the picker: a category of resources, or a part of the Organization. */
export interface Shelf {
  name: string
  count: number
}

/** Sets of one product, in the catalogue's order. */
export interface ProductSets {
  product: string
  sets: readonly CatalogueSet[]
}

/** The shelf a set stands on: resources are told apart by category, the Organization by product. */
export function shelfOf(set: CatalogueSet): string {
  return set.family === 'projects' ? set.category : set.product
}

/** The sets of a family that match all words of a search in name, description or product. */
export function matchingSets(
  catalogue: readonly CatalogueSet[],
  family: Family,
  search: string,
): CatalogueSet[] {
  const words = search.toLocaleLowerCase('en').split(/\s+/).filter(Boolean)
  return catalogue.filter((set) => {
    if (set.family !== family) return false
    const text = `${set.name} ${set.description} ${set.category} ${set.product}`.toLocaleLowerCase(
      'en',
    )
    return words.every((word) => text.includes(word))
  })
}

/** The shelves of some sets with how many stand on each, by name. */
export function shelvesOf(sets: readonly CatalogueSet[]): Shelf[] {
  const counts = new Map<string, number>()
  for (const set of sets) counts.set(shelfOf(set), (counts.get(shelfOf(set)) ?? 0) + 1)
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'))
}

/** Sets under the product they are for. */
export function byProduct(sets: readonly CatalogueSet[]): ProductSets[] {
  return [...Map.groupBy(sets, ({ product }) => product)]
    .map(([product, ofProduct]) => ({ product, sets: ofProduct }))
    .sort((a, b) => a.product.localeCompare(b.product, 'en'))
}
