/** Saves what an address answers as a file; the screen stays, also when the answer is a refusal. */
export function download(address: string): void {
  const link = document.createElement('a')
  link.href = address
  link.download = ''
  link.click()
}
