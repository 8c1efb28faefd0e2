"""Django's own command, but that for a new table only its own model is drawn up.

Django draws up anew all models that hang together with a new one, which is nearly all of two
hundred: most of the time of a first `up` and of a run of the tests went into that. Nothing points
to a new model yet, so that the others can stay as they are. A test holds the tables against the
models.
"""

from contextlib import contextmanager

from django.core.management.commands import migrate
from django.db.migrations.state import ProjectState


class Command(migrate.Command):
    def handle(self, *arguments, **options):
        with new_models_drawn_alone():
            super().handle(*arguments, **options)


@contextmanager
def new_models_drawn_alone():
    """Let ProjectState.add_model, as long as this lasts, draw up the one model and no other."""
    whole = ProjectState.add_model

    def add_model(state, model):
        key = model.app_label, model.name_lower
        state.models[key] = model
        if state._relations is not None:
            state.resolve_model_relations(key)
        if "apps" in state.__dict__:  # hasattr would draw up all of them
            state.apps.render_multiple([model])

    ProjectState.add_model = add_model  # type: ignore[method-assign] # Django has no hook
    try:
        yield
    finally:
        ProjectState.add_model = whole  # type: ignore[method-assign] # Django has no hook
