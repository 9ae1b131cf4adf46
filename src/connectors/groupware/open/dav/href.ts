/**
 * The one way we write the address of a resource: servers encode the same name differently from answer to answer, so it
 * is decoded and encoded again; without the server where that is the account's own, so that a firm can move its server.
 */
export function resourceId(href: string, { url: at, base }: { url: URL; base: URL }): string {
  const url = new URL(href, at)
  const path = url.pathname.split('/').map(recode).join('/')
  return url.origin === base.origin ? path : url.origin + path
}

function recode(segment: string): string {
  try {
    // RFC 3986, 3.3: what a segment may have as it is.
    return encodeURIComponent(decodeURIComponent(segment)).replaceAll(
      /%(?:40|3A|24|26|2B|2C|3B|3D)/g,
      (sign) => decodeURIComponent(sign),
    )
  } catch {
    return segment
  }
}

/**
 * Etags of one state differ by what servers and proxies do to them: weakness (RFC 9110, 8.8.1), compression, and
 * quotes that are forgotten in a property.
 */
export function plainEtag(etag: string): string {
  const plain = etag
    .trim()
    .replace(/^W\//, '')
    .replace(/-gzip"$/, '"')
  return plain.startsWith('"') ? plain : `"${plain}"`
}
