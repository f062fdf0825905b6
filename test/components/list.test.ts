/** Any table: as a list of its fields, or as a template says. */
import { expect } from '@open-wc/testing';
import '../../components/list/list.ts';
import { clearPage, keys, mount, part, parts, put, seen, until } from '../support/page.ts';
import { ManualClock } from '../support/manual-clock.ts';
import type { TestProvider } from '../support/test-provider.ts';

const course = {
  id: 'c1',
  title: 'Welding',
  room: null,
  places: 2026,
  fee: 1234.5,
  starts_on: '2026-03-01',
  open: true,
  page: 'https://a.example/welding',
  teacher: { name: 'Ada' },
};

describe('live-list', () => {
  afterEach(clearPage);

  it('shows every field that says something, by name and value, and not the key', async () => {
    const { element, rows } = await mount('live-list', 'table="courses" lang="en"');
    expect(rows.spec.table).to.equal('courses');
    rows.show([course]);
    await element.updateComplete;
    const shown = seen(part(element, 'row')).split(/\n+/);
    expect(shown).to.deep.equal([
      'Welding',
      ...['Places', '2026', 'Fee', '1,234.5', 'Starts on', 'Mar 1, 2026', 'Open', 'Yes'],
      ...['Page', 'https://a.example/welding', 'Teacher', '{"name":"Ada"}'],
    ]);
    expect(part(element, 'page')!.querySelector('a')!.href).to.equal('https://a.example/welding');
    expect(part(element, 'list')!.getAttribute('aria-label')).to.equal('Courses');
    rows.update('c1', { room: 'B2' });
    expect(seen(part(element, 'row'))).to.include('Room\nB2');
  });

  it('says values of short lists in words, as headings of groups do, and names as they are written', async () => {
    const { element, rows } = await mount('live-list', 'table="courses" lang="en" group-by="state"');
    rows.show([{ id: 'c1', title: 'arc_welding', state: 'in_progress', teacher: 'ada', code: 'w_1' }]);
    await element.updateComplete;
    expect(seen(part(element, 'group'))).to.equal('In progress');
    expect(seen(part(element, 'title'))).to.equal('arc_welding');
    const values = ['state', 'teacher', 'code'].map((name) => seen(part(element, `field-${name}`)));
    expect(values).to.deep.equal(['In progress', 'ada', 'w_1']);
  });

  it('shows rows as its template says', async () => {
    const { element, rows } = await mount('live-list', 'table="courses"');
    element.innerHTML = '<template><b data-text="title"></b> with <i data-text="teacher.name"></i></template>';
    rows.show([course, { ...course, id: 'c2', title: 'Forging' }]);
    await until(() => part(element, 'row')!.querySelector('b'));
    expect(parts(element, 'row').map((row) => row.textContent)).to.deep.equal(['Welding with Ada', 'Forging with Ada']);
    expect(keys(element)).to.deep.equal(['c1', 'c2']);
  });

  it('without a table says so and asks nothing', async () => {
    const provider = put<TestProvider>('<test-provider></test-provider>');
    const element = document.createElement('live-list');
    const clock = new ManualClock();
    element.clock = clock;
    const codes: string[] = [];
    element.addEventListener('live-error', (event) => codes.push((event as CustomEvent<{ code: string }>).detail.code));
    provider.append(element);
    await element.updateComplete;
    clock.pass(3000);
    await element.updateComplete;
    expect(codes).to.deep.equal(['bad-attribute']);
    expect(provider.connection.queries).to.have.length(0);
    expect(seen(part(element, 'error'))).to.include('table');
    element.table = 'courses';
    await until(() => provider.connection.queries.length === 1);
  });
});
