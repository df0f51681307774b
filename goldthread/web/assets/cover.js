// In front of a family: the Cover button, or Shift three times, lays a neutral sheet over the page and loses no text.

const BETWEEN_PRESSES = 600

function thrice (document, act) {
  let presses = []
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Shift') {
      presses = []
    } else if (!event.repeat) {
      presses = [...presses.filter((at) => event.timeStamp - at < 2 * BETWEEN_PRESSES), event.timeStamp]
      if (presses.length >= 3) {
        presses = []
        act()
      }
    }
  })
}

export function watchCover (document) {
  const sheet = document.getElementById('goldthread-cover')
  if (!sheet || !sheet.showModal) return () => {}
  const title = document.title
  const lay = () => {
    if (sheet.open) return
    document.title = sheet.dataset.title
    sheet.showModal()
  }
  sheet.addEventListener('close', () => { document.title = title })
  sheet.addEventListener('cancel', (event) => event.preventDefault())
  document.querySelectorAll('[data-goldthread-cover]').forEach((link) => link.addEventListener('click', (event) => {
    event.preventDefault()
    lay()
  }))
  thrice(document, lay)
  return lay
}
