/** A name that every file system takes; of a long one the end stays, which says what kind of file it is. */
export function fileName(text: string): string {
  const plain = text
    .replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[ .]+|[ .]+$/g, '')
  return plain.slice(-120).toWellFormed().trim() || 'file'
}
