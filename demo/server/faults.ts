/** `POST /_faults`: breaks the backend on purpose. README.md has the JSON it takes. */
import { gatewayError } from './answers.ts';
import type { Realtime } from './realtime/index.ts';
import type { RestFaults } from './rest-faults.ts';

export interface FaultTargets {
  readonly rest: RestFaults;
  readonly realtime: Realtime;
  /** Expires every token issued until now; resolves when it has. */
  expireTokens(): Promise<void>;
}

export async function handleFaults(request: Request, targets: FaultTargets): Promise<Response> {
  if (request.method !== 'POST') return gatewayError(405, 'Only POST is understood here');
  try {
    const faults: unknown = JSON.parse(await request.text());
    if (typeof faults !== 'object' || faults === null || Array.isArray(faults))
      throw new TypeError('expected an object');
    for (const name of Object.keys(faults)) {
      if (!['reset', 'rest', 'socket', 'expireTokens'].includes(name)) throw new TypeError(`${name}: unknown`);
    }
    if ('reset' in faults && faults.reset) {
      targets.rest.reset();
      targets.realtime.faults.reset();
    }
    if ('rest' in faults) targets.rest.set(faults.rest);
    if ('socket' in faults) targets.realtime.faults.set(faults.socket);
    if ('expireTokens' in faults && faults.expireTokens) await targets.expireTokens();
    return Response.json({ ok: true });
  } catch (error) {
    return gatewayError(400, error instanceof Error ? error.message : String(error));
  }
}
