import { ValidationRules } from '@scaleway/sdk-iam/v1alpha1'

/** Applications, groups and policies have the same limits. */
const rules = ValidationRules.CreateApplicationRequest

/** How long such a name may be. */
export const NAME_MAX_LENGTH = rules.name.maxLength
/** How long the description of one may be. */
export const DESCRIPTION_MAX_LENGTH = rules.description.maxLength

/** What is wrong with the name of an application, a group or a policy, for people; undefined when nothing is. */
export function nameProblem(name: string): string | undefined {
  if (name.trim().length < rules.name.minLength) return 'Enter a name.'
  if (name.length > rules.name.maxLength) {
    return `Use at most ${rules.name.maxLength} characters; this has ${name.length}.`
  }
  if (!rules.name.pattern.test(name)) {
    return 'Use only letters without accents, digits, spaces and . - _ ( ).'
  }
  if (name !== name.trim()) return 'Remove the space at the beginning or end.'
  return undefined
}

/** What is wrong with a description; undefined when nothing is. */
export function descriptionProblem(description: string): string | undefined {
  return description.length > rules.description.maxLength
    ? `Use at most ${rules.description.maxLength} characters; this has ${description.length}.`
    : undefined
}
