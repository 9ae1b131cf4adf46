import type { FastifyRequest } from 'fastify'

import { Problem } from '#kernel/problem.ts'

export const SESSION_COOKIE = 'kontor_session'

/** The cookie of a browser or the bearer token of a program; a token wins. */
export function readCredentials(request: FastifyRequest): {
  cookie?: string | undefined
  bearer?: string | undefined
} {
  const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (bearer) return { bearer }
  const cookie = request.cookies[SESSION_COOKIE]
  return cookie ? { cookie } : {}
}

/**
 * Refuses a change that another site makes with our visitor's cookie (CSRF). Browsers say where a request comes
 * from in Sec-Fetch-Site and Origin (Fetch Metadata, OWASP's recommended defence); the cookie is SameSite=Lax too.
 */
export function checkOrigin(request: FastifyRequest, publicUrl: string): void {
  const site = request.headers['sec-fetch-site']
  const origin = request.headers.origin
  const own = new Set([publicUrl, `http://${request.headers.host}`, `https://${request.headers.host}`])
  const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none'
  const foreignOrigin = origin !== undefined && !own.has(origin)
  if (foreignSite || foreignOrigin) {
    throw new Problem('forbidden', 'foreign_origin', 'This request was made by another site.')
  }
}
