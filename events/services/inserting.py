"""Many rows into one table at once: a statement a batch on SQLite, COPY on PostgreSQL."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from django.db import connection
from django.db.models import Model

Row: TypeAlias = tuple[Any, ...]


def take_ids(model: type[Model], number: int) -> list[int]:
    """Primary keys for new rows, never given before. On SQLite the transaction is the only writer, and the sequence
    follows what is inserted."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            numbers = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
            cursor.execute(numbers, [table, number])
            return [pk for (pk,) in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        (last,) = cursor.fetchone() or (0,)
    return list(range(last + 1, last + 1 + number))


def stored(model: type[Model], name: str, value: object) -> Any:
    """The value as the database takes it."""
    return model._meta.get_field(name).get_db_prep_save(value, connection)  # type: ignore[union-attr]


def insert(model: type[Model], columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Inserts rows with the values of these columns, named as in the table."""
    if not rows:
        return
    quoted = connection.ops.quote_name
    table, names = quoted(model._meta.db_table), ", ".join(map(quoted, columns))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with connection.wrap_database_errors, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        slots = ", ".join(["%s"] * len(columns))
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({slots})", rows)  # noqa: S608  # names of ours


def set_column(model: type[Model], column: str, pairs: Iterable[tuple[int, Any]]) -> None:
    """Sets one column, named as in the table, of the rows with these primary keys."""
    quoted = connection.ops.quote_name
    table = quoted(model._meta.db_table)
    statement = f"UPDATE {table} SET {quoted(column)} = %s WHERE id = %s"  # noqa: S608  # names of ours
    with connection.cursor() as cursor:
        cursor.executemany(statement, [(value, pk) for pk, value in pairs])
