import { z } from 'zod'

/** Something uploaded: seen by its creator until it hangs on an entry, then by whoever may see the entry. */
export const file = z
  .object({
    id: z.uuid(),
    name: z.string(),
    type: z.string(),
    size: z.int(),
    createdAt: z.string(),
    createdBy: z.uuid().nullable(),
    version: z.int().meta({ description: 'Number of its newest content; older ones are kept' }),
  })
  .meta({ id: 'File' })
export type File = z.infer<typeof file>

export const fileVersion = z
  .object({
    number: z.int(),
    type: z.string(),
    size: z.int(),
    createdAt: z.string(),
    createdBy: z.uuid().nullable(),
  })
  .meta({ id: 'FileVersion' })

export const fileName = z.string().transform(tidyName).pipe(z.string().min(1).max(255))
export const fileChange = z.object({ name: fileName }).meta({ id: 'FileChange' })

export const contactFile = file
  .extend({ entryId: z.uuid(), contactId: z.uuid().nullable(), contactName: z.string().nullable() })
  .meta({ id: 'ContactFile' })

/** Without folders and control characters; composed, because a Mac sends umlauts in two pieces. */
export function tidyName(name: string): string {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  return last.replaceAll(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, '').trim()
}

/** The media type as it was said, when it is one. */
export function tidyType(type: string): string {
  const plain = type.split(';')[0]?.trim().toLowerCase() ?? ''
  return /^[a-z0-9][\w.+-]{0,60}\/[\w.+-]{1,100}$/.test(plain) ? plain : 'application/octet-stream'
}

/** What a browser may show in place: nothing that can carry a script of ours (HTML, SVG). */
const SHOWABLE = new Set([
  'image/png',
  'image/jpeg',
  'image/webp',
  'image/gif',
  'application/pdf',
  'text/plain',
])

/** How a file is served: shown in place when that is asked for and safe, else downloaded (RFC 6266). */
export function serving(name: string, type: string, inline: boolean) {
  const shown = inline && SHOWABLE.has(type)
  const ascii = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll(/[^\x20-\x7E]|["\\%]/g, '_')
  const utf8 = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return {
    type: type === 'text/plain' ? 'text/plain; charset=utf-8' : type,
    disposition: `${shown ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${utf8}`,
    policy: policyFor(type),
  }
}

/** Browsers refuse to show a PDF in a sandbox; their viewer is one itself. */
function policyFor(type: string): string {
  const nothing = `default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'`
  return type === 'application/pdf' ? `${nothing}; object-src 'self'` : `${nothing}; sandbox`
}
