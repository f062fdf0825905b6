/** Rows as a real project has them, in a language written from the left and in one written from the right. */
import { sampleRow } from '../support/sample-rows.ts';
import type { AnyRow } from '../support/scripted-connection.ts';

/** The clock of the sheets stands a day after the rows were made. */
export const made = '2025-12-31T09:30:00.000Z';

type Values = Readonly<Record<string, readonly unknown[]>>;

const english: { readonly [table: string]: Values } = {
  products: {
    name: ['Desk lamp “Aurora”', 'Acoustic panel, oak, 120 × 60 cm', 'Chair'],
    category: ['Lighting', 'Sound and silence', 'Seating'],
    price: [49.9, 1249, 0],
    stock: [12, 0, 1300],
    status: ['active', 'draft', 'archived'],
    image_url: ['/demo/images/lighting.svg', null, '/demo/images/missing.svg'],
  },
  customers: {
    name: ['Ada Lovelace', 'Jean-Baptiste de la Salle-Montmorency', '👩🏽‍🚀 Sally'],
    status: ['active', 'lead', 'churned'],
    company: ['Engines Ltd', null, 'NASA'],
  },
  acquisitions: {
    quantity: [3, 1, 250],
    unit_price: [10, 1249, 0.5],
    total: [30, 1249, 125],
    status: ['paid', 'pending', 'refunded'],
  },
  interactions: {
    kind: ['call', 'email', 'meeting'],
    summary: ['Asked for an offer', 'Sent the price list with all the variants and the terms of delivery', 'Met'],
  },
  tickets: {
    subject: ['Printer on fire', 'Cannot sign in since the last update, neither by password nor by link', 'Thanks'],
    status: ['open', 'pending', 'closed'],
    priority: ['urgent', 'normal', 'low'],
    assignee: ['Grace', null, 'Linus'],
  },
  comments: {
    author: ['Grace', 'Ada Lovelace', null],
    body: ['On it.\nSecond line.', 'Thank you, it still smokes a little.', 'Ok'],
    internal: [true, false, false],
  },
  attachments: {
    file_name: [
      'photo-of-the-printer.png',
      'a-very-long-file-name-without-any-blank-that-must-break-somewhere.pdf',
      'backup.zip',
    ],
    mime_type: ['image/png', 'application/pdf', 'application/zip'],
    url: ['/demo/images/desks.svg', '/a.pdf', 'javascript:0'],
  },
};

const arabic: { readonly [table: string]: Values } = {
  products: {
    name: ['مصباح مكتب', 'لوح عازل للصوت من خشب البلوط 120 × 60', 'Chair كرسي'],
    category: ['إضاءة', 'صوتيات', 'مقاعد'],
  },
  customers: {
    name: ['محمد علي', 'فاطمة الزهراء بنت عبد الرحمن', 'Ada Lovelace'],
    company: ['شركة المحركات', null, 'NASA'],
  },
  interactions: { summary: ['طلب عرض أسعار', 'أرسلت قائمة الأسعار مع جميع الأصناف وشروط التسليم', 'Met'] },
  tickets: {
    subject: ['الطابعة تحترق', 'لا أستطيع تسجيل الدخول منذ آخر تحديث', 'Thanks شكرا'],
    assignee: ['سارة', null, 'Linus'],
  },
  comments: { author: ['سارة', 'Ada', null], body: ['أعمل على ذلك.\nسطر ثان.', 'شكرا، ما زالت تدخن قليلا.', 'Ok'] },
  attachments: { file_name: ['صورة الطابعة.png', 'تقرير.pdf', 'backup.zip'] },
};

export function visualRows(table: string, rightToLeft: boolean): AnyRow[] {
  const values = { ...english[table], ...(rightToLeft ? arabic[table] : {}) };
  return [0, 1, 2].map((index) => {
    const times = Object.fromEntries(
      ['created_at', 'updated_at', 'occurred_at', 'acquired_at'].map((name) => [name, made]),
    );
    const own = Object.fromEntries(Object.entries(values).map(([name, each]) => [name, each[index]]));
    const row = sampleRow(table, `row-${index}`, own);
    return { ...row, ...Object.fromEntries(Object.entries(times).filter(([name]) => name in row)) };
  });
}
