"""Django's own command, but that a new table is made with its constraints and indexes at once.

Each operation by itself has Django draw up anew all models that hang together, which is nearly
all of them: with operations for each constraint the first `up` and every run of the tests took
half as long again to make the tables.
"""

from django.core.management.commands import makemigrations
from django.db.migrations import AddConstraint, AddField, AddIndex, CreateModel


class Command(makemigrations.Command):
    def write_migration_files(self, changes, *arguments):
        for migrations in changes.values():
            for migration in migrations:
                migration.operations = folded(migration.operations)
        super().write_migration_files(changes, *arguments)


def folded(operations):
    """Return the operations with what is added to a table that they make in its making.

    A table that is given a further field later is left as it is: the constraint may speak of it.
    """
    made, kept = {}, []
    for one in operations:
        if isinstance(one, CreateModel):
            made[one.name_lower] = one
        elif isinstance(one, AddField):
            made.pop(one.model_name_lower, None)
        elif isinstance(one, AddConstraint) and one.model_name_lower in made:
            made[one.model_name_lower].options.setdefault("constraints", []).append(one.constraint)
            continue
        elif isinstance(one, AddIndex) and one.model_name_lower in made:
            made[one.model_name_lower].options.setdefault("indexes", []).append(one.index)
            continue
        kept.append(one)
    return kept
