import { Problem } from '#kernel/problem.ts'
import type { House } from '#platform/house.ts'

/** A kept picture: whole within 200 × 300, and a square of 64 × 64 cut from its middle. */
export interface Picture {
  hash: string
  thumbnailHash: string
}

/** More pixels than a camera's picture of 1 MB has; what claims more is made to fill our memory. */
const MAX_PIXELS = 40_000_000

let queue: Promise<unknown> = Promise.resolve()

/**
 * Decodes what claims to be a picture and keeps it in our own sizes: upright, as WebP, without the place and the
 * camera that the file may tell. One at a time, because decoding takes memory.
 */
export function makePicture(content: Buffer, house: House): Promise<Picture> {
  const made = queue.then(() => make(content, house))
  queue = made.catch(() => {})
  return made
}

async function make(content: Buffer, house: House): Promise<Picture> {
  const sharp = await loadSharp()
  const image = sharp(content, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
  const render = async () => {
    const upright = image.autoOrient()
    const photo = upright.clone().resize({ width: 200, height: 300, fit: 'inside', withoutEnlargement: true })
    const thumbnail = upright.clone().resize({ width: 64, height: 64, fit: 'cover' })
    return [
      await photo.webp({ quality: 85 }).toBuffer(),
      await thumbnail.webp({ quality: 80 }).toBuffer(),
    ] as const
  }
  const [photo, thumbnail] = await render().catch((error: unknown) => {
    throw refusal(error)
  })
  const about = { name: 'photo.webp', type: 'image/webp', limit: Infinity }
  const kept = await house.files.keep(photo, about)
  return { hash: kept.hash, thumbnailHash: (await house.files.keep(thumbnail, about)).hash }
}

/** Loaded with the first picture, because it takes 20 MB; knows only the formats we take. */
async function loadSharp() {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  sharp.concurrency(1)
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({
    operation: ['VipsForeignLoadPngBuffer', 'VipsForeignLoadJpegBuffer', 'VipsForeignLoadWebpBuffer'],
  })
  return sharp
}

function refusal(error: unknown): Problem {
  if (error instanceof Error && error.message.includes('pixel limit')) {
    return new Problem('too-large', 'photo.too_many_pixels', 'The picture has too many pixels.')
  }
  return new Problem('wrong-kind', 'photo.not_a_picture', 'Send a picture as PNG, JPEG or WebP.')
}
