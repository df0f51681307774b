// Paper cannot be pressed: every disclosure is open while printing, and as it was afterwards.

// What is put on paper is seen by more than its reader: a page that names its log's address says that it was printed.
function tell (document) {
  const print = document.querySelector('[data-goldthread-print]')
  if (!print) return
  const token = print.querySelector('[name=csrfmiddlewaretoken]')
  fetch(print.dataset.goldthreadPrint, {
    method: 'POST', keepalive: true, credentials: 'same-origin', headers: { 'X-CSRFToken': token ? token.value : '' },
  })
}

export function openOnPrint (document) {
  const opened = []
  window.addEventListener('beforeprint', () => tell(document))
  window.addEventListener('beforeprint', () => document.querySelectorAll('details:not([open])').forEach((one) => {
    one.open = true
    opened.push(one)
  }))
  window.addEventListener('afterprint', () => opened.splice(0).forEach((one) => { one.open = false }))
}
