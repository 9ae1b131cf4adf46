import type { FastifyInstance } from 'fastify'

/** What pages of Kontor may load and do (Content Security Policy, level 3): what comes from here, no scripts in a page. */
const POLICY = [
  "default-src 'self'",
  "base-uri 'self'",
  "font-src 'self' https: data:",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "img-src 'self' data: blob:",
  "object-src 'none'",
  "script-src 'self'",
  "script-src-attr 'none'",
  "style-src 'self' 'unsafe-inline'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "connect-src 'self'",
].join(';')

/** As OWASP's Secure Headers Project advises. */
const HEADERS: readonly (readonly [string, string])[] = [
  ['content-security-policy', POLICY],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['origin-agent-cluster', '?1'],
  ['referrer-policy', 'no-referrer'],
  ['x-content-type-options', 'nosniff'],
  ['x-dns-prefetch-control', 'off'],
  ['x-download-options', 'noopen'],
  ['x-frame-options', 'SAMEORIGIN'],
  ['x-permitted-cross-domain-policies', 'none'],
  ['x-xss-protection', '0'],
]

const HTTPS_ONLY = ['strict-transport-security', 'max-age=31536000; includeSubDomains'] as const

/** Every answer says to browsers what they may do with it; a route may say it otherwise. */
export function sendSecurityHeaders(server: FastifyInstance, publicUrl: string): void {
  const headers = publicUrl.startsWith('https:') ? [...HEADERS, HTTPS_ONLY] : HEADERS
  server.addHook('onRequest', (_request, response, done) => {
    // On the answer of Node, so that those get them too who write to it past Fastify.
    for (const [name, value] of headers) response.raw.setHeader(name, value)
    done()
  })
}
