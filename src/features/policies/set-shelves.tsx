import { useDeferredValue, useState } from 'react'

import { classNames } from '../../ui/class-names.ts'
import { Select } from '../../ui/select.tsx'
import type { CatalogueSet } from './catalogue.ts'
import type { Family } from './rule-draft.ts'
import { byProduct, matchingSets, type Shelf, shelfOf, shelvesOf } from './set-filter.ts'

const ALL = ''
const EVERYTHING = 'All permission sets'

/**
 * The catalogue of one family: its shelves at the left (a select on a phone), the sets of the chosen one
 * at the right.
 *
 * @param disabled the sets can be read and not be chosen
 */
export function SetShelves({
  catalogue,
  family,
  search,
  names,
  disabled,
  onToggle,
}: {
  catalogue: readonly CatalogueSet[]
  family: Family
  search: string
  names: readonly string[]
  disabled: boolean
  onToggle: (name: string, on: boolean) => void
}) {
  const [chosenShelf, setShelf] = useState(ALL)
  const matching = matchingSets(catalogue, family, useDeferredValue(search))
  const shelves = shelvesOf(matching)
  // A search leaves a shelf that has nothing for it.
  const shelf = shelves.some(({ name }) => name === chosenShelf) ? chosenShelf : ALL
  const onShelf = shelf === ALL ? matching : matching.filter((set) => shelfOf(set) === shelf)
  const all: Shelf = { name: ALL, count: matching.length }
  return (
    <div className="flex min-w-0 rounded-default border border-neutral-border max-xsmall:flex-col">
      <div className="p-3 xsmall:hidden">
        <Select
          label="Product"
          value={shelf}
          onChange={setShelf}
          options={[all, ...shelves].map(({ name, count }) => ({
            value: name,
            label: `${name || EVERYTHING} (${count})`,
          }))}
        />
      </div>
      <ul
        aria-label="Products"
        className="surface-weak flex max-h-105 w-60 shrink-0 flex-col gap-1 overflow-y-auto rounded-l-default border-r border-neutral-border p-2 max-xsmall:hidden"
      >
        {[all, ...shelves].map(({ name, count }) => (
          <li key={name}>
            <button
              type="button"
              aria-pressed={name === shelf}
              onClick={() => setShelf(name)}
              className={classNames(
                'flex min-h-9 w-full items-center justify-between gap-2 rounded-default px-3 text-left',
                name === shelf
                  ? 'type-body-small-strong bg-primary-background text-primary-text'
                  : 'type-body-small hover:bg-neutral-background-hover',
              )}
            >
              {name || EVERYTHING}
              <span className="type-caption rounded-xlarge border border-current px-2">
                {count}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <section
        aria-label="Permission sets"
        className="flex max-h-105 min-w-0 flex-1 flex-col gap-4 overflow-y-auto p-4 max-xsmall:border-t max-xsmall:border-neutral-border"
      >
        {matching.length === 0 && (
          <p className="type-body-small text-neutral-text-weak">
            No permission set matches “{search}”.
          </p>
        )}
        {byProduct(onShelf).map(({ product, sets }) => (
          <fieldset key={product} className="m-0 min-w-0 border-0 p-0">
            <legend className="type-caption-strong mb-1 text-neutral-text-weak">{product}</legend>
            {sets.map((set) => (
              <SetRow
                key={set.name}
                set={set}
                checked={names.includes(set.name)}
                disabled={disabled}
                onToggle={(on) => onToggle(set.name, on)}
              />
            ))}
          </fieldset>
        ))}
      </section>
    </div>
  )
}

function SetRow({
  set,
  checked,
  disabled,
  onToggle,
}: {
  set: CatalogueSet
  checked: boolean
  disabled: boolean
  onToggle: (on: boolean) => void
}) {
  const id = `set-${set.name}`
  return (
    <div className="flex gap-2 border-b border-neutral-border-weak py-2 last:border-b-0">
      <input
        type="checkbox"
        id={id}
        checked={checked}
        // Not disabled outright: the list must stay within reach of the keyboard, which scrolls it.
        aria-disabled={disabled}
        onChange={(event) => !disabled && onToggle(event.target.checked)}
        aria-describedby={`${id}-text`}
        className="checkbox"
      />
      <div className="min-w-0">
        <label
          htmlFor={id}
          className={classNames(
            'type-body-small-strong wrap-anywhere',
            disabled && 'text-neutral-text-disabled',
          )}
        >
          {set.name}
        </label>
        <p id={`${id}-text`} className="type-caption text-neutral-text-weak">
          {set.description}
        </p>
      </div>
    </div>
  )
}
