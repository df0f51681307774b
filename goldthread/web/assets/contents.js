// The contents of a long page stay beside it where there is room. On a narrow screen they lie over it: folded until asked
// for, and again once something in them was chosen.

const ROOM = '(min-width: 64em)'

export function watchContents (document) {
  const contents = document.querySelector('[data-goldthread-contents]')
  if (!contents) return
  const room = window.matchMedia(ROOM)
  const fit = () => { contents.open = room.matches }
  fit()
  room.addEventListener('change', fit)
  contents.addEventListener('click', ({ target }) => {
    const link = target.closest('a[href^="#"]')
    if (!link) return
    openAt(document, link.hash)
    if (!room.matches) contents.open = false
  })
  openAt(document, window.location.hash)
}

// What is folded opens for whoever comes by its address, also where the browser does not open it by itself.
function openAt (document, hash) {
  const found = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)))
  const folded = found && found.closest('details')
  if (!folded || folded.open) return
  folded.open = true
  found.scrollIntoView()
}
