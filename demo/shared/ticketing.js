/** The ticketing page's own lines: a ticket chosen in the feed decides what the thread and the attachments show. */
import { insert } from './supabase.js';

const [feed, thread, files, reply] = ['feed', 'thread', 'files', 'reply'].map((id) => document.getElementById(id));
let chosen = null;

function choose(id) {
  chosen = id;
  thread.setAttribute('ticket-id', id);
  files.setAttribute('ticket-id', id);
  showChosen();
}

/** The heading follows the feed's row, so that it is as live as the feed. */
function showChosen() {
  const ticket = feed.rows.find(({ id }) => id === chosen);
  if (ticket) {
    document.getElementById('subject').textContent = `#${ticket.number} ${ticket.subject}`;
    document.getElementById('body').textContent = ticket.body ?? '';
  }
}

// The feed is `clickable`: its rows are buttons, for the keyboard too.
feed.addEventListener('live-row-click', ({ detail }) => choose(detail.row.id));

// The feed announces each read that it has verified: the first one chooses the ticket of the address (#1077), or the newest.
feed.addEventListener('live-synced', () => {
  if (feed.rows.some(({ id }) => id === chosen)) return;
  const ticket = feed.rows.find(({ number }) => location.hash === `#${number}`) ?? feed.rows[0];
  if (ticket) choose(ticket.id);
});
feed.addEventListener('live-update', showChosen);

function step(by) {
  const place = feed.rows.findIndex(({ id }) => id === chosen);
  const ticket = feed.rows[place + by];
  if (ticket) choose(ticket.id);
}
document.getElementById('previous').addEventListener('click', () => step(-1));
document.getElementById('next').addEventListener('click', () => step(1));

reply.addEventListener('submit', async (event) => {
  event.preventDefault();
  const { body } = reply.elements;
  body.setCustomValidity('');
  try {
    await insert('comments', { ticket_id: chosen, author: 'You', body: body.value });
    reply.reset();
  } catch (error) {
    body.setCustomValidity(error.message);
    body.reportValidity();
  }
});
reply.addEventListener('input', ({ target }) => target.setCustomValidity(''));
