import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { diff, inverse, patchOf } from '#kernel/diff.ts'
import { text } from '#ui/texts.ts'
import { did } from '#ui/undo.ts'
import type { settingsReply } from '../settings.ts'
import { call } from './call.ts'

type SettingsReply = z.infer<typeof settingsReply>

export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: ({ signal }) => call<SettingsReply>('GET', '/settings', { signal }),
  staleTime: 600_000,
})

/** The settings of the firm; undefined until they have come. */
export function useSettings(): SettingsReply | undefined {
  return useQuery(settingsQuery).data
}

/** Changes settings by a merge patch, if nobody changed them meanwhile, and can take it back. */
export function useSaveSettings(): (patch: object, label: string) => Promise<void> {
  const client = useQueryClient()
  const write = async (body: object) => {
    const known = client.getQueryData(settingsQuery.queryKey)
    const version = known && { version: known.version }
    try {
      const after = await call<SettingsReply>('PATCH', '/settings', { body, ...version })
      // An answer that is still on its way would bring the old version back.
      await client.cancelQueries({ queryKey: settingsQuery.queryKey })
      client.setQueryData(settingsQuery.queryKey, after)
      return after
    } catch (error) {
      void client.invalidateQueries({ queryKey: settingsQuery.queryKey })
      throw error
    }
  }
  const save = async (patch: object, label: string) => {
    const before = client.getQueryData(settingsQuery.queryKey)
    const after = await write(patch)
    if (!before) return
    const { version: _, updatedAt: __, ...back } = patchOf(inverse(diff(before, after)))
    did({ label: text('settings.changed', { what: label }), undo: () => inTurn(() => write(back)) })
  }
  return (patch, label) => inTurn(() => save(patch, label))
}

let last: Promise<unknown> = Promise.resolve()

/** One save after the other: each knows the version that the one before has made. */
function inTurn<Result>(run: () => Promise<Result>): Promise<Result> {
  const mine = last.then(run)
  last = mine.catch(() => undefined)
  return mine
}
