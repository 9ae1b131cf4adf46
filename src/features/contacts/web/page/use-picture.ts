import { useQueryClient } from '@tanstack/react-query'
import { ask, apiRoot, ifMatch, request } from '#ui/api/request.ts'
import { text } from '#ui/texts.ts'
import { did } from '#ui/undo.ts'
import type { Contact } from '../../contact.ts'

/** Sets or removes the picture of a contact. The old one is kept at hand, so that Ctrl+Z brings it back. */
export function useSetPicture(contact: Contact) {
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries({ queryKey: ['contact'] })
  return async (picture: Blob | null) => {
    const old = contact.photo ? await fetchPicture(contact.photo) : null
    await put(contact.id, picture, contact.version)
    await refresh()
    did({
      label: text(picture ? 'page.picture.set' : 'page.picture.removed', { name: contact.displayName }),
      undo: async () => {
        await put(contact.id, old)
        await refresh()
      },
    })
  }
}

/** Gives a contact a picture by its hash, one it had or could have had; the one it has comes back by Ctrl+Z. */
export function useTakeFormer(contactId: string) {
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries({ queryKey: ['contact'] })
  return async (hash: string) => {
    const { photo, displayName } = await ask<Contact>('GET', `/contacts/${contactId}`)
    const old = photo ? await fetchPicture(photo) : null
    await ask<Contact>('PUT', `/contacts/${contactId}/photo`, { body: { hash } })
    await refresh()
    did({
      label: text('page.picture.set', { name: displayName }),
      undo: async () => {
        await put(contactId, old)
        await refresh()
      },
    })
  }
}

/** The address of a picture, small or whole. */
export function pictureOf(photo: string, size?: 'thumbnail'): string {
  const url = new URL(photo, location.origin)
  if (size) url.searchParams.set('size', size)
  return url.pathname + url.search
}

async function fetchPicture(photo: string): Promise<Blob> {
  return (await request(new Request(new URL(pictureOf(photo), location.origin)))).blob()
}

async function put(id: string, picture: Blob | null, version?: number): Promise<void> {
  const seen = version === undefined ? {} : { version }
  if (!picture) return ask<void>('DELETE', `/contacts/${id}/photo`, seen)
  const headers = new Headers({ 'content-type': picture.type })
  if (version !== undefined) headers.set('if-match', ifMatch(version))
  const url = new URL(`${apiRoot}/contacts/${id}/photo`, location.origin)
  await request(new Request(url, { method: 'PUT', headers, body: picture }))
}
