/** The CRM's rows: raw rows in, typed entities out, one method a table. */
import type { LiveRows, QuerySpec } from '../contexts.ts';
import type { Acquisition, Customer, Interaction, Product } from '../domain/crm.ts';
import type { TableRepository } from './table-repository.ts';

export type TableWindow = Omit<QuerySpec, 'table'>;

export class CrmRepository {
  readonly #tables: TableRepository;

  constructor(tables: TableRepository) {
    this.#tables = tables;
  }

  products(window: TableWindow = {}): LiveRows<Product> {
    return this.#tables.rows({ ...window, table: 'products' });
  }

  customers(window: TableWindow = {}): LiveRows<Customer> {
    return this.#tables.rows({ ...window, table: 'customers' });
  }

  acquisitions(window: TableWindow = {}): LiveRows<Acquisition> {
    return this.#tables.rows({ ...window, table: 'acquisitions' });
  }

  interactions(window: TableWindow = {}): LiveRows<Interaction> {
    return this.#tables.rows({ ...window, table: 'interactions' });
  }
}
