import type { ReactNode } from 'react'

import { BrandMark } from '../ui/brand-mark.tsx'

/** A page outside of the shell, for somebody who is not signed in: the product's mark over a form. */
export function EntryPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-104 flex-col justify-center gap-8 px-4 py-12">
      <div className="flex items-center gap-2 text-primary-text">
        <BrandMark />
        <span className="type-heading-small-stronger">IAM Console</span>
      </div>
      <h1 className="type-heading text-neutral-text-strong">{title}</h1>
      {children}
    </main>
  )
}
