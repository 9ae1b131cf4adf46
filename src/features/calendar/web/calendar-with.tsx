import { CalendarPage } from './calendar-page.tsx'
import { CalendarSlots } from './calendar-slots.ts'

/** The calendar with what other rooms show in it. */
export function calendarWith(slots: CalendarSlots) {
  return function CalendarScreen() {
    return (
      <CalendarSlots value={slots}>
        <CalendarPage />
      </CalendarSlots>
    )
  }
}
