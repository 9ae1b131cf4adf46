import { hashOf } from '#kernel/hash.ts'
import { binaryOf, paramOf } from '#kernel/vcard.ts'
import type { VCardProperty } from '#kernel/vcard.ts'
import type { CardPhoto } from '../card-item.ts'

export interface PhotoBytes {
  type: string
  bytes: Uint8Array
}

/** The picture of a card when it is in the card itself; undefined without one, or for one that stands elsewhere. */
export function photoOf(lines: readonly VCardProperty[]): PhotoBytes | undefined {
  const inline = inlinePhoto(lines)
  if (!inline) return undefined
  try {
    const bytes = Uint8Array.fromBase64(inline.base64.replaceAll(/\s+/g, ''))
    return { type: typeOf(bytes) ?? inline.type ?? 'image/jpeg', bytes }
  } catch {
    return undefined
  }
}

/** What says that it is another picture; one that stands elsewhere has its address for it. */
export function photoMark(lines: readonly VCardProperty[]): CardPhoto | null {
  const inline = inlinePhoto(lines)
  const told =
    inline?.base64.replaceAll(/\s+/g, '') ?? lines.find(({ name }) => name === 'PHOTO')?.value.trim()
  if (!told) return null
  const turned = hashOf(`${told.length}${told.slice(-4000)}`)
  return { mark: [told.length, hashOf(told), turned].map((part) => (part >>> 0).toString(36)).join('-') }
}

/** The line of a picture (RFC 2426, 3.1.4; RFC 6350, 6.2.4). */
export function photoLine({ type, bytes }: PhotoBytes, version: '3.0' | '4.0'): VCardProperty {
  const base64 = bytes.toBase64()
  if (version === '4.0') return { name: 'PHOTO', params: {}, value: `data:${type};base64,${base64}` }
  const word = type.replace(/^image\//, '').toUpperCase()
  return { name: 'PHOTO', params: { ENCODING: ['b'], TYPE: [word] }, value: base64 }
}

function inlinePhoto(lines: readonly VCardProperty[]): { type?: string; base64: string } | undefined {
  for (const line of lines) {
    if (line.name !== 'PHOTO' || line.value.trim() === '') continue
    const found = binaryOf(line)
    if (found) return found
    // Some forget to say that it is base64, or even say that it is an address.
    const encoded = paramOf(line, 'ENCODING').some((word) => /^(b|base64)$/.test(word))
    if (encoded || /^[A-Za-z0-9+/\s]{100,}=*\s*$/.test(line.value)) return { base64: line.value }
  }
  return undefined
}

/** By the first bytes; what a line says of its picture is often wrong. */
function typeOf(bytes: Uint8Array): string | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 12))
  if (start.startsWith('\u00FF\u00D8\u00FF')) return 'image/jpeg'
  if (start.startsWith('\u0089PNG')) return 'image/png'
  if (start.startsWith('GIF8')) return 'image/gif'
  return start.startsWith('RIFF') && start.endsWith('WEBP') ? 'image/webp' : undefined
}
