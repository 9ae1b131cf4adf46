/** A part of an image: its middle, and how many times smaller it is than the largest part of its shape. */
export interface View {
  x: number
  y: number
  zoom: number
}

export interface Size {
  width: number
  height: number
}

export interface Box extends Size {
  left: number
  top: number
}

export const mostZoom = 8

/** The largest part of this shape (width by height), in the middle. */
export function wholeView(image: Size): View {
  return { x: image.width / 2, y: image.height / 2, zoom: 1 }
}

/** What of the image the view shows, in pixels of the image. */
export function boxOf(view: View, image: Size, shape: number): Box {
  const size = partSize(image, shape, view.zoom)
  return { left: view.x - size.width / 2, top: view.y - size.height / 2, ...size }
}

/** Moves the view by parts of what it shows; it never leaves the image. */
export function moved(view: View, image: Size, shape: number, by: { right: number; down: number }): View {
  const size = partSize(image, shape, view.zoom)
  return inside(
    { ...view, x: view.x + by.right * size.width, y: view.y + by.down * size.height },
    image,
    shape,
  )
}

/** Comes closer (factor above 1) or steps back, around the middle. */
export function zoomed(view: View, image: Size, shape: number, factor: number): View {
  return inside({ ...view, zoom: between(1, view.zoom * factor, mostZoom) }, image, shape)
}

/** Brings a view back into the image, for instance after its shape changed. */
export function inside(view: View, image: Size, shape: number): View {
  const { width, height } = partSize(image, shape, view.zoom)
  return {
    zoom: view.zoom,
    x: between(width / 2, view.x, image.width - width / 2),
    y: between(height / 2, view.y, image.height - height / 2),
  }
}

/** The size a part is drawn in: never larger than it is, never beyond `most`. */
export function drawnSize(part: Size, most: Size): Size {
  const scale = Math.min(1, most.width / part.width, most.height / part.height)
  return {
    width: Math.max(1, Math.round(part.width * scale)),
    height: Math.max(1, Math.round(part.height * scale)),
  }
}

function partSize(image: Size, shape: number, zoom: number): Size {
  const width = Math.min(image.width, image.height * shape) / zoom
  return { width, height: width / shape }
}

function between(least: number, value: number, most: number): number {
  return Math.max(least, Math.min(value, Math.max(least, most)))
}
