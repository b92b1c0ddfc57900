/** One element with its namespace resolved; prefixes are gone. */
export interface XmlElement {
  readonly namespace: string
  readonly name: string
  /** Attributes without a prefix; others mean something only to who declared them. */
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly XmlElement[]
  /** The text directly inside, joined. */
  readonly text: string
}

/** What stands in the way of reading a text as XML; a clause for people. */
export class XmlProblem extends Error {
  override readonly name = 'XmlProblem'
}

/** What prefixes stand for: as declared on an element, else as outside of it. */
interface Scope {
  readonly own: ReadonlyMap<string, string>
  readonly outer: Scope | undefined
}

type ParsedNode = Readonly<Record<string, unknown>>

const TEXT = '#text'
const ATTRIBUTES = ':@'
const MOST_LEVELS = 64
const MOST_ELEMENTS = 10_000

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
}

/**
 * Reads an XML document, safely for whatever text it is given: document types are refused, so there
 * are no entities but XML's own five and characters by number, and nothing outside is ever read.
 *
 * @throws XmlProblem
 */
export async function readXml(text: string): Promise<XmlElement> {
  const { XMLParser, XMLValidator } = await import('fast-xml-parser')
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) {
    throw new XmlProblem('must have no document type declaration')
  }
  refuseExcess(text)
  let nodes: ParsedNode[]
  try {
    const verdict = XMLValidator.validate(text)
    if (verdict !== true) throw new XmlProblem(`is no XML: see line ${verdict.err.line}`)
    nodes = new XMLParser({
      preserveOrder: true,
      ignoreAttributes: false,
      attributeNamePrefix: '',
      parseTagValue: false,
      trimValues: false,
      // Done here instead, where there is nothing to expand.
      processEntities: false,
      maxNestedTags: MOST_LEVELS,
    }).parse(text) as ParsedNode[]
  } catch (error) {
    throw error instanceof XmlProblem ? error : new XmlProblem('is no XML')
  }
  const roots = nodes.flatMap((node) => toElement(node, undefined) ?? [])
  const [root] = roots
  if (root === undefined || roots.length > 1) throw new XmlProblem('is no XML with one root')
  return root
}

/** All elements of this name below an element, itself included, in the order of the document. */
export function descendants(
  element: XmlElement,
  namespace: string,
  name: string,
): readonly XmlElement[] {
  const inside = element.children.flatMap((child) => descendants(child, namespace, name))
  return element.namespace === namespace && element.name === name ? [element, ...inside] : inside
}

/**
 * Counts elements without building anything of them.
 *
 * @throws XmlProblem when there are so many, or so many in each other, that reading them takes long.
 */
function refuseExcess(text: string): void {
  let open = 0
  let elements = 0
  for (const [, closing, selfClosing] of text.matchAll(/<(\/?)[A-Za-z_][^<>]*?(\/?)>/g)) {
    if (closing === '/') {
      open -= 1
      continue
    }
    elements += 1
    if (selfClosing !== '/') open += 1
    if (open > MOST_LEVELS) throw new XmlProblem('is nested too deeply')
    if (elements > MOST_ELEMENTS) throw new XmlProblem('has too many elements')
  }
}

/** Undefined for what is no element: declarations and instructions to programs. */
function toElement(node: ParsedNode, outer: Scope | undefined): XmlElement | undefined {
  const tag = Object.keys(node).find((key) => key !== ATTRIBUTES && key !== TEXT)
  if (tag === undefined || tag.startsWith('?')) return undefined
  const attributes = Object.entries((node[ATTRIBUTES] ?? {}) as Record<string, unknown>).map(
    ([name, value]) => [name, decode(String(value))] as const,
  )
  const declared = attributes.flatMap(([name, value]): [string, string][] => {
    if (name === 'xmlns') return [['', value]]
    return name.startsWith('xmlns:') ? [[name.slice(6), value]] : []
  })
  const scope = declared.length === 0 ? outer : { own: new Map(declared), outer }
  const colon = tag.indexOf(':')
  const inner = node[tag] as readonly ParsedNode[]
  return {
    namespace: namespaceOf(colon === -1 ? '' : tag.slice(0, colon), scope),
    name: tag.slice(colon + 1),
    attributes: new Map(attributes.filter(([name]) => !name.includes(':'))),
    children: inner.flatMap((child) => toElement(child, scope) ?? []),
    text: inner.map((child) => (TEXT in child ? decode(String(child[TEXT])) : '')).join(''),
  }
}

function namespaceOf(prefix: string, scope: Scope | undefined): string {
  for (let at = scope; at !== undefined; at = at.outer) {
    const namespace = at.own.get(prefix)
    if (namespace !== undefined) return namespace
  }
  return ''
}

/** @throws XmlProblem for an entity that nobody has declared. */
function decode(text: string): string {
  return text.replaceAll(/&([^;&\s]{0,32})(;?)/g, (_whole, name: string, end: string) => {
    const known = end === ';' ? (ENTITIES[name] ?? numbered(name)) : undefined
    if (known === undefined) throw new XmlProblem('has an entity that is not known')
    return known
  })
}

function numbered(name: string): string | undefined {
  const [, hexadecimal, decimal] = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name) ?? []
  const code = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16)
  const isCharacter = code > 0 && code <= 0x10_ff_ff && !(code >= 0xd8_00 && code <= 0xdf_ff)
  return isCharacter ? String.fromCodePoint(code) : undefined
}
