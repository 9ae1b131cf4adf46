import type { XmlElement } from '#kernel/read-xml.ts'
import { formatFinding, type InvoiceFinding } from '../finding.ts'

/** What is remembered while a file is read: which elements were taken, and what was odd about them. */
export interface Reading {
  taken: Set<XmlElement>
  findings: InvoiceFinding[]
}

/** An element of the file that is being read; everything asked for through it counts as taken. */
export class Place {
  readonly element: XmlElement
  readonly #reading: Reading

  constructor(element: XmlElement, reading: Reading) {
    this.element = element
    this.#reading = reading
    reading.taken.add(element)
  }

  /** The first element at a path such as `cac:Party/cbc:Name`. */
  one(path: string): Place | undefined {
    let here: XmlElement | undefined = this.element
    for (const name of path.split('/')) {
      here = here?.children.find((child) => child.name === name)
      if (here) this.#reading.taken.add(here)
    }
    return here && new Place(here, this.#reading)
  }

  /** All elements at the end of a path whose first steps come once. */
  all(path: string): Place[] {
    const steps = path.split('/')
    const last = steps.pop()
    const from = steps.length > 0 ? this.one(steps.join('/')) : this
    const found = from?.element.children.filter((child) => child.name === last) ?? []
    return found.map((child) => new Place(child, this.#reading))
  }

  /** A text as it is written; one of blanks alone says nothing. */
  text(path?: string): string | undefined {
    const text = (path === undefined ? this : this.one(path))?.element.text
    return text === undefined || text.trim() === '' ? undefined : text
  }

  /** A code or an identifier, without blanks around it. */
  code(path?: string): string | undefined {
    return this.text(path)?.trim()
  }

  attribute(name: string): string | undefined {
    const value = this.element.attributes[name]?.trim()
    return value === '' ? undefined : value
  }

  /** A decimal number; anything else is a flaw of the format and left out. */
  amount(path?: string): string | undefined {
    const written = this.code(path)
    if (written === undefined) return undefined
    // xs:decimal allows a plus, and nothing before or behind the point.
    const text = written
      .replace(/^\+/, '')
      .replace(/^(-?)\./, '$10.')
      .replace(/\.$/, '')
    return /^-?\d{1,40}(\.\d{1,40})?$/.test(text) ? text : this.#odd('FORMAT-NUMBER', path, written)
  }

  /** A day, written `2026-11-21` or, by the mark 102 of UNTDID 2379, `20261121`; a time zone behind it is dropped. */
  day(path?: string): string | undefined {
    const written = this.code(path)
    const parts = written && /^(\d{4})-?(\d\d)-?(\d\d)(Z|[+-]\d\d:\d\d)?$/.exec(written)
    if (!written) return undefined
    const day = parts ? `${parts[1]}-${parts[2]}-${parts[3]}` : ''
    return isDay(day) ? day : this.#odd('FORMAT-DAY', path, written)
  }

  #odd(rule: string, path: string | undefined, value: string): undefined {
    const element = path === undefined ? this.element.name : `${this.element.name}/${path}`
    this.#reading.findings.push(formatFinding(rule, { element, value: value.slice(0, 80) }))
  }
}

const isDay = (day: string) => {
  const date = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day)
}

/** What the file holds that nobody asked for, the uppermost elements of it. */
export function leftOver(root: XmlElement, { taken }: Reading, most = 20): InvoiceFinding[] {
  const found = new Map<string, number>()
  const look = (element: XmlElement, path: string) => {
    if (!taken.has(element)) {
      if (saysSomething(element)) found.set(path, (found.get(path) ?? 0) + 1)
      return
    }
    for (const child of element.children) look(child, `${path}/${child.name}`)
  }
  look(root, root.name)
  return [...found]
    .slice(0, most)
    .map(([element, times]) =>
      formatFinding('FORMAT-UNREAD', { element, times: String(times) }, { flag: 'warning' }),
    )
}

const saysSomething = (element: XmlElement): boolean =>
  element.children.some(saysSomething) || (element.children.length === 0 && element.text.trim() !== '')

/** An object without what was not said. */
export function given<T extends object>(fields: { [Key in keyof T]: T[Key] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T
}

/** The same, or nothing if nothing was said. */
export function anyGiven<T extends object>(fields: { [Key in keyof T]: T[Key] | undefined }): T | undefined {
  const object = given<T>(fields)
  return Object.keys(object).length > 0 ? object : undefined
}
