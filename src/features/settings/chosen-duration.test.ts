import { describe, expect, it } from 'vitest'

import { chosenSeconds, durationChoices, durationProblem, toChosen } from './chosen-duration.ts'
import { DAY, HOUR } from './durations.ts'

describe('toChosen', () => {
  it.each([0, HOUR, 7 * DAY, 45 * DAY, 36 * HOUR])('gives %d seconds back', (seconds) => {
    expect(chosenSeconds(toChosen(seconds))).toBe(seconds)
  })
})

describe('durationChoices', () => {
  it('ends at the longest and offers none only where there may be none', () => {
    const values = durationChoices({ longest: DAY }).map(({ label }) => label)
    expect(values).toEqual(['1 hour', '12 hours', '1 day', 'Custom'])
    expect(durationChoices({ longest: DAY, noneLabel: 'No maximum' })[0]?.label).toBe('No maximum')
  })
})

describe('durationProblem', () => {
  it.each([
    ['0', 'Choose from 1 hour to 2 days.'],
    ['3', 'Choose from 1 hour to 2 days.'],
    ['a', 'Enter a whole number.'],
    ['2', undefined],
  ])('judges %s days', (amount, problem) => {
    expect(durationProblem({ amount, unit: 'days' }, 2 * DAY)).toBe(problem)
  })
})
