// Texts to be pasted elsewhere: one press puts them into the clipboard. Without a script they can be marked by hand.
for (const button of document.querySelectorAll('[data-copy]')) {
  const area = document.getElementById(button.dataset.copy)
  const word = button.textContent
  button.hidden = !navigator.clipboard
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(area.value)
      button.textContent = button.dataset.done
      setTimeout(() => (button.textContent = word), 2000)
    } catch {
      area.focus()
      area.select()
    }
  })
}
