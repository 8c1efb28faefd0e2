"""The cache that all processes share, in PostgreSQL: counts of requests, and what may be lost."""

import pickle
from base64 import b64encode
from datetime import UTC, datetime

from django.conf import settings
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import connection

TABLE = settings.CACHES["default"]["LOCATION"]
NEVER = datetime.max.replace(tzinfo=UTC)
_SET = (
    f"INSERT INTO {TABLE} (cache_key, value, expires) VALUES (%(key)s, %(value)s, %(expires)s)"
    " ON CONFLICT (cache_key) DO UPDATE SET value = excluded.value, expires = excluded.expires"
)
_WRITE = {
    "set": _SET,
    "add": f"{_SET} WHERE {TABLE}.expires < clock_timestamp()",
    "touch": f"UPDATE {TABLE} SET expires = %(expires)s WHERE cache_key = %(key)s",
}


class PostgresCache(DatabaseCache):
    """Django's cache in the database, but each entry written in one statement and none dropped.

    Django's own takes five statements, and beyond 300 entries it drops some that are still good:
    whoever is limited to so many requests would only have to make others ask. Here the worker
    removes what is over, see `core.tasks`.
    """

    def _base_set(self, mode, key, value, timeout=DEFAULT_TIMEOUT):
        """Write an entry and return whether it was written. mode: set, add or touch."""
        until = self.get_backend_timeout(timeout)
        kept = pickle.dumps(value, self.pickle_protocol)
        written = {
            "key": key,
            "value": b64encode(kept).decode(),
            "expires": NEVER if until is None else datetime.fromtimestamp(until, UTC),
        }
        with connection.cursor() as cursor:
            cursor.execute(_WRITE[mode], written)
            return cursor.rowcount > 0


def forget_expired():
    """Remove the entries that are over and return how many there were."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE} WHERE expires < clock_timestamp()")
        return cursor.rowcount
