// A question that waits for another answer stands open only once that answer is chosen. What was typed in it is kept.

export function watchAsked (document) {
  document.querySelectorAll('form').forEach((form) => {
    const waiting = [...form.querySelectorAll('[data-asked-when]')]
    if (!waiting.length) return
    const show = () => waiting.forEach((one) => {
      const chosen = new FormData(form).getAll(one.dataset.askedWhen)
      one.hidden = !one.dataset.askedFor.split(' ').some((value) => chosen.includes(value))
    })
    waiting.forEach((one) => one.querySelectorAll('[data-asked-words]').forEach((words) => { words.hidden = true }))
    form.addEventListener('change', show)
    show()
  })
}
