/**
 * Writes src/styles/tokens.css: the design tokens of @ultraviolet/themes as a Tailwind theme.
 *
 *     npm run tokens              writes the file
 *     npm run tokens -- --check   fails when the committed file is stale
 *
 * Every colour is one declaration, `light-dark(<light>, <dark>)`: Tailwind then drops the tokens
 * nothing uses, in both themes at once, and a `color-scheme` is all it takes to switch.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

import { consoleDarkTheme as dark, consoleLightTheme as light } from '@ultraviolet/themes'

type Theme = typeof light

const file = fileURLToPath(new URL('../src/styles/tokens.css', import.meta.url))

const sentiments = ['neutral', 'primary', 'info', 'success', 'warning', 'danger'] as const

/** Pairs whose original contrast is below WCAG AA, with the value that replaces the dark one. */
const darkCorrections: Record<string, string> = {
  // #0c0f1a on #e71964 is 4.3 : 1; black is 4.7 : 1.
  'danger-text-strong': '#000000',
  'danger-text-strong-hover': '#000000',
}

/** The states of one sentiment, under names that do not say which: `tone-danger` sets them. */
const tone: Record<string, string> = {
  background: 'background',
  'background-hover': 'background-hover',
  'background-strong': 'background-strong',
  'background-strong-hover': 'background-strong-hover',
  'background-strong-disabled': 'background-strong-disabled',
  border: 'border',
  'border-hover': 'border-hover',
  'border-disabled': 'border-disabled',
  icon: 'icon',
  text: 'text',
  'text-hover': 'text-hover',
  'text-disabled': 'text-disabled',
  'text-strong': 'text-strong',
  'text-strong-disabled': 'text-strong-disabled',
}

/** Where a neutral component takes another strength than the other sentiments do. */
const neutralTone: Record<string, string> = {
  ...tone,
  background: 'background-weak',
  border: 'border-strong',
  'border-hover': 'border-strong-hover',
}

/** Text styles that only newer releases of the package have. */
const addedTypography = { codeSmall: { fontSize: '0.75rem', lineHeight: '1rem', weight: '400' } }

const families = {
  '--font-sans': "'Inter Variable', Inter, system-ui, sans-serif",
  '--font-heading': "'Space Grotesk Variable', 'Space Grotesk', system-ui, sans-serif",
  '--font-mono': "'JetBrains Mono', ui-monospace, Consolas, Menlo, monospace",
}

function kebab(name: string): string {
  return name.replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase()
}

function both(lightValue: string, darkValue: string): string {
  return lightValue === darkValue ? lightValue : `light-dark(${lightValue}, ${darkValue})`
}

/** The colours of one theme by token name. */
function colours(theme: Theme): Map<string, string> {
  const named = new Map<string, string>()
  for (const sentiment of sentiments) {
    for (const [key, value] of Object.entries(theme.colors[sentiment])) {
      named.set(`${sentiment}-${kebab(key)}`, value)
    }
  }
  for (const [key, value] of Object.entries(theme.colors.other.elevation.background)) {
    named.set(`elevation-${kebab(key)}`, value)
  }
  for (const [key, value] of Object.entries(theme.colors.other.icon.product.primary)) {
    named.set(`product-${kebab(key)}`, value)
  }
  named.set('overlay', theme.colors.overlay)
  return named
}

/** Every colour as one value for both themes. */
const themed = new Map<string, string>()
const darkColours = colours(dark)
for (const [name, value] of colours(light)) {
  themed.set(name, both(value, darkCorrections[name] ?? darkColours.get(name) ?? value))
}

/** The shadows of one theme, each as its list of layers; `none` is no layer. */
function shadows(theme: Theme): Map<string, string[]> {
  const named = new Map<string, string[]>()
  for (const [key, value] of Object.entries(theme.shadows)) {
    const layers: string[] = typeof value === 'string' ? [value] : Object.values(value)
    named.set(
      kebab(key),
      layers.filter((layer) => layer !== 'none'),
    )
  }
  return named
}

