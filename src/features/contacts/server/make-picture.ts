import type { House } from '#platform/house.ts'
import { MAX_PIXELS, inTurn, loadSharp, pictureRefusal } from '#platform/pictures.ts'

/** A kept picture: whole within 200 × 300, and a square of 64 × 64 cut from its middle. */
export interface Picture {
  hash: string
  thumbnailHash: string
}

/**
 * Decodes what claims to be a picture and keeps it in our own sizes: upright, as WebP, without the place and the
 * camera that the file may tell. One at a time, because decoding takes memory.
 */
export function makePicture(content: Buffer, house: House): Promise<Picture> {
  return inTurn(() => make(content, house))
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
    throw pictureRefusal(error)
  })
  const about = { name: 'photo.webp', type: 'image/webp', limit: Infinity }
  const kept = await house.files.keep(photo, about)
  return { hash: kept.hash, thumbnailHash: (await house.files.keep(thumbnail, about)).hash }
}
