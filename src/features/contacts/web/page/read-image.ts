import { ApiProblem } from '#ui/api/api-problem.ts'
import { text } from '#ui/texts.ts'
import { drawnSize, type Box } from './crop.ts'

/** Twice what the page shows at most, so that the picture stays sharp on a fine screen. */
const most = { width: 400, height: 600 }
/** What the server takes. */
const mostBytes = 1_000_000
const qualities = [0.9, 0.75, 0.5]

/** The kinds of pictures offered for choosing. */
export const imageKinds = 'image/png,image/jpeg,image/webp,image/gif,image/avif,image/heic'

/** Opens a picture the right way up; says in words when the browser cannot. */
export async function readImage(file: Blob): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' })
  } catch (error) {
    throw new ApiProblem(415, 'picture_unreadable', text('page.picture.unreadable'), [
      { path: 'file', code: 'picture_unreadable', message: String(error) },
    ])
  }
}

/** The part of a picture as a small file: WebP where the browser writes it, else JPEG. */
export async function writeImage(image: ImageBitmap, part: Box): Promise<Blob> {
  const size = drawnSize(part, most)
  const canvas = new OffscreenCanvas(size.width, size.height)
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('No canvas')
  pen.imageSmoothingQuality = 'high'
  // JPEG knows no transparency; without this a cut-out logo would stand on black.
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, size.width, size.height)
  pen.drawImage(image, part.left, part.top, part.width, part.height, 0, 0, size.width, size.height)
  for (const type of ['image/webp', 'image/jpeg'])
    for (const quality of qualities) {
      const blob = await canvas.convertToBlob({ type, quality })
      if (blob.type === type && blob.size <= mostBytes) return blob
    }
  throw new Error(text('page.picture.too_large'))
}
