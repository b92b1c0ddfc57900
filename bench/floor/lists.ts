/** The two lists of the floor app, at the same addresses as the console's. */
export const lists = {
  users: {
    path: '/iam/users',
    request: '/iam/v1alpha1/users?order_by=created_at_asc&page=1&page_size=20',
    columns: ['username', 'email', 'type', 'status', 'mfa', 'created_at', 'last_login_at'],
  },
  applications: {
    path: '/iam/applications',
    request: '/iam/v1alpha1/applications?order_by=created_at_asc&page=1&page_size=20',
    columns: ['name', 'description', 'nb_api_keys', 'tags', 'created_at', 'updated_at'],
  },
} as const

export type ListName = keyof typeof lists
