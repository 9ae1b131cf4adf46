import type { CardItem } from '#kernel/groupware/card-item.ts'
import type { ItemStore } from '../../groupware.ts'
import type { DavClient } from './dav-client.ts'

export function openCardStore(_dav: DavClient, _id: string): ItemStore<CardItem> {
  throw new Error('later')
}
