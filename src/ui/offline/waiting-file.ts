/** Files chosen without network carry a name of this kind until they have been sent. */
const WAITING_FILE = 'waiting-'

export const waitingFileId = (id: string): string => WAITING_FILE + id

/** The files of an input that have not been sent yet. */
export function waitingFiles(body: unknown): string[] {
  const files = typeof body === 'object' && body !== null && 'files' in body ? body.files : []
  return Array.isArray(files) ? files.filter((id): id is string => String(id).startsWith(WAITING_FILE)) : []
}
