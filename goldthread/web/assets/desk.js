// The auditor's desk: keys answer the question that has the focus. Nothing happens while somebody types words.

const ANSWERS = 5

export function watchDesk (document) {
  const form = document.querySelector('[data-goldthread-desk]')
  if (!form) return
  if (document.location.hash.startsWith('#question')) document.querySelector(document.location.hash)?.focus()
  form.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || isTyping(event.target)) return
    if (pressed(form, event)) event.preventDefault()
  })
}

function isTyping (target) {
  return target.matches('textarea, select, input:not([type=radio], [type=checkbox])')
}

// Whether the key was one of the desk's own. Arrows stay the browser's own among the answers.
function pressed (form, event) {
  const place = Number(event.key)
  if (place >= 1 && place <= ANSWERS) return answer(form, place)
  if (event.key.toLowerCase() === 'e') return press(form, '[data-desk-attach]')
  if (event.target.matches('input[type=radio]')) return false
  if (event.key === 'ArrowLeft') return press(form, '[data-desk-previous]')
  if (event.key === 'ArrowRight') return press(form, '.govuk-button[value=next]')
  return false
}

function answer (form, place) {
  const one = form.querySelectorAll('input[name=said]')[place - 1]
  if (!one) return false
  one.checked = true
  one.focus()
  one.dispatchEvent(new Event('change', { bubbles: true }))
  return true
}

function press (form, which) {
  const button = form.querySelector(which)
  button?.click()
  return Boolean(button)
}
