/** The API's limits on tags, which the client's rules do not carry. */
const TAG_PATTERN = /^[a-zA-Z0-9._\-/=+@ ]+$/

/** How many tags one object may have. */
export const TAGS_MAX = 10
/** How long one tag may be. */
export const TAG_MAX_LENGTH = 70

/** What is wrong with a list of tags, for people; undefined when nothing is. */
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
