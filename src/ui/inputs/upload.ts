import { ApiProblem, NoConnection } from '../api/api-problem.ts'
import { apiRoot, uploadHeaders } from '../api/request.ts'

/** Sends a file and tells how far it is (0 to 1); `fetch` cannot tell that. */
export function upload<Answer>(
  path: string,
  file: File,
  options: {
    fields?: Record<string, string>
    onProgress?: (part: number) => void
    signal?: AbortSignal
  } = {},
): Promise<Answer> {
  const form = new FormData()
  for (const [name, value] of Object.entries(options.fields ?? {})) form.set(name, value)
  form.set('file', file)
  const call = new XMLHttpRequest()
  call.open('POST', apiRoot + path)
  call.responseType = 'json'
  for (const [name, value] of Object.entries(uploadHeaders())) call.setRequestHeader(name, value)
  options.signal?.addEventListener('abort', () => call.abort())
  call.upload.addEventListener('progress', (event) =>
    options.onProgress?.(event.loaded / Math.max(1, event.total)),
  )
  return new Promise((resolve, reject) => {
    call.addEventListener('load', () => {
      if (call.status < 300) return resolve(call.response as Answer)
      const said = (call.response ?? {}) as { code?: string; detail?: string; title?: string }
      reject(
        new ApiProblem(
          call.status,
          said.code ?? `http_${call.status}`,
          said.detail ?? said.title ?? call.statusText,
        ),
      )
    })
    call.addEventListener('error', () => reject(new NoConnection(call.statusText)))
    call.addEventListener('abort', () => reject(new DOMException('Aborted', 'AbortError')))
    call.send(form)
  })
}
