import { useId } from 'react'

/**
 * Says that the data are made up, which scenario they are of, and lets one change or restart it. Only
 * in mock mode.
 *
 * @param scenarios what each scenario shows, by name
 */
export function ScenarioBanner(props: {
  scenario: string
  scenarios: Readonly<Record<string, string>>
  onChoose: (scenario: string) => void
  onReset: () => void
}) {
  const id = useId()
  return (
    <aside
      aria-label="Mock mode"
      className="flex flex-wrap items-center gap-x-4 gap-y-1 tone-info bg-tone-background px-4 py-1 type-caption text-tone-text xsmall:px-6"
    >
      <span>
        <strong className="type-caption-strong">Mock mode.</strong> Nothing leaves this page.
      </span>
      <span className="flex items-center gap-2">
        <label htmlFor={id}>Scenario</label>
        <select
          id={id}
          value={props.scenario}
          onChange={(event) => props.onChoose(event.target.value)}
          className="h-6 rounded-default border border-tone-border bg-neutral-background px-1 text-neutral-text"
        >
          {Object.keys(props.scenarios).map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </span>
      <span className="hidden grow truncate small:block">{props.scenarios[props.scenario]}</span>
      <button
        type="button"
        onClick={props.onReset}
        className="h-6 rounded-default px-2 font-medium underline decoration-dotted underline-offset-2 hover:decoration-solid"
      >
        Reset
      </button>
    </aside>
  )
}
