import type { Sign } from './pin.ts'

/** Twice as many dots as on the screen, so that marks stay sharp there and on phones. */
export const RATIO = 2

/** The picture of a pin: a disc in its colour with its sign, edged so that it stands off from any ground. */
export function drawMark(color: string, sign: Sign, edge: string): ImageData {
  return drawn(22, (pen) => {
    disc(pen, 11, 9, edge)
    if (sign === 'ring') {
      disc(pen, 11, 7.5, color)
      disc(pen, 11, 4.5, edge)
      return
    }
    disc(pen, 11, 7.5, color)
    pen.strokeStyle = edge
    pen.fillStyle = edge
    pen.lineWidth = 1.8
    pen.lineCap = 'round'
    pen.lineJoin = 'round'
    pen.beginPath()
    strokes[sign](pen)
    pen.stroke()
  })
}

/** The picture of several pins in one spot; the number is written over it. */
export function drawCluster(size: number, color: string, edge: string): ImageData {
  return drawn(size + 4, (pen) => {
    disc(pen, size / 2 + 2, size / 2 + 1.5, edge)
    disc(pen, size / 2 + 2, size / 2, color)
  })
}

/** Where a route begins or ends. */
export function drawHouse(color: string, edge: string): ImageData {
  return drawn(26, (pen) => {
    pen.fillStyle = edge
    pen.beginPath()
    pen.roundRect(1, 1, 24, 24, 7)
    pen.fill()
    pen.fillStyle = color
    pen.beginPath()
    pen.roundRect(2.5, 2.5, 21, 21, 6)
    pen.fill()
    pen.fillStyle = edge
    pen.beginPath()
    for (const [x, y] of [
      [13, 7],
      [19.5, 12.5],
      [17.5, 12.5],
      [17.5, 18.5],
      [8.5, 18.5],
      [8.5, 12.5],
      [6.5, 12.5],
    ] as const)
      pen.lineTo(x, y)
    pen.fill()
  })
}

const strokes: Record<Exclude<Sign, 'ring'>, (pen: Pen) => void> = {
  dot: (pen) => {
    pen.arc(11, 11, 1.6, 0, 7)
    pen.fill()
  },
  check: (pen) => {
    pen.moveTo(7.8, 11.3)
    pen.lineTo(10.2, 13.6)
    pen.lineTo(14.4, 8.8)
  },
  half: (pen) => {
    pen.moveTo(11, 7.5)
    pen.lineTo(11, 11)
    pen.lineTo(13.6, 12.6)
  },
  cross: (pen) => {
    pen.moveTo(8.6, 8.6)
    pen.lineTo(13.4, 13.4)
    pen.moveTo(13.4, 8.6)
    pen.lineTo(8.6, 13.4)
  },
  bar: (pen) => {
    pen.moveTo(8, 11)
    pen.lineTo(14, 11)
  },
  mark: (pen) => {
    pen.moveTo(11, 7.2)
    pen.lineTo(11, 11.4)
    pen.moveTo(11, 14.4)
    pen.lineTo(11, 14.5)
  },
}

type Pen = CanvasRenderingContext2D

function drawn(size: number, draw: (pen: Pen) => void): ImageData {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = size * RATIO
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('This browser draws no pictures')
  pen.scale(RATIO, RATIO)
  draw(pen)
  return pen.getImageData(0, 0, canvas.width, canvas.height)
}

function disc(pen: Pen, center: number, radius: number, color: string): void {
  pen.fillStyle = color
  pen.beginPath()
  pen.arc(center, center, radius, 0, 7)
  pen.fill()
}
