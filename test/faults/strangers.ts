/**
 * Says so when a frame shows a row of a reader who has gone. `strangersScript` is the source that is put into the page.
 *
 * A reader has gone from the instant at which the page signs another one in, or has read another one's token: no frame after it may show what
 * only the one before was allowed to see, not even until the first read of the new one is answered.
 *
 * A row written after that instant is the server's doing: it asks whether a reader may see a row as it is by now, and
 * then sends it as it was, so one that changed hands to and fro within its pace is told to both.
 */
import { lists } from './lists.ts';

export interface StrangersWindow {
  /** Called by the page with what it should not have shown. */
  stranger(words: string): void;
  /** The page is about to sign somebody else in: what is shown now must not be in the next frame, unless it is theirs. */
  anotherReader(user: string): void;
  /** How often another reader's token came while rows of the last one were shown. */
  changesOfReader(): number;
}

interface Ticket {
  readonly id: string;
  readonly partner_id: string | null;
  readonly updated_at: string;
}

interface TicketsElement extends HTMLElement {
  readonly rows: readonly Ticket[];
}

/** Runs in the page: only its arguments are known there. */
function installStrangers(target: StrangersWindow & Window, place: number): void {
  let reader: string | undefined;
  let gone: ReadonlySet<string | null> = new Set();
  let changes = 0;
  const told = new Set<string>();
  const tickets = new Map<string, Ticket>();
  let changedAt = 0;

  const userOf = (token: string): string => {
    const claims = atob(token.split('.')[1]!.replaceAll('-', '+').replaceAll('_', '/'));
    return (JSON.parse(claims) as { sub: string }).sub;
  };
  const shown = (): string[] => {
    const element = target.document.querySelector<TicketsElement>(`#list-${place}`);
    for (const ticket of element?.rows ?? []) tickets.set(ticket.id, ticket);
    const drawn = element?.shadowRoot?.querySelectorAll<HTMLElement>('[part~=row]:not([hidden])') ?? [];
    return Array.from(drawn, ({ dataset }) => dataset['key'] ?? '');
  };
  const leave = (): void => {
    const partners = shown().map((key) => tickets.get(key)!.partner_id);
    gone = new Set(partners);
    changedAt = Date.now();
    if (partners.length > 0) changes++;
  };
  const readerIs = (user: string): void => {
    if (reader !== undefined && reader !== user) leave();
    reader = user;
  };
  const look = (): void => {
    if (gone.size === 0) return;
    const strangers = shown().filter((key) => {
      const { partner_id, updated_at } = tickets.get(key)!;
      return gone.has(partner_id) && Date.parse(updated_at) < changedAt;
    });
    if (strangers.length === 0 || told.has(strangers[0]!)) return;
    told.add(strangers[0]!);
    target.stranger(
      `${strangers.length} rows of the last reader were shown to ${reader}, the first is ${strangers[0]}`,
    );
  };

  target.anotherReader = readerIs;
  target.changesOfReader = () => changes;
  const { fetch } = target;
  target.fetch = async (input, init) => {
    const response = await fetch.call(target, input, init);
    const address = input instanceof Request ? input.url : String(input);
    if (!address.includes('/token/partner')) return response;
    const read = response.text.bind(response);
    // The page learns of it in the same turn as this does; a frame is a turn of its own.
    const text = async (): Promise<string> => {
      const body = await read();
      readerIs(userOf((JSON.parse(body) as { access_token: string }).access_token));
      return body;
    };
    const json = async (): Promise<unknown> => JSON.parse(await text());
    return Object.assign(response, { text, json });
  };
  // A message sent in a frame's callback is delivered once the frame is drawn.
  const { port1, port2 } = new MessageChannel();
  port2.onmessage = look;
  const frame = (): void => {
    port1.postMessage(null);
    target.requestAnimationFrame(frame);
  };
  target.requestAnimationFrame(frame);
}

const partnersTickets = lists.findIndex(({ reader, table }) => reader === 'partner' && table === 'tickets');

export const strangersScript = `(${installStrangers})(window, ${partnersTickets})`;
