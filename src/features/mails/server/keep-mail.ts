import type { MailContent, MailPart } from '#kernel/groupware/mail-item.ts'
import { TEXT_LIMIT } from '#features/history/history.ts'
import type { Files, StoredFile } from '#platform/files.ts'
import { cleanHtml } from '#platform/mime/clean-html.ts'
import { readMime } from '#platform/mime/read-mime.ts'

/** A mail whose bytes lie in the store, ready to be put on a timeline. */
export interface KeptMail {
  /** Its head and text; the HTML is cleaned. */
  content: Omit<MailContent, 'attachments'>
  /** The whole message as it came. */
  source: StoredFile
  files: StoredFile[]
  /** Pictures inside of the HTML. */
  pictures: { contentId: string; type: string; hash: string }[]
}

const MOST = 150 * 1024 * 1024

/** Reads a message and keeps its bytes; what nobody puts on a timeline within a day is swept away. */
export async function keepMail(
  files: Files,
  source: Uint8Array,
  { self = [] }: { self?: readonly string[] } = {},
): Promise<KeptMail> {
  const { attachments, ...content } = await readMime(source, { self })
  const kept: KeptMail = {
    content: {
      ...content,
      text: cut(content.text),
      html: content.html === null ? null : cleanHtml(content.html),
    },
    source: await files.keep(source, { name: 'mail.eml', type: 'message/rfc822', limit: MOST }),
    files: [],
    pictures: [],
  }
  for (const part of attachments) {
    const { name, type, bytes, contentId } = part
    const stored = await files.keep(bytes, { name, type, limit: MOST })
    if (contentId !== null && isInside(content.html, part))
      kept.pictures.push({ contentId, type, hash: stored.hash })
    else if (kept.files.length < FILES) kept.files.push(stored)
  }
  return kept
}

/** So many files hang on one entry at most; the others are in the message itself. */
const FILES = 50

/** A picture that the HTML shows is no file of its own. */
function isInside(html: string | null, { type, contentId }: MailPart): boolean {
  if (html === null || contentId === null || !/^image\/(png|jpe?g|gif|webp|bmp)$/i.test(type)) return false
  return html.includes(`cid:${contentId}`)
}

function cut(text: string): string {
  return text.length <= TEXT_LIMIT
    ? text
    : `${text.slice(0, TEXT_LIMIT - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}
