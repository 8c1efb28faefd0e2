"""How tables are made: all that the models name, and in few operations."""

import pytest
from django.apps import apps
from django.db import connection, models
from django.db.migrations import AddConstraint, AddField, AddIndex, CreateModel

from cauhien.core.management.commands.makemigrations import folded

FIELDS = [("id", models.AutoField(primary_key=True)), ("name", models.CharField(max_length=9))]
INDEX = models.Index(fields=["name"], name="by_name")
CONSTRAINT = models.UniqueConstraint(fields=["name"], name="one_name")


def named(operations):
    return [type(one).__name__ for one in operations]


@pytest.mark.django_db
def test_the_tables_have_the_columns_constraints_and_indexes_that_the_models_name():
    with connection.cursor() as cursor:
        for model in apps.get_models():
            about, table = model._meta, model._meta.db_table
            if not about.managed or not about.app_config.name.startswith("cauhien."):
                continue
            columns = connection.introspection.get_table_description(cursor, table)
            found = connection.introspection.get_constraints(cursor, table)
            assert {one.name for one in columns} == {one.column for one in about.local_fields}
            assert {one.name for one in [*about.constraints, *about.indexes]} <= found.keys()


def test_a_table_is_made_with_its_constraints_and_indexes():
    made = CreateModel("Thing", FIELDS)

    kept = folded([made, AddIndex("thing", INDEX), AddConstraint("thing", CONSTRAINT)])

    assert kept == [made]
    assert made.options == {"indexes": [INDEX], "constraints": [CONSTRAINT]}


def test_what_may_speak_of_a_field_that_comes_later_comes_later_too():
    field = AddField("thing", "code", models.CharField(max_length=9, default=""))

    kept = folded([CreateModel("Thing", FIELDS), field, AddConstraint("thing", CONSTRAINT)])

    assert named(kept) == ["CreateModel", "AddField", "AddConstraint"]
