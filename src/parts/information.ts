/** What applications, groups and policies have alike: how people tell one from another. */
export interface Information {
  name: string
  description: string
  tags: string[]
}

/** The form's field for each argument of the API, for errors that come back about one. */
export const INFORMATION_ARGUMENTS = {
  name: 'name',
  description: 'description',
  tags: 'tags',
} as const
