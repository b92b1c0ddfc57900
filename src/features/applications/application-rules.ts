import { ValidationRules } from '@scaleway/sdk-iam/v1alpha1'

const rules = ValidationRules.CreateApplicationRequest
/** The API's limits on tags, which the client's rules do not carry. */
const TAG_PATTERN = /^[a-zA-Z0-9._\-/=+@ ]+$/

export const NAME_MAX_LENGTH = rules.name.maxLength
export const DESCRIPTION_MAX_LENGTH = rules.description.maxLength
export const TAGS_MAX = 10
export const TAG_MAX_LENGTH = 70

/** What is wrong with an application's name, for people; undefined when nothing is. */
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

/** What is wrong with a list of tags; undefined when nothing is. */
export function tagsProblem(tags: readonly string[]): string | undefined {
  if (tags.length > TAGS_MAX) return `Use at most ${TAGS_MAX} tags; these are ${tags.length}.`
  for (const tag of tags) {
    if (tag.length > TAG_MAX_LENGTH) {
      return `The tag “${tag.slice(0, 20)}…” has more than ${TAG_MAX_LENGTH} characters.`
    }
    if (!TAG_PATTERN.test(tag)) {
      return `The tag “${tag}” may hold only letters, digits, spaces and . _ - / = + @.`
    }
  }
  return new Set(tags).size < tags.length ? 'Each tag may occur only once.' : undefined
}
