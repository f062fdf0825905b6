/** A table with a value of most kinds, and text that looks like something else, for the tests of REST. */
export const samplesTable = `
      create table public.samples (
        id int primary key, name text, amount numeric, day date, moment timestamptz, local timestamp, big int8,
        ratio float8, data jsonb, tags text[], bytes bytea, flag boolean
      );
      grant all on public.samples to anon, authenticated, service_role;
      insert into public.samples values
        (1, 'Ann', 1.50, '2026-01-01', '2026-01-01 10:00:00.5+02', '2026-01-01 10:00', 9007199254740993, 0.1,
          '{"a": [1, 2], "b": "x"}', '{x,"y z",null}', '\\xdead', true),
        (2, 'bob', null, null, 'infinity', null, 1, 'NaN', null, '{}', null, null),
        (3, 'Carl, Jr', 3, '2026-02-01', '2026-03-01', null, null, 'Infinity', '3', '{a}', null, false),
        (4, 'd"q\\(uote)', 4, null, null, null, null, null, null, null, null, false),
        (5, 'null', 10, null, null, null, null, null, null, null, null, null),
        (6, '1.50', 20, null, null, null, null, null, null, null, null, null),
        (7, 'A*B%', 30, null, null, null, null, null, null, null, null, null);
    `;
