/** How many of a list Graph has room for, and which of them go where. */
export interface Room<T> {
  slot(one: T): string
  /** Of a slot. */
  places: Record<string, number>
  /** Equal for two that are the same in Outlook. */
  key(one: T): string
}

/** Those of a list that Graph has room for, in their order. */
export function fitting<T>(list: readonly T[], { slot, places }: Room<T>): T[] {
  const taken = new Map<string, number>()
  return list.filter((one) => {
    const count = (taken.get(slot(one)) ?? 0) + 1
    taken.set(slot(one), count)
    return count <= (places[slot(one)] ?? 0)
  })
}

/**
 * The list as it is now: as Kontor wrote it, with what was changed in Outlook since. What Outlook had no room for stays;
 * what it had and has no more is gone; what is new there takes the place of what is gone, or comes last.
 */
export function mergedList<T>(kept: readonly T[] | undefined, now: readonly T[], room: Room<T>): T[] {
  if (!kept) return [...now]
  const fits = new Set(fitting(kept, room))
  const left = [...now]
  const take = (is: (one: T) => boolean): T | undefined => {
    const at = left.findIndex(is)
    return at < 0 ? undefined : left.splice(at, 1)[0]
  }
  const same = (a: T) => (b: T) => room.slot(a) === room.slot(b) && room.key(a) === room.key(b)
  const still = kept.map((one) => (!fits.has(one) || take(same(one)) !== undefined ? one : undefined))
  const filled = still.map((one, at) => {
    const old = kept[at]
    return one ?? (old === undefined ? undefined : take((other) => room.slot(other) === room.slot(old)))
  })
  return [...filled.filter((one) => one !== undefined), ...left]
}
