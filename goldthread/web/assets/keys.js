// Ctrl and / puts the cursor in the search box from anywhere; arrows walk from the box through the people found.

export function watchKeys (document) {
  document.addEventListener('keydown', (event) => {
    if (!event.ctrlKey || event.key !== '/') return
    const box = document.querySelector('[data-goldthread-search]')
    if (!box) return
    event.preventDefault()
    box.focus()
    box.select()
  })
}

export function watchHits (document) {
  const links = [...document.querySelectorAll('[data-goldthread-hits] a')]
  const box = document.querySelector('[data-goldthread-search]')
  if (!links.length) return
  document.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const here = links.indexOf(document.activeElement)
    // Arrows stay the page's own unless the box or somebody found has the focus.
    if (here < 0 && document.activeElement !== box) return
    const next = here + step
    const target = next < 0 ? box : links[Math.min(next, links.length - 1)]
    if (!target || (here < 0 && step < 0)) return
    event.preventDefault()
    target.focus()
  })
}
