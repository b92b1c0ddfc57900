/** Who can bear API keys, be in groups and have policies. */
export interface Bearer {
  type: 'user' | 'application'
  id: string
}
