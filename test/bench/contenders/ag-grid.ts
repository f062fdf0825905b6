/** AG Grid with asynchronous transactions, sorted by itself; it draws the rows on screen alone, in markup of its own. */
import { AllCommunityModule, createGrid, ModuleRegistry } from 'ag-grid-community';
import type { ColDef, ICellRendererParams, RowNodeTransaction } from 'ag-grid-community';
import type { Contender } from '../page/contender.ts';
import { ageOf, assigneeOf, badgeOf, numberOf } from '../page/ticket-view.ts';
import type { Ticket } from '../page/tickets.ts';

ModuleRegistry.registerModules([AllCommunityModule]);

function badgeColumn(column: 'status' | 'priority'): ColDef<Ticket> {
  return {
    field: column,
    cellRenderer: ({ value }: ICellRendererParams<Ticket, string>) => {
      const { className, text } = badgeOf(column, value!);
      const badge = document.createElement('span');
      badge.className = className;
      badge.textContent = text;
      return badge;
    },
  };
}

const columns: ColDef<Ticket>[] = [
  { field: 'number', sort: 'desc', valueFormatter: ({ data }) => (data ? numberOf(data) : '') },
  { field: 'subject' },
  { field: 'requester' },
  { field: 'created_at', valueFormatter: ({ data }) => (data ? ageOf(data) : '') },
  { field: 'assignee', valueFormatter: ({ data }) => (data ? assigneeOf(data) : '') },
  badgeColumn('priority'),
  badgeColumn('status'),
];

export const agGrid: Contender = async ({ place, read, follow }) => {
  place.style.height = '600px';
  const rowData = await read();
  const held = new Map(rowData.map((row) => [row.id, row]));
  const grid = createGrid<Ticket>(place, {
    columnDefs: columns,
    defaultColDef: { flex: 1 },
    rowData,
    getRowId: ({ data }) => data.id,
    deltaSort: true,
    suppressAnimationFrame: true,
    animateRows: false,
    asyncTransactionWaitMillis: 0,
  });
  let together = false;
  follow(({ eventType, new: row, old }) => {
    const transaction: Partial<Record<keyof RowNodeTransaction, Ticket[]>> = {};
    if (eventType === 'DELETE') {
      transaction.remove = [held.get(old.id!)!];
      held.delete(old.id!);
    } else {
      transaction[held.has(row.id) ? 'update' : 'add'] = [row as Ticket];
      held.set(row.id, row as Ticket);
    }
    grid.applyTransactionAsync(transaction);
    if (!together) grid.flushAsyncTransactions();
  });
  return {
    root: place,
    windowed: true,
    together: (changes) => {
      together = true;
      changes();
      together = false;
      grid.flushAsyncTransactions();
    },
    texts: () =>
      new Map([...place.querySelectorAll('[row-id]')].map((row) => [row.getAttribute('row-id')!, row.textContent])),
  };
};
