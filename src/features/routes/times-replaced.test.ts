import { expect, test } from 'vitest'
import { timesReplaced } from './times-replaced.ts'

const stop = (startTime: string | null, begins: string, fixed = false) => ({
  begins,
  fixed,
  visit: { startTime },
})
const replaced = (...stops: ReturnType<typeof stop>[]) => timesReplaced(stops).map(({ begins }) => begins)

test('a time that somebody gave a visit is replaced by another one', () => {
  expect(replaced(stop('14:00', '08:30'), stop('09:15', '09:15'), stop(null, '10:00'))).toEqual(['08:30'])
})

test('the time that all have from their sample is nobody’s own', () => {
  expect(replaced(stop('08:00', '08:30'), stop('08:00', '09:15'))).toEqual([])
})

test('what is agreed stays', () => {
  expect(replaced(stop('14:00', '13:00', true))).toEqual([])
})
