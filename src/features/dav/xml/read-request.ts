import { Problem } from '#kernel/problem.ts'
import { readXml } from '#kernel/read-xml.ts'
import type { XmlElement } from '#kernel/read-xml.ts'
import { PREFIXES } from './names.ts'

/** What a program wants to know of an address (RFC 4918, 9.1). */
export type Asked =
  | { which: 'all'; include: string[] }
  | { which: 'names' }
  | { which: 'these'; names: string[] }

/** One property a program writes or removes (RFC 4918, 9.2); undefined: more than a text. */
export interface Patch {
  name: string
  set: boolean
  text: string | undefined
}

const LIMITS = { bytes: 2 * 1024 * 1024, elements: 50_000, depth: 32 }

/** The XML of a request. */
export function readBody(body: Uint8Array): XmlElement {
  return readXml(body, PREFIXES, LIMITS)
}

/** Nothing said means all. */
export function readPropfind(body: Uint8Array): Asked {
  if (body.length === 0) return { which: 'all', include: [] }
  const root = readBody(body)
  if (root.name !== 'D:propfind') throw unexpected(root, 'propfind')
  if (inside(root, 'D:propname')) return { which: 'names' }
  if (inside(root, 'D:allprop')) return { which: 'all', include: namesIn(inside(root, 'D:include')) }
  const prop = inside(root, 'D:prop')
  if (!prop) throw unexpected(root, 'prop')
  return { which: 'these', names: namesIn(prop) }
}

/** The properties a report asks for. */
export function askedIn(report: XmlElement): Asked {
  if (inside(report, 'D:propname')) return { which: 'names' }
  const prop = inside(report, 'D:prop')
  return prop ? { which: 'these', names: namesIn(prop) } : { which: 'all', include: [] }
}

/** In the order in which they were written, which is the one they happen in. */
export function readPropertyUpdate(body: Uint8Array): Patch[] {
  const root = readBody(body)
  if (root.name !== 'D:propertyupdate') throw unexpected(root, 'propertyupdate')
  return root.children.flatMap((step) => {
    const set = step.name === 'D:set'
    if (!set && step.name !== 'D:remove') return []
    return (inside(step, 'D:prop')?.children ?? []).map(({ name, text, children }) => ({
      name,
      set,
      text: children.length > 0 ? undefined : text,
    }))
  })
}

export function inside(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((one) => one.name === name)
}

export function allInside(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((one) => one.name === name)
}

export function namesIn(element: XmlElement | undefined): string[] {
  return [...new Set(element?.children.map(({ name }) => name))]
}

/** The request is XML, but says something else than its method does. */
export function unexpected({ name }: XmlElement, wanted: string): Problem {
  return new Problem('invalid', 'dav.unexpected', `Expected ${wanted}, found ${name.slice(0, 100)}`)
}
