import { AccountMenu } from './account-menu.tsx'
import { OrganizationMenu } from './organization-menu.tsx'
import { PaletteButton } from './palette-button.tsx'
import { ProjectMenu } from './project-menu.tsx'

/** Where one is (Organization and Project) and who one is. */
export function Header() {
  return (
    <>
      <div className="flex min-w-0 grow items-center gap-1">
        <OrganizationMenu />
        <ProjectMenu />
      </div>
      <PaletteButton />
      <AccountMenu />
    </>
  )
}
