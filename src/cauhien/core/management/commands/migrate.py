"""Django's own command, but that for a new table or column only its own model is drawn up.

Django draws up anew all models that hang together with it, which is nearly all of two hundred: most
of the time of a first `up` and of a run of the tests went into that. What points to the model
points to its table, so that the others can stay as they are. A test holds the tables against the
models.
"""

from contextlib import contextmanager
from functools import partial

from django.core.management.commands import migrate
from django.db.migrations.state import ProjectState


class Command(migrate.Command):
    def handle(self, *arguments, **options):
        with models_drawn_alone():
            super().handle(*arguments, **options)


@contextmanager
def models_drawn_alone():
    """Let ProjectState, as long as this lasts, draw up the one model that grows and no other.

    What alters a column is left as it is: it may have to alter those that point to it.
    """
    kept = {name: getattr(ProjectState, name) for name in ("add_field", "_append_option")}
    changed = {name: _alone(change) for name, change in kept.items()}
    kept["add_model"], changed["add_model"] = ProjectState.add_model, _add_model
    _set(changed)  # Django has no hook
    try:
        yield
    finally:
        _set(kept)


def _set(methods):
    for name, method in methods.items():
        setattr(ProjectState, name, method)


def _add_model(state, model):
    key = model.app_label, model.name_lower
    state.models[key] = model
    if state._relations is not None:
        state.resolve_model_relations(key)
    if "apps" in state.__dict__:  # hasattr would draw up all of them
        state.apps.render_multiple([model])


def _alone(change):
    """Return a method of ProjectState that draws up no other model than the one it changes."""

    def changed(state, *arguments, **options):
        state.reload_model = partial(_reload, state)
        try:
            change(state, *arguments, **options)
        finally:
            del state.reload_model

    return changed


def _reload(state, app_label, model_name, delay=False):
    if "apps" in state.__dict__:
        state.apps.unregister_model(app_label, model_name)
        state.apps.render_multiple([state.models[app_label, model_name]])
