/** A multipart form as `inject` takes it: its bytes and the header that describes them. */
export async function form(
  parts: Record<string, string | File | File[]>,
): Promise<{ body: Buffer; headers: { 'content-type': string } }> {
  const data = new FormData()
  for (const [name, value] of Object.entries(parts)) {
    for (const one of Array.isArray(value) ? value : [value]) data.append(name, one)
  }
  const response = new Response(data)
  return {
    body: Buffer.from(await response.arrayBuffer()),
    headers: { 'content-type': response.headers.get('content-type') ?? '' },
  }
}
