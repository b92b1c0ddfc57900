/**
 * The product’s mark: a keyhole in a shield, on a tile.
 *
 * @param size in px
 */
export function BrandMark({ size = 24 }: { size?: number | undefined }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      aria-hidden
      className="shrink-0"
    >
      <rect width="24" height="24" rx="6" className="fill-primary-background-strong" />
      <path
        d="M12 4.5 18 7v5.2c0 3.4-2.4 5.9-6 7.3-3.6-1.4-6-3.9-6-7.3V7l6-2.5Z"
        stroke="#fff"
        strokeWidth="1.6"
        strokeLinejoin="round"
      />
      <circle cx="12" cy="10.6" r="1.9" fill="#fff" />
      <path d="M12 11.5v4" stroke="#fff" strokeWidth="1.8" strokeLinecap="round" />
    </svg>
  )
}
