// Left alone, the page covers itself; two minutes before the session would end it says so and can be kept.

const WARNING = 120

export function watchIdle (document, cover) {
  const { idleSeconds, coverSeconds, stayUrl } = document.body.dataset
  const notice = document.getElementById('goldthread-idle')
  if (!idleSeconds || !notice) return
  let touched = performance.now()
  let asked = touched
  const touch = () => { touched = performance.now() }
  for (const kind of ['pointerdown', 'keydown', 'input', 'scroll']) {
    document.addEventListener(kind, touch, { passive: true, capture: true })
  }
  const stay = async () => {
    const answer = await fetch(stayUrl, { credentials: 'same-origin', redirect: 'manual' }).catch(() => null)
    if (answer && answer.ok) {
      asked = performance.now()
      notice.hidden = true
    }
  }
  notice.querySelector('button').addEventListener('click', stay)
  // Work being typed keeps the session, so nobody is signed out mid-sentence.
  setInterval(() => {
    const now = performance.now()
    if ((now - touched) / 1000 > Number(coverSeconds)) cover()
    const left = Number(idleSeconds) - (now - asked) / 1000
    if (left < WARNING * 2 && touched > asked && now - touched < 60000) stay()
    else if (left < WARNING) notice.hidden = false
  }, 5000)
}
