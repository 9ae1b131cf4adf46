import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useOnline } from '#ui/api/connection.ts'
import { carryOver } from '#ui/offline/carry-over.ts'
import { whenOutboxChanges } from '#ui/offline/store.ts'
import { takeAlong } from './take-along.ts'

/** Asked anew this often at most, however much changes. */
const rest = 30_000
const often = 5 * 60_000
const ON_THE_ROAD = new Set(['visit', 'appointment', 'task', 'contact'])

/** Takes the day along whenever it changed, and carries over what was done as soon as the server is heard. */
export function useCarrying(owner: string): void {
  const client = useQueryClient()
  const online = useOnline()
  useEffect(() => {
    if (!online) return undefined
    let last = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    const take = () => {
      last = Date.now()
      timer = undefined
      void takeAlong(owner).catch(() => undefined)
    }
    const soon = () => (timer ??= setTimeout(take, Math.max(1000, last + rest - Date.now())))
    const carry = async () => {
      const { sent } = await carryOver()
      if (sent === 0) return
      await client.invalidateQueries()
      take()
    }
    take()
    void carry().catch(() => undefined)
    const begin = () => void carry().catch(() => undefined)
    addEventListener('online', begin)
    const interval = setInterval(take, often)
    const stop = client.getQueryCache().subscribe((event) => {
      const isFresh = event.type === 'updated' && event.action.type === 'success'
      if (isFresh && ON_THE_ROAD.has(String(event.query.queryKey[0]))) soon()
    })
    return () => {
      removeEventListener('online', begin)
      clearInterval(interval)
      clearTimeout(timer)
      stop()
    }
  }, [client, online, owner])
  // What waits is drawn as if it had gone over.
  useEffect(() => whenOutboxChanges(() => void client.invalidateQueries({ queryKey: ['visit'] })), [client])
}
