import { createContext, useContext, type ComponentType } from 'react'
import type { Pages } from './pages.ts'

/** Everything the features bring, merged; the shell draws its navigation, menus and palette from it. */
export type Offer = Required<Omit<Pages, 'routes' | 'layer'>> & { layers: ComponentType[] }

export const OfferContext = createContext<Offer>({
  nav: [],
  views: [],
  create: [],
  records: [],
  jobs: [],
  layers: [],
})

/** What the features offer. */
export function useOffer(): Offer {
  return useContext(OfferContext)
}
