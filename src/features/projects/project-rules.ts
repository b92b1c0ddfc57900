import { ValidationRules } from '@scaleway/sdk-account/v3'

const rules = ValidationRules.ProjectApiCreateProjectRequest

export const NAME_MAX_LENGTH = rules.name.maxLength
export const DESCRIPTION_MAX_LENGTH = rules.description.maxLength

export const NAME_HINT = `Up to ${NAME_MAX_LENGTH} letters, digits, spaces, dots, dashes and underscores.`

/** Why the API would refuse this name, if it would. */
export function nameProblem(name: string): string | undefined {
  if (name.length < rules.name.minLength) return 'Enter a name.'
  if (name.length > NAME_MAX_LENGTH) return `At most ${NAME_MAX_LENGTH} characters.`
  return rules.name.pattern.test(name)
    ? undefined
    : 'Only letters, digits, spaces, dots, dashes and underscores.'
}

/** Why the API would refuse this description, if it would. */
export function descriptionProblem(description: string): string | undefined {
  return description.length > DESCRIPTION_MAX_LENGTH
    ? `At most ${DESCRIPTION_MAX_LENGTH} characters.`
    : undefined
}
