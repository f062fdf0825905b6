/** A provider for tests: it answers the context with a connection the test plays. */
import { ContextProvider } from '@lit/context';
import { ReactiveElement } from 'lit';
import { connectionContext } from '../../src/contexts.ts';
import { define } from '../../src/page/define.ts';
import { ScriptedConnection } from './scripted-connection.ts';

export class TestProvider extends ReactiveElement {
  readonly connection = new ScriptedConnection();
  readonly context = new ContextProvider(this, { context: connectionContext, initialValue: this.connection });

  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}

define('test-provider', TestProvider);

declare global {
  interface HTMLElementTagNameMap {
    'test-provider': TestProvider;
  }
}
