import {
  AppWindow,
  Building2,
  FileText,
  FolderKanban,
  Gauge,
  KeyRound,
  type LucideIcon,
  Monitor,
  Moon,
  Plus,
  ScrollText,
  Settings,
  Shield,
  Sun,
  User,
  UserRound,
  Users,
} from 'lucide-react'

import type { SearchType } from '../api/console-api.ts'
import type { Session } from '../api/session-api.ts'
import { keyDialogs, paths } from '../paths.ts'
import type { Theme } from '../ui/theme.ts'

type Who = Pick<Session, 'bearerType' | 'user'>

/** One thing the palette can do: go to a page, or set the theme. */
export interface PaletteEntry {
  label: string
  icon: LucideIcon
  /** Further words it is found by. */
  keywords?: string
  to?: string
  theme?: Theme
  /** Resource that the person must be allowed to change for it. */
  writes?: string
}

/** One's own pages; somebody who comes with an application's key has that application's. */
function ownPages({ bearerType, user: { id } }: Who): PaletteEntry[] {
  if (bearerType === 'unknown') return []
  const isUser = bearerType === 'user'
  return [
    {
      label: isUser ? 'My user page' : 'My application page',
      icon: UserRound,
      to: isUser ? paths.user(id) : paths.application(id),
      keywords: 'me profile own',
    },
    {
      label: isUser ? 'My credentials' : 'My API keys',
      icon: KeyRound,
      to: isUser ? paths.userCredentials(id) : paths.applicationApiKeys(id),
      keywords: isUser ? 'own api keys password mfa' : 'own credentials',
    },
  ]
}

/** The pages of the console, and what can be started from anywhere, for who is signed in. */
export function paletteEntries(who: Who): { heading: string; entries: PaletteEntry[] }[] {
  return [
    {
      heading: 'Pages',
      entries: [
        { label: 'Users', icon: User, to: paths.users(), keywords: 'iam members people' },
        { label: 'Groups', icon: Users, to: paths.groups(), keywords: 'iam' },
        { label: 'Applications', icon: AppWindow, to: paths.applications(), keywords: 'iam' },
        { label: 'Policies', icon: FileText, to: paths.policies(), keywords: 'iam rules rights' },
        { label: 'API keys', icon: KeyRound, to: paths.apiKeys(), keywords: 'iam access secret' },
        { label: 'Logs', icon: ScrollText, to: paths.logs(), keywords: 'iam audit history' },
        ...ownPages(who),
        { label: 'Organization Dashboard', icon: Building2, to: paths.organization() },
        { label: 'Projects', icon: FolderKanban, to: paths.projects() },
        { label: 'Quotas', icon: Gauge, to: paths.quotas(), keywords: 'limits use' },
        {
          label: 'Account settings',
          icon: Settings,
          to: paths.accountSettings(),
          keywords: 'profile password sessions language time zone',
        },
        {
          label: 'Organization settings',
          icon: Settings,
          to: paths.organizationSettings(),
          keywords: 'name alias id',
        },
        {
          label: 'Security settings',
          icon: Shield,
          to: paths.securitySettings(),
          keywords: 'mfa password renewal grace period sessions sign-in',
        },
      ],
    },
    {
      heading: 'Actions',
      entries: [
        {
          label: 'Generate API key',
          icon: Plus,
          to: keyDialogs(paths.apiKeys()).generate,
          keywords: 'create new secret',
        },
        {
          label: 'Create application',
          icon: Plus,
          to: paths.createApplication(),
          keywords: 'new add',
          writes: 'application',
        },
        {
          label: 'Add user',
          icon: Plus,
          to: paths.addUser(),
          keywords: 'new create member invite',
          writes: 'user',
        },
        {
          label: 'Create group',
          icon: Plus,
          to: paths.createGroup(),
          keywords: 'new add',
          writes: 'group',
        },
        {
          label: 'Create policy',
          icon: Plus,
          to: paths.createPolicy(),
          keywords: 'new add rule',
          writes: 'policy',
        },
        {
          label: 'Create Project',
          icon: Plus,
          to: paths.createProject(),
          keywords: 'new add',
          writes: 'project',
        },
        { label: 'Light theme', icon: Sun, theme: 'light', keywords: 'appearance' },
        { label: 'Dark theme', icon: Moon, theme: 'dark', keywords: 'appearance night' },
        { label: 'System theme', icon: Monitor, theme: 'system', keywords: 'appearance' },
      ],
    },
  ]
}

/** How each kind of search result is shown, and where it leads. */
export const resultKinds: Record<
  SearchType,
  {
    heading: string
    icon: LucideIcon
    to: (id: string) => string
    /** The list of all that match. */
    all: string
  }
> = {
  user: { heading: 'Users', icon: User, to: paths.user, all: paths.users() },
  group: { heading: 'Groups', icon: Users, to: paths.group, all: paths.groups() },
  application: {
    heading: 'Applications',
    icon: AppWindow,
    to: paths.application,
    all: paths.applications(),
  },
  policy: { heading: 'Policies', icon: FileText, to: paths.policy, all: paths.policies() },
  api_key: {
    heading: 'API keys',
    icon: KeyRound,
    to: (accessKey) => `${paths.apiKeys()}?${new URLSearchParams({ q: accessKey }).toString()}`,
    all: paths.apiKeys(),
  },
  project: {
    heading: 'Projects',
    icon: FolderKanban,
    to: paths.project,
    all: paths.projects(),
  },
}

/** Whether every word that was typed begins a word of an entry's label or keywords. */
export function matches(entry: PaletteEntry, q: string): boolean {
  const words = `${entry.label} ${entry.keywords ?? ''}`.toLowerCase().split(/[\s-]+/)
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((typed) => words.some((word) => word.startsWith(typed)))
}
