import type { FastifyReply } from 'fastify'

/** Answers with a file of this name, which is given back (RFC 6266). */
export function asFile(response: FastifyReply, name: string, type: string): string {
  const ascii = name.replaceAll(/[^\u0020-\u007E]|["\\%]/g, '_')
  response
    .type(/^text\/[\w-]+$/.test(type) ? `${type}; charset=utf-8` : type)
    .header(
      'content-disposition',
      `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    )
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'no-store')
  return name
}
