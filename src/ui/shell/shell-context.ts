import { createContext, useContext } from 'react'
import type { Pages } from './pages.ts'

/** Everything the features bring, merged; the shell draws its navigation, menus and palette from it. */
export type Offer = Required<Omit<Pages, 'routes'>>

export const OfferContext = createContext<Offer>({ nav: [], create: [], records: [] })

/** What the features offer. */
export function useOffer(): Offer {
  return useContext(OfferContext)
}
