"""Many new rows at once by PostgreSQL's COPY, several times as quick as INSERT."""

import json

from django.db import connection
from django.db.models import JSONField


def copy_rows(rows):
    """Write new rows of one model; they get no id in Python. No row: nothing happens.

    Values are what the columns hold; a JSON column takes any value that JSON knows.
    """
    if not rows:
        return
    fields = [field for field in rows[0]._meta.concrete_fields if not field.primary_key]
    names = ", ".join(f'"{field.column}"' for field in fields)
    order = f'COPY "{rows[0]._meta.db_table}" ({names}) FROM STDIN'
    reads = [(field.attname, isinstance(field, JSONField)) for field in fields]
    with connection.cursor() as cursor, cursor.copy(order) as copy:
        for row in rows:
            values = row.__dict__
            copy.write_row(
                [_json(values[name]) if is_json else values[name] for name, is_json in reads]
            )


def _json(value):
    return json.dumps(value, ensure_ascii=False)
