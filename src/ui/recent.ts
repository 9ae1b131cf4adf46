/** A record somebody opened lately, as the palette shows it. */
export interface RecentRecord {
  kind: string
  id: string
  title: string
  subtitle?: string | null
  mark?: 'person' | 'company' | null
}

const most = 8

/** Remembers on this device that the user opened a record. */
export function used(userId: string, record: RecentRecord): void {
  const others = recentRecords(userId).filter(({ kind, id }) => kind !== record.kind || id !== record.id)
  localStorage.setItem(storeOf(userId), JSON.stringify([record, ...others].slice(0, most)))
}

/** The records the user opened last, the newest first. */
export function recentRecords(userId: string): RecentRecord[] {
  try {
    return JSON.parse(localStorage.getItem(storeOf(userId)) ?? '[]') as RecentRecord[]
  } catch {
    return []
  }
}

/** Another person at this desk shall not read them. */
export function forgetRecent(userId: string): void {
  localStorage.removeItem(storeOf(userId))
}

function storeOf(userId: string): string {
  return `kontor.recent.${userId}`
}
