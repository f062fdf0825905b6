/** Defines `<live-comment-thread>`. */
import { define } from '../../src/page/define.ts';
import { LiveCommentThread } from './comment-thread.element.ts';

define('live-comment-thread', LiveCommentThread);

export { LiveCommentThread };

declare global {
  interface HTMLElementTagNameMap {
    'live-comment-thread': LiveCommentThread;
  }
}
