// Paper cannot be pressed: every disclosure is open while printing, and as it was afterwards.

export function openOnPrint (document) {
  const opened = []
  window.addEventListener('beforeprint', () => document.querySelectorAll('details:not([open])').forEach((one) => {
    one.open = true
    opened.push(one)
  }))
  window.addEventListener('afterprint', () => opened.splice(0).forEach((one) => { one.open = false }))
}
