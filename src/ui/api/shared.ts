/**
 * The fresh answer, with each part that says nothing new as it was, so that only what changed is drawn again. Records are
 * matched by their `id`: one that comes in above the others or goes away does not make those below it new.
 */
export function shared(old: unknown, fresh: unknown): unknown {
  if (Object.is(old, fresh)) return old
  if (Array.isArray(old) && Array.isArray(fresh)) return sharedList(old, fresh)
  if (isPlain(old) && isPlain(fresh)) return sharedObject(old, fresh)
  return fresh
}

function sharedList(old: readonly unknown[], fresh: readonly unknown[]): readonly unknown[] {
  const byId = new Map(old.map((one) => [idOf(one), one]))
  const list = fresh.map((one, at) => {
    const id = idOf(one)
    return shared(id === undefined ? old[at] : byId.get(id), one)
  })
  return list.length === old.length && list.every((one, at) => one === old[at]) ? old : list
}

function sharedObject(old: Plain, fresh: Plain): Plain {
  const keys = Object.keys(fresh)
  let isSame = keys.length === Object.keys(old).length
  const object: Plain = {}
  for (const key of keys) {
    object[key] = shared(old[key], fresh[key])
    isSame &&= object[key] === old[key] && key in old
  }
  return isSame ? old : object
}

type Plain = Record<string, unknown>

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

const idOf = (value: unknown): unknown => (isPlain(value) ? value['id'] : undefined)
