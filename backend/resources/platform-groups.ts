/** A rule of a group that the platform makes: permission sets, and where they hold. */
interface PlatformRule {
  readonly sets: readonly string[]
  readonly on: 'organization' | 'all projects'
}

/** The groups that the platform makes in every new Organization, each with a policy of its name. */
export const PLATFORM_GROUPS: readonly {
  readonly name: string
  readonly description: string
  readonly rules: readonly PlatformRule[]
}[] = [
  {
    name: 'Administrators',
    description: 'Everything in the Organization',
    rules: [
      { sets: ['OrganizationManager'], on: 'organization' },
      { sets: ['AllProductsFullAccess'], on: 'all projects' },
    ],
  },
  {
    name: 'Editors',
    description: 'All resources of all Projects',
    rules: [{ sets: ['AllProductsFullAccess'], on: 'all projects' }],
  },
  {
    name: 'Billing Administrators',
    description: 'Invoices and payment methods',
    rules: [{ sets: ['BillingManager', 'OrganizationReadOnly'], on: 'organization' }],
  },
]
