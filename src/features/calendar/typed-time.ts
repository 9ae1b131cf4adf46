/** A clock time as people type it: `9`, `930`, `9:30`, `9.30 Uhr`, `14h`, `2pm`; undefined when it is none. */
export function typedTime(text: string): string | undefined {
  const found = /^(\d{1,2})(?:\s*[:.h]?\s*(\d{2}))?\s*(?:uhr|h)?\s*(am|pm)?$/i.exec(text.trim())
  if (!found) return undefined
  const half = found[3]?.toLowerCase()
  const typed = Number(found[1])
  const hour = half === undefined ? typed : half === 'pm' ? (typed % 12) + 12 : typed % 12
  const minute = Number(found[2] ?? 0)
  if (hour > 23 || minute > 59 || (half !== undefined && typed > 12)) return undefined
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
