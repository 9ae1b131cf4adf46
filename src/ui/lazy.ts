import { lazy as lazily } from 'react'
import { whenHeard } from './api/connection.ts'
import { apiRoot, request } from './api/request.ts'

const attempts = 3

/**
 * React's `lazy`, for parts of a screen: one that could not be fetched because the connection went comes when the
 * server is back. Thrown, its failure would take the whole screen along, and what somebody is typing there.
 */
export const lazy: typeof lazily = (fetchPart) => lazily(() => arrive(fetchPart))

async function arrive<Part>(fetchPart: () => Promise<Part>): Promise<Part> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await fetchPart()
    } catch (error) {
      // The server is there and does not have it: a newer version of Kontor runs, and only a reload helps.
      if (attempt === attempts) throw error
      await request(new Request(`${apiRoot}/session`)).catch(() => undefined)
      await whenHeard()
    }
  }
}
