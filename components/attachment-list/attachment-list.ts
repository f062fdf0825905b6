/** Defines `<live-attachment-list>`. */
import { define } from '../../src/page/define.ts';
import { LiveAttachmentList } from './attachment-list.element.ts';

define('live-attachment-list', LiveAttachmentList);

export { LiveAttachmentList };

declare global {
  interface HTMLElementTagNameMap {
    'live-attachment-list': LiveAttachmentList;
  }
}
