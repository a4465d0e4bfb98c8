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

// A search changes in place: its links and forms fetch the page they lead to, and the parts marked with data-live are exchanged. What the page says in its
// status is read out; the address, the title and the way back are those of the page that was not loaded.
let fetching;
const live = () => document.querySelector('[data-live-page]');
addEventListener('click', event => {
  const link = event.target.closest?.('[data-live-page] a[href]');
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || link.target) return;
  if (link.origin !== location.origin || link.pathname !== location.pathname) return;
  event.preventDefault();
  go(link.href, true, link.dataset.key ?? '');
});
addEventListener('submit', event => {
  const form = event.target;
  if (!form.closest('[data-live-page]') || event.defaultPrevented || form.method !== 'get' || new URL(form.action).pathname !== location.pathname) return;
  event.preventDefault();
  const given = [...new FormData(form)].filter(([, value]) => value !== '');
  go(`${location.pathname}?${new URLSearchParams(given)}`, true, '');
});
addEventListener('popstate', () => live() && go(location.href, false, ''));
async function go(url, forward, key) {
  fetching?.abort();
  const mine = fetching = new AbortController();
  const results = document.querySelector('[data-live=results]');
  results.setAttribute('aria-busy', 'true');
  try {
    const answer = await fetch(url, { signal: mine.signal, headers: { accept: 'text/html' } });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (!answer.ok || !page.querySelector('[data-live=results]')) throw new Error(answer.status);
    if (forward) history.pushState(null, '', url);
    document.title = page.title;
    const chosen = new Set([...document.querySelectorAll('[form=compare][name=ids]')].filter(tick => tick.checked || tick.type === 'hidden').map(tick => tick.value));
    document.querySelectorAll('[data-live]').forEach(part => part.replaceChildren(...page.querySelector(`[data-live="${part.dataset.live}"]`).childNodes));
    const typed = document.querySelector('[data-live-page] [name=q]');
    if (typed && typed !== document.activeElement) typed.value = page.querySelector('[data-live-page] [name=q]').value;
    keep(chosen);
    if (forward) (key && document.querySelector(`[data-key="${CSS.escape(key)}"]`) || document.querySelector('[data-live=words]')).focus();
  } catch (error) {
    if (error.name !== 'AbortError') location.assign(url);
  } finally {
    results.removeAttribute('aria-busy');
  }
}

// Services ticked for comparison stay ticked when the list changes, those no longer shown too.
function keep(chosen) {
  document.querySelectorAll('[form=compare][name=ids]').forEach(tick => tick.checked = chosen.delete(tick.value));
  const form = document.getElementById('compare');
  chosen.forEach(id => form?.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'ids', value: id })));
  form?.querySelectorAll('input[type=hidden][name=ids]').forEach(input => input.setAttribute('form', 'compare'));
}
