import { isSame } from '#kernel/diff.ts'
import type { Item, ItemChange, ItemNew, ItemPrice } from '../item.ts'

/** An item while it is written: empty texts for what is not said. */
export interface ItemDraft {
  kind: Item['kind']
  name: string
  sku: string
  description: string
  unit: string
  /** Somebody chose the unit: the kind changes it no more. */
  unitChosen: boolean
  price: string
  taxId: string | null
  nature: Item['nature']
  labourShare: string
  revenueAccount: string
  tracksStock: boolean
  stock: string
  prices: ItemPrice[]
}

export function draftOf(item: Item | undefined, name = ''): ItemDraft {
  const plain = {
    kind: item?.kind ?? 'service',
    name: item?.name ?? name,
    description: item?.description ?? '',
    unit: item?.unit ?? 'HUR',
    price: item?.price ?? '',
    taxId: item?.taxId ?? null,
    nature: item?.nature ?? 'other',
    tracksStock: item?.tracksStock ?? false,
    prices: item?.prices ?? [],
  } as const
  return {
    ...plain,
    sku: item?.sku ?? '',
    labourShare: item?.labourShare ?? '',
    revenueAccount: item?.revenueAccount ?? '',
    unitChosen: item !== undefined,
    stock: '',
  }
}

/** What is sent for a new item. */
export function itemOf(draft: ItemDraft): ItemNew {
  const { kind, name, description, unit, taxId, nature, tracksStock, prices, stock } = draft
  return {
    kind,
    name,
    description,
    unit,
    taxId,
    nature,
    tracksStock,
    prices,
    price: draft.price || '0',
    sku: draft.sku.trim() || null,
    labourShare: draft.labourShare || null,
    revenueAccount: draft.revenueAccount.trim() || null,
    ...(stock && tracksStock && { stock }),
  }
}

/** Only what differs is sent: what somebody else changed meanwhile stays. */
export function changesOf(item: Item, draft: ItemDraft): ItemChange {
  const { stock: _, ...whole } = itemOf(draft)
  return Object.fromEntries(
    Object.entries(whole).filter(([field, value]) => !isSame(item[field as keyof Item], value)),
  )
}