/** One layer that takes its colour from the theme; a theme without the layer has it transparent. */
function layer(lightLayer: string | undefined, darkLayer: string | undefined): string {
  const split = /^(.*\S)\s+(#\S+)$/
  const [, lightShape, lightColour = 'transparent'] = split.exec(lightLayer ?? '') ?? []
  const [, darkShape, darkColour = 'transparent'] = split.exec(darkLayer ?? '') ?? []
  const shape = lightShape ?? darkShape
  if (!shape || (lightShape && darkShape && lightShape !== darkShape)) {
    throw new Error(`The themes draw a shadow in two shapes: ${lightLayer} and ${darkLayer}`)
  }
  return `${shape.replaceAll(/\b0px/g, '0')} ${both(lightColour, darkColour)}`
}

function block(selector: string, declarations: Iterable<readonly [string, string]>): string {
  const lines = [...declarations].map(([name, value]) => `  ${name}: ${value};\n`)
  return `${selector} {\n${lines.join('')}}\n`
}

function themeBlock(): string {
  const declarations: [string, string][] = [
    'color',
    'radius',
    'shadow',
    'breakpoint',
    'text',
    'font',
  ]
    .map((namespace): [string, string] => [`--${namespace}-*`, 'initial'])
    .concat([
      ['--color-transparent', 'transparent'],
      ['--color-current', 'currentColor'],
    ])
  for (const [key, value] of Object.entries(light.radii)) {
    declarations.push([`--radius-${key}`, key === 'circle' ? '9999px' : value])
  }
  for (const [key, value] of Object.entries(light.breakpoints)) {
    if (Number.parseInt(value, 10) > 0) {
      declarations.push([`--breakpoint-${key}`, `${Number.parseInt(value, 10) / 16}rem`])
    }
  }
  declarations.push(...Object.entries(families))
  for (const [name, value] of themed) declarations.push([`--color-${name}`, value])
  return block('@theme', declarations)
}

function toneBlocks(): string {
  const slots = Object.keys(tone).map((slot): [string, string] => [
    `--color-tone-${slot}`,
    `var(--tone-${slot})`,
  ])
  // Values rather than references: a token that only tones use is then not in the CSS twice.
  const utilities = sentiments.map((sentiment) => {
    const sources = sentiment === 'neutral' ? neutralTone : tone
    return block(
      `@utility tone-${sentiment}`,
      Object.entries(sources).map(([slot, source]): [string, string] => {
        const value = themed.get(`${sentiment}-${source}`)
        if (value === undefined) throw new Error(`The themes have no ${sentiment} ${source}.`)
        return [`--tone-${slot}`, value]
      }),
    )
  })
  return block('@theme inline', slots) + utilities.join('')
}

function typeBlocks(): string {
  return Object.entries({ ...light.typography, ...addedTypography })
    .map(([key, { weight, fontSize, lineHeight }]) => {
      const family = /^(heading|code)/.exec(key)?.[1] ?? 'sans'
      const font = `var(--font-${family === 'code' ? 'mono' : family})`
      return block(`@utility type-${kebab(key)}`, [
        ['font', `${weight} ${fontSize} / ${lineHeight} ${font}`],
      ])
    })
    .join('')
}

function elevationBlocks(): string {
  const darkShadows = shadows(dark)
  return [...shadows(light)]
    .filter(([name]) => name !== 'tab-bar' && !/secondary/.test(name))
    .map(([name, layers]) => {
      const darkLayers = darkShadows.get(name) ?? []
      const drawn = Array.from({ length: Math.max(layers.length, darkLayers.length) }, (_, index) =>
        layer(layers[index], darkLayers[index]),
      )
      return block(`@utility elevate-${name}`, [['box-shadow', drawn.join(', ')]])
    })
    .join('')
}

const header = `/*
 * Generated by scripts/generate-tokens.ts: change that, then run \`npm run tokens\`.
 * Design tokens of Ultraviolet (@ultraviolet/themes), Copyright (c) Scaleway, Apache License 2.0.
 */
`

const css = header + themeBlock() + toneBlocks() + typeBlocks() + elevationBlocks()
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })

if (!values.check) {
  writeFileSync(file, css)
} else if (readFileSync(file, 'utf8') !== css) {
  console.error('src/styles/tokens.css is stale: run `npm run tokens` and commit the result.')
  process.exitCode = 1
}
