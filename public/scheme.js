// Sets light or dark before the first paint. A file of its own, because the policy allows no inline scripts.
;(function () {
  var chosen = 'auto'
  try {
    chosen = localStorage.getItem('kontor.scheme') || 'auto'
  } catch {
    // Without storage the system decides.
  }
  var dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
})()
