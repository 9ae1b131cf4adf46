/** Where a record is opened from outside: the web client knows the screen of each kind. */
export function recordLink(
  publicUrl: string,
  { recordKind, recordId, occurrence }: { recordKind: string; recordId: string; occurrence: string | null },
): string {
  const query = occurrence === null ? '' : `?occurrence=${encodeURIComponent(occurrence)}`
  return `${publicUrl}/open/${encodeURIComponent(recordKind)}/${recordId}${query}`
}
