// Keeps a form's draft as one writes: two seconds after the last key, and when the page is left.
(() => {
  const form = document.querySelector('form[data-draft]');
  if (!form) return;
  const status = form.querySelector('[data-draft-status]');
  let waiting;
  let changed = false;

  const written = () => {
    const data = new URLSearchParams(new FormData(form));
    data.set('do', 'keep');
    return data;
  };

  const keep = async () => {
    if (!changed) return;
    changed = false;
    try {
      const answer = await fetch(window.location.pathname, {
        method: 'POST', body: written(), headers: { Accept: 'text/plain' }, keepalive: true,
      });
      const time = new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
      status.textContent = answer.ok ? `Draft kept at ${time}. Only you can see it.` : 'The draft was not kept. Copy what you wrote.';
    } catch {
      changed = true;
      status.textContent = 'The draft was not kept: no answer. It is tried again as you write.';
    }
  };

  form.addEventListener('input', () => {
    changed = true;
    clearTimeout(waiting);
    waiting = setTimeout(keep, 2000);
  });
  form.addEventListener('submit', () => { changed = false; clearTimeout(waiting); });
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') keep(); });
})();
