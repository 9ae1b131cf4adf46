import type { CardItem } from './card-item.ts'
import type { EventItem } from './event-item.ts'
import type { MailItem } from './mail-item.ts'
import type { TodoItem } from './todo-item.ts'

/** What an area's items are. */
export interface ItemOf {
  mail: MailItem
  task: TodoItem
  appointment: EventItem
  contact: CardItem
}
