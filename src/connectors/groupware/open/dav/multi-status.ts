import { readXml } from '#kernel/read-xml.ts'
import type { XmlElement } from '#kernel/read-xml.ts'
import { GroupwareError } from '../../groupware-error.ts'
import { resourceId } from './href.ts'
import { PREFIXES } from './names.ts'

/** What a server says of one resource. */
export interface DavResponse {
  /** See `resourceId`. */
  id: string
  /** Of the whole resource; undefined where it has properties instead. */
  status: number | undefined
  /** The properties it has, by name with our prefix. */
  props: ReadonlyMap<string, XmlElement>
}

export interface MultiStatus {
  responses: DavResponse[]
  /** Of `sync-collection` (RFC 6578). */
  syncToken: string | undefined
}

/** Reads a 207 (RFC 4918, 13) that came from `url`; what nobody can read is `broken`. */
export function readMultiStatus({ body, url }: { body: Uint8Array; url: URL }, base: URL): MultiStatus {
  const root = readDav(body)
  if (root?.name !== 'd:multistatus') throw new GroupwareError('broken', 'The answer is no multi-status')
  return {
    responses: root.children
      .filter(({ name }) => name === 'd:response')
      .flatMap((one) => readOne(one, { url, base })),
    syncToken: child(root, 'd:sync-token')?.text.trim(),
  }
}

/** The element a body is made of; undefined when it is no XML. */
export function readDav(bytes: Uint8Array): XmlElement | undefined {
  try {
    return readXml(bytes, PREFIXES)
  } catch {
    return undefined
  }
}

/** The first element of this name right inside. */
export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((one) => one.name === name)
}

/** The addresses inside a property. */
export function hrefsOf(element: XmlElement | undefined): string[] {
  return (element?.children ?? []).filter(({ name }) => name === 'd:href').map(({ text }) => text.trim())
}

/** One response may speak of many resources when it is a status alone. */
function readOne(response: XmlElement, where: { url: URL; base: URL }): DavResponse[] {
  const status = statusOf(response)
  const props = new Map<string, XmlElement>()
  for (const stat of response.children) {
    if (stat.name !== 'd:propstat' || statusOf(stat) !== 200) continue
    for (const prop of child(stat, 'd:prop')?.children ?? []) props.set(prop.name, prop)
  }
  return hrefsOf(response).map((href) => ({ id: resourceId(href, where), status, props }))
}

function statusOf(element: XmlElement): number | undefined {
  const text = child(element, 'd:status')?.text
  return text === undefined ? undefined : Number(/\s(\d{3})(?:\s|$)/.exec(`${text} `)?.[1] ?? 500)
}
