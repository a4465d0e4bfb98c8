// Small comforts; every page works without them.

// A second press on a submit button does nothing. (The server is idempotent anyway.)
addEventListener('submit', event => {
  const form = event.target;
  if (form.dataset.sent) event.preventDefault();
  else if (!event.defaultPrevented && form.method === 'post') {
    form.dataset.sent = 'yes';
    setTimeout(() => delete form.dataset.sent, 8000);
  }
});
addEventListener('pageshow', () => document.querySelectorAll('form[data-sent]').forEach(form => delete form.dataset.sent));

// Escape closes an explained word without moving the focus.
addEventListener('keydown', event => {
  if (event.key === 'Escape') document.querySelectorAll('.m-term').forEach(term => term.classList.add('is-shut'));
});
addEventListener('focusin', reopen);
addEventListener('pointerover', reopen);
function reopen(event) {
  const term = event.target.closest?.('.m-term');
  document.querySelectorAll('.m-term.is-shut').forEach(shut => shut !== term && shut.classList.remove('is-shut'));
  // An explanation that would leave the screen opens to the left.
  if (term) term.classList.toggle('is-end', term.getBoundingClientRect().left + 336 > document.documentElement.clientWidth);
}

document.querySelectorAll('[data-print]').forEach(button => button.addEventListener('click', () => print()));

// Names to choose from while typing a search; the browser's own list, so that keyboard and screen reader work as everywhere.
document.querySelectorAll('input[data-suggest]').forEach(input => {
  let waiting;
  input.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const typed = input.value.trim();
      const names = typed ? await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(typed)}`).then(r => r.ok ? r.json() : [], () => []) : [];
      if (input.value.trim() === typed) input.list.replaceChildren(...names.map(name => new Option('', name)));
    }, 120);
  });
});
