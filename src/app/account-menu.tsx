import { KeyRound, LogOut, Monitor, Moon, Settings, Sun, UserRound } from 'lucide-react'
import { useNavigate } from 'react-router'

import { toApiError } from '../api/errors.ts'
import { queryClient } from '../api/query-client.ts'
import { signOut } from '../api/session-api.ts'
import { useSession } from '../api/session.ts'
import { userName } from '../parts/user-name.ts'
import { paths } from '../paths.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Menu } from '../ui/menu.tsx'
import { useTheme } from '../ui/theme.ts'
import { toast } from '../ui/toast.tsx'

const themes = [
  { theme: 'light', label: 'Light', icon: Sun },
  { theme: 'dark', label: 'Dark', icon: Moon },
  { theme: 'system', label: 'System', icon: Monitor },
] as const

/** One's own page, IAM, the theme, and the way out. */
export function AccountMenu() {
  const { bearerType, user } = useSession()
  const navigate = useNavigate()
  const [chosen, choose] = useTheme()
  const name = userName(user)

  async function leave() {
    try {
      await signOut()
    } catch (error) {
      const failure = toApiError(error)
      if (failure.kind !== 'unauthenticated') {
        toast({ sentiment: 'error', text: `You are still signed in. ${failure.message}` })
        return
      }
    }
    await navigate(paths.signIn(), { replace: true })
    // A page may have stopped the navigation; then it goes on needing what it has read.
    if (window.location.pathname === paths.signIn()) queryClient.clear()
  }

  return (
    <Menu
      label={`Account of ${name}`}
      trigger={<Avatar name={name} size="small" strong />}
      items={[
        { heading: user.email || name },
        ...(bearerType === 'unknown'
          ? []
          : [
              {
                label: bearerType === 'user' ? 'My user page' : 'My application page',
                icon: <UserRound aria-hidden size={16} />,
                to: bearerType === 'user' ? paths.user(user.id) : paths.application(user.id),
              },
            ]),
        {
          label: 'Settings',
          icon: <Settings aria-hidden size={16} />,
          to: paths.accountSettings(),
        },
        {
          label: 'IAM & API keys',
          icon: <KeyRound aria-hidden size={16} />,
          to: paths.users(),
        },
        { separator: true },
        { heading: 'Theme' },
        ...themes.map(({ theme, label, icon: Icon }) => ({
          label,
          icon: <Icon aria-hidden size={16} />,
          checked: theme === chosen,
          onSelect: () => choose(theme),
        })),
        { separator: true },
        {
          label: 'Sign out',
          icon: <LogOut aria-hidden size={16} />,
          onSelect: () => void leave(),
        },
      ]}
    />
  )
}
