import type { ReactNode } from 'react'

import type { IllustrationName } from './empty-state.tsx'

// Two tones: a lit front in `light`, its outline and details in `dark`, on a tile of the weakest tint.
const light = { className: 'fill-product-fill-strong' }
const dark = { className: 'fill-product-fill' }
const line = {
  className: 'stroke-product-fill',
  fill: 'none',
  strokeWidth: 3,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const

const pictures: Record<IllustrationName, ReactNode> = {
  key: (
    <>
      <circle cx="36" cy="58" r="17" {...light} />
      <circle cx="36" cy="58" r="6" className="fill-product-fill-weak" />
      <path d="M48 46 74 20M65 29l8 8M56 38l6 6" {...line} strokeWidth={6} />
    </>
  ),
  user: (
    <>
      <circle cx="48" cy="34" r="14" {...light} />
      <path d="M22 76c0-15 11-24 26-24s26 9 26 24Z" {...dark} />
    </>
  ),
  group: (
    <>
      <circle cx="32" cy="38" r="11" {...light} />
      <circle cx="64" cy="38" r="11" {...light} />
      <path d="M12 74c0-12 8-20 20-20 9 0 16 5 19 12-3 3-4 5-4 8Z" {...dark} opacity="0.6" />
      <path d="M44 74c0-12 8-20 20-20s20 8 20 20Z" {...dark} />
    </>
  ),
  application: (
    <>
      <rect x="18" y="24" width="60" height="48" rx="6" {...light} />
      <path d="M18 30a6 6 0 0 1 6-6h48a6 6 0 0 1 6 6v8H18Z" {...dark} />
      <path d="m38 48-8 7 8 7M58 48l8 7-8 7M51 46l-6 18" {...line} />
    </>
  ),
  policy: (
    <>
      <path d="M26 16h32l14 14v50H26Z" {...light} />
      <path d="M58 16v14h14Z" {...dark} />
      <path d="m36 48 5 5 9-9M36 66l5 5 9-9M58 50h6M58 68h6" {...line} />
    </>
  ),
  project: (
    <>
      <path d="M48 16 78 32 48 48 18 32Z" {...light} />
      <path d="m18 48 30 16 30-16" {...line} />
      <path d="m18 63 30 16 30-16" {...line} opacity="0.6" />
    </>
  ),
  search: (
    <>
      <circle cx="42" cy="42" r="22" {...light} />
      <circle cx="42" cy="42" r="14" className="fill-product-fill-weak" />
      <path d="m59 59 18 18" {...line} strokeWidth={7} />
    </>
  ),
  lock: (
    <>
      <path d="M34 44V32a14 14 0 0 1 28 0v12" {...line} strokeWidth={6} />
      <rect x="24" y="42" width="48" height="38" rx="6" {...light} />
      <circle cx="48" cy="58" r="5" {...dark} />
      <path d="M48 60v9" {...line} strokeWidth={5} />
    </>
  ),
  error: (
    <>
      <path d="M28 68a16 16 0 0 1 0-32 21 21 0 0 1 40-3 17.5 17.5 0 0 1 1 35Z" {...light} />
      <path d="m40 46 16 16M56 46 40 62" {...line} strokeWidth={5} />
    </>
  ),
}

/** The picture of an empty state, 96px wide in the product's two tones. Decorative. */
export function Illustration({ name }: { name: IllustrationName }) {
  return (
    <svg viewBox="0 0 96 96" aria-hidden className="size-full">
      <rect width="96" height="96" rx="24" className="fill-product-fill-weak" />
      {pictures[name]}
    </svg>
  )
}
