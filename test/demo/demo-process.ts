/** `npm start` as its user starts it: a process of its own, known only by what it prints and serves. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { DemoState } from '../../demo/host/controls.ts';

const script = fileURLToPath(new URL('../../demo/start.ts', import.meta.url));

export class DemoProcess {
  readonly process: ChildProcess;
  output = '';
  errors = '';

  constructor(...flags: string[]) {
    this.process = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...flags], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.process.stdout!.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    this.process.stderr!.on('data', (chunk: Buffer) => (this.errors += chunk.toString()));
  }

  /** Answers the address of the pages once it is printed; throws with the process's own words if it ends instead. */
  async ready(): Promise<string> {
    while (!this.output.includes('Ctrl-C')) {
      if (this.process.exitCode !== null) throw new Error(`npm start ended: ${this.errors}`);
      await Promise.race([once(this.process.stdout!, 'data'), once(this.process, 'close')]);
    }
    return this.#printed(/The demo +(\S+)/);
  }

  get backendUrl(): string {
    return this.#printed(/Its backend +(\S+)/);
  }

  async control(name: string, body: object): Promise<DemoState> {
    const answer = await fetch(`${this.#printed(/The demo +(\S+)/)}${name}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(await answer.text());
    return (await answer.json()) as DemoState;
  }

  /** Sends the signal, if it still runs, and answers the exit code once all output has been read. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    this.process.kill(signal);
    return this.ended();
  }

  async ended(): Promise<number | null> {
    const { exitCode, signalCode } = this.process;
    if (exitCode === null && signalCode === null) await once(this.process, 'close');
    return this.process.exitCode;
  }

  #printed(pattern: RegExp): string {
    const found = pattern.exec(this.output)?.[1];
    if (!found) throw new Error(`Not printed yet: ${pattern}. Printed so far: ${this.output}`);
    return found;
  }
}
