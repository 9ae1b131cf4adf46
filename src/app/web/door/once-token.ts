/** The secret of a link in a mail. It stands behind `#`, where no server log and no referrer sees it. */
export function onceToken(): string {
  return location.hash.slice(1)
}
