/** Reads and writes the few parts of Postgres's frontend/backend protocol (version 3) that `wire.ts` must know. */

const sslRequest = 80877103;
const gssRequest = 80877104;
const cancelRequest = 80877102;
const protocolVersion = 196608;
const longestStartup = 10_000;

const code = (letter: string): number => letter.charCodeAt(0);
/** Messages after which the client waits for an answer. */
const batchEnds = new Set([code('Q'), code('S'), code('F'), code('H'), code('c'), code('f')]);

export type Batch = Uint8Array | 'ssl?' | 'terminate';

/** Cuts the client's bytes into batches. */
export class WireMessages {
  #bytes: Buffer = Buffer.alloc(0);
  #batch: Buffer[] = [];
  #started = false;

  take(data: Buffer): Batch[] | 'not postgres' {
    this.#bytes = Buffer.concat([this.#bytes, data]);
    const batches: Batch[] = [];
    for (;;) {
      const message = this.#next();
      if (message === 'not postgres') return message;
      if (!message) return batches;
      if (typeof message === 'string') batches.push(message);
      else if (!this.#started) {
        this.#started = true;
        batches.push(new Uint8Array(message));
      } else if (message[0] === code('X')) batches.push('terminate');
      else {
        this.#batch.push(message);
        if (batchEnds.has(message[0] ?? 0)) batches.push(new Uint8Array(Buffer.concat(this.#batch.splice(0))));
      }
    }
  }

  #next(): Buffer | 'ssl?' | 'terminate' | 'not postgres' | null {
    if (this.#started) return this.#bytes.length < 5 ? null : this.#cut(1 + this.#bytes.readInt32BE(1), 5);
    if (this.#bytes.length < 8) return null;
    const length = this.#bytes.readInt32BE(0);
    const kind = this.#bytes.readInt32BE(4);
    if (length < 8 || length > longestStartup) return 'not postgres';
    const known = [sslRequest, gssRequest, cancelRequest, protocolVersion];
    if (!known.includes(kind)) return 'not postgres';
    const message = this.#cut(length, 8);
    if (!message || message === 'not postgres') return message;
    if (kind === cancelRequest) return 'terminate'; // Nothing can be cancelled: the one session is busy until it is done.
    return kind === protocolVersion ? message : 'ssl?';
  }

  #cut(length: number, least: number): Buffer | 'not postgres' | null {
    if (length < least) return 'not postgres';
    if (this.#bytes.length < length) return null;
    const message = this.#bytes.subarray(0, length);
    this.#bytes = this.#bytes.subarray(length);
    return message;
  }
}

/** What the last ReadyForQuery of an answer says; 'busy' when there is none, as in the midst of a COPY. */
export function transactionStatus(answer: Uint8Array): 'idle' | 'in transaction' | 'busy' {
  const bytes = Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength);
  let status: ReturnType<typeof transactionStatus> = 'busy';
  for (let at = 0; at + 5 <= bytes.length; at += 1 + bytes.readInt32BE(at + 1)) {
    if (bytes[at] === code('Z')) status = bytes[at + 5] === code('I') ? 'idle' : 'in transaction';
  }
  return status;
}

/** Whether a batch makes the server wait for data from the client. */
export function asksForCopyData(batch: Uint8Array): boolean {
  const text = Buffer.from(batch.buffer, batch.byteOffset, batch.byteLength).toString('latin1');
  return /\bcopy\b[^;]*\bfrom\s+stdin\b/i.test(text);
}

/** An ErrorResponse that ends the connection. */
export function errorMessage(sqlState: string, message: string): Buffer {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${sqlState}\0M${message}\0\0`, 'utf8');
  const head = Buffer.alloc(5);
  head.write('E');
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}
