import './invoices.css'

/** Prints a PDF without leaving the screen. */
export function printPdf(address: string): void {
  const frame = document.createElement('iframe')
  frame.className = 'print-frame'
  frame.title = 'PDF'
  frame.src = address
  frame.addEventListener('load', () => frame.contentWindow?.print())
  for (const old of document.querySelectorAll('.print-frame')) old.remove()
  document.body.append(frame)
}
