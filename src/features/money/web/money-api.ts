import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { call } from '#features/settings/web/call.ts'
import { text } from '#ui/texts.ts'
import { did } from '#ui/undo.ts'
import type { z } from 'zod'
import type { Conversion, Rate, RateChange, RateNew, ecbImport } from '../rate.ts'

export type EcbImport = z.infer<typeof ecbImport>

/** What an amount is worth in another currency; `amount` is null when no rate is known. */
export const conversionQuery = (query: { from: string; to: string; amount: string; day: string }) =>
  queryOptions({
    queryKey: ['rate', 'convert', query],
    queryFn: ({ signal }) => call<Conversion>('GET', '/rates/convert', { query, signal }),
  })

/** Writes the firm's own rates; each change can be taken back. */
export function useRates() {
  const client = useQueryClient()
  const again = () => client.invalidateQueries({ queryKey: ['rate'] })
  const create = async (body: RateNew) => {
    const rate = await call<Rate>('POST', '/rates', { body })
    await again()
    return rate
  }
  const change = async (id: string, body: RateChange, version: number) => {
    const rate = await call<Rate>('PATCH', `/rates/${id}`, { body, version })
    await again()
    return rate
  }
  const remove = async (id: string) => {
    await call<void>('DELETE', `/rates/${id}`)
    await again()
  }
  const say = (key: 'money.rate_saved' | 'money.rate_deleted', { from, to }: Pick<Rate, 'from' | 'to'>) =>
    text(key, { pair: `${from} → ${to}` })
  return {
    again,
    async create(body: RateNew) {
      const rate = await create(body)
      did({ label: say('money.rate_saved', rate), undo: () => remove(rate.id) })
    },
    async change(before: Rate, { day, rate }: { day: string; rate: string }) {
      const { version } = await change(before.id, { day, rate }, before.version)
      const back = { day: before.day, rate: before.rate }
      did({ label: say('money.rate_saved', before), undo: () => change(before.id, back, version) })
    },
    async remove({ id, from, to, day, rate }: Rate) {
      await remove(id)
      did({ label: say('money.rate_deleted', { from, to }), undo: () => create({ from, to, day, rate }) })
    },
  }
}
