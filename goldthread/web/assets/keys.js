// Ctrl and / puts the cursor in the search box from anywhere.

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
