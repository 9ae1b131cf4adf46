import { expect, test } from 'vitest'
import { boxOf, drawnSize, inside, moved, wholeView, zoomed } from './crop.ts'

const wide = { width: 600, height: 300 }

test('the first view is the largest square in the middle', () => {
  expect(boxOf(wholeView(wide), wide, 1)).toEqual({ left: 150, top: 0, width: 300, height: 300 })
})

test('moving stops at the edge of the image', () => {
  const far = moved(wholeView(wide), wide, 1, { right: 5, down: 5 })
  expect(boxOf(far, wide, 1)).toEqual({ left: 300, top: 0, width: 300, height: 300 })
})

test('zooming stays between the whole and eight times', () => {
  const near = zoomed(wholeView(wide), wide, 1, 100)
  expect(near.zoom).toBe(8)
  expect(zoomed(near, wide, 1, 0.001).zoom).toBe(1)
})

test('stepping back at the edge comes back into the image', () => {
  const corner = moved(zoomed(wholeView(wide), wide, 1, 4), wide, 1, { right: 9, down: 9 })
  const box = boxOf(zoomed(corner, wide, 1, 0.25), wide, 1)
  expect(box).toEqual({ left: 300, top: 0, width: 300, height: 300 })
})

test('another shape stays inside the image', () => {
  const box = boxOf(inside(wholeView(wide), wide, 2 / 3), wide, 2 / 3)
  expect(box.height).toBeCloseTo(300)
  expect(box.width).toBeCloseTo(200)
})

test('small pictures are not blown up, large ones fit', () => {
  expect(drawnSize({ width: 50, height: 50 }, { width: 400, height: 600 })).toEqual({ width: 50, height: 50 })
  expect(drawnSize({ width: 3000, height: 3000 }, { width: 400, height: 600 })).toEqual({
    width: 400,
    height: 400,
  })
})
