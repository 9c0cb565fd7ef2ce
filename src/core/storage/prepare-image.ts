import type { IMAGE_TYPES } from './file-column.js';

type ImageType = (typeof IMAGE_TYPES)[number];

/** The longer side of a thumbnail, in pixels. */
const THUMBNAIL_PIXELS = 256;

/** A picture takes this long at most, in seconds: bytes can be made to keep a decoder busy. */
const PATIENCE_S = 20;

/** A picture as it is stored. */
export interface PreparedImage {
  bytes: Buffer;
  /** WebP, within a square of 256 pixels; never larger than the picture. */
  thumbnail: Buffer;
}

/** A picture that cannot be taken; the message says why, for people. */
export class ImageError extends Error {}

/**
 * Draws a picture anew in its own format, upright and in sRGB, so that nothing of what cameras and editors write beside
 * the pixels (places, names, hidden thumbnails) is left.
 * @param type what was sniffed; bytes that a decoder takes for something else are refused.
 * @throws ImageError
 */
export async function prepareImage(
  bytes: Buffer,
  type: ImageType,
  maxPixels: number,
): Promise<PreparedImage> {
  // A large native library: only who takes pictures loads it.
  const { default: sharp } = await import('sharp');
  const open = () =>
    sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error' })
      .timeout({ seconds: PATIENCE_S })
      .autoOrient();
  const format = type.slice('image/'.length) as 'jpeg' | 'png' | 'webp';
  try {
    if ((await sharp(bytes, { limitInputPixels: maxPixels }).metadata()).format !== format) throw new Error();
    return {
      bytes: await open().toFormat(format).toBuffer(),
      thumbnail: await open()
        .resize(THUMBNAIL_PIXELS, THUMBNAIL_PIXELS, { fit: 'inside', withoutEnlargement: true })
        .webp()
        .toBuffer(),
    };
  } catch (error) {
    throw new ImageError(
      /pixel limit/.test((error as Error).message)
        ? `The picture is too large: it may have ${Math.floor(maxPixels / 1_000_000)} megapixels.`
        : 'The picture cannot be read; it may be damaged. Save it anew as JPEG, PNG or WebP.',
    );
  }
}
