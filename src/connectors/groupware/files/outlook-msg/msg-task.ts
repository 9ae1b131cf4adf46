import { factUid } from '#kernel/groupware/fact-uid.ts'
import { plainOfHtml } from '#kernel/groupware/plain-text.ts'
import type { TodoItem } from '#kernel/groupware/todo-item.ts'
import { MINUTE, dayText, wallOf } from '#kernel/wall.ts'
import { instantOf, wallAt } from '#kernel/zone-clock.ts'
import { isPrivate } from './msg-event.ts'
import type { Msg } from './open-msg.ts'
import { SETS, numberOf, textOf, timeOf } from './open-msg.ts'

/** A task out of Outlook ([MS-OXOTASK]), which knows days of it and no times. */
export function taskOfMsg(msg: Msg, zone: string): TodoItem {
  const { fields, text } = msg
  const title = text(0x0037)
  const dueDay = dayOf(msg.named(SETS.task, 0x81_05), zone)
  const startDay = dayOf(msg.named(SETS.task, 0x81_04), zone)
  const description = textOf(fields.body) || plainOfHtml(fields.bodyHtml ?? '')
  return {
    uid: factUid('msg', [title, startDay, dueDay, description]),
    title,
    description,
    categories: msg.categories(),
    dueDay,
    dueTime: null,
    timeZone: zone,
    startDay,
    status: statusOf(msg),
    priority: PRIORITIES[msg.number(0x0017) ?? 1] ?? 'normal',
    reminderMinutes: reminderOf(msg, dueDay, zone),
    rrule: null,
    private: isPrivate(msg),
    kontorId: null,
  }
}

/** Whether it comes again, in a way that is not read. */
export function isRepeated(msg: Msg): boolean {
  return msg.named(SETS.task, 0x81_26) === true
}

const PRIORITIES: Record<number, TodoItem['priority']> = { 0: 'low', 1: 'normal', 2: 'high' }

/** The clock of the day is written as if it hung in UTC; what has hours is an instant after all. */
function dayOf(value: unknown, zone: string): string | null {
  const at = timeOf(value)
  if (at === undefined) return null
  return dayText(at % 86_400_000 === 0 ? at : wallAt(at, zone))
}

function statusOf(msg: Msg): TodoItem['status'] {
  const status = numberOf(msg.named(SETS.task, 0x81_01))
  const percent = numberOf(msg.named(SETS.task, 0x81_02)) ?? 0
  if (msg.named(SETS.task, 0x81_1c) === true || status === 2 || percent >= 1) return 'closed'
  return status === 1 || status === 3 || percent > 0 ? 'started' : 'open'
}

function reminderOf(msg: Msg, due: string | null, zone: string): number | null {
  const at = timeOf(msg.named(SETS.common, 0x85_60)) ?? timeOf(msg.named(SETS.common, 0x85_02))
  if (msg.named(SETS.common, 0x85_03) !== true || at === undefined || due === null) return null
  return Math.round((instantOf(wallOf(due), zone) - at) / MINUTE)
}
