/** A server that answers as told, and reads asked of it: what the tests of the reader share. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseFilter } from '../../../src/sync/filter.ts';
import { ReadError, type ReadRequest } from '../../../src/sync/reader.ts';
import { parseOrder } from '../../../src/sync/row-order.ts';

export interface Answer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body: string;
}

export class AnsweringServer {
  readonly #server: Server;
  requests: IncomingMessage[] = [];
  /** null: it never answers. */
  answer: (request: IncomingMessage) => Answer | null = () => ({ body: '[]' });

  private constructor() {
    this.#server = createServer((request, response) => {
      this.requests.push(request);
      const answer = this.answer(request);
      if (answer === null) return;
      const { status = 200, headers = {}, body } = answer;
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
    });
  }

  static async start(): Promise<AnsweringServer> {
    const started = new AnsweringServer();
    started.#server.listen(0, '127.0.0.1');
    await once(started.#server, 'listening');
    return started;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The address of a request it got. */
  sent(index = 0): URL {
    return new URL(this.requests[index]!.url!, this.url);
  }

  reset(): void {
    this.requests = [];
    this.answer = () => ({ body: '[]' });
  }

  async nextRequest(): Promise<void> {
    await once(this.#server, 'request');
  }

  breakConnections(): void {
    this.#server.closeAllConnections();
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

export function requestFor(change: Partial<ReadRequest> = {}): ReadRequest {
  return {
    table: 'tickets',
    schema: 'public',
    select: '*',
    filter: parseFilter(undefined),
    order: parseOrder('n', ['id']),
    limit: 10,
    primaryKey: ['id'],
    ...change,
  };
}

export async function failure(reading: Promise<unknown>): Promise<ReadError> {
  const error = await reading.then(
    () => assert.fail('the read should fail'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof ReadError, String(error));
  return error;
}
