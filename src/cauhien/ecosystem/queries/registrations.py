"""Registrations, read. Every list begins at a query that takes the user."""

from django.utils.text import capfirst

from cauhien.ecosystem import rules
from cauhien.ecosystem.models import Registration
from cauhien.ecosystem.queries.entries import BODY, MODELS, STARTUP
from cauhien.ecosystem.queries.wording import in_words
from cauhien.ecosystem.states import OPEN, Aim, RegistrationState

REGISTRATION = "registration"
NAMED = {"startup": STARTUP, "body": BODY}  # columns that hold an entry, by its code


def registrations_for(user):
    rows = Registration.objects.filter(rules.visible_registrations(user))
    return rows.select_related("sent_by")


def sent_by(user):
    return Registration.objects.filter(rules.own(user))


def asked_back(user):
    return sent_by(user).filter(state=RegistrationState.ASKED_BACK)


def waiting_for(user):
    """Return what waits for this moderator, the first due first; nothing of their own."""
    if not rules.may_moderate(user):
        return Registration.objects.none()
    rows = Registration.objects.filter(state=RegistrationState.SENT)
    return rows.exclude(sent_by=user.pk).order_by("due_at", "id")


def open_about(kind, entry):
    """Return the registration about an entry that is not answered yet, None where there is none."""
    return Registration.objects.filter(kind=kind, entry_code=entry.code, state__in=OPEN).first()


def entry_of(registration):
    """Return the entry that a registration is about, None before a new one is accepted."""
    rows = MODELS[registration.kind].objects.filter(code=registration.entry_code)
    return rows.first() if registration.entry_code else None


def values_of(registration):
    """Return {column: value} of what a registration says, as the columns of the entry hold them."""
    model = MODELS[registration.kind]
    return {
        column: _named(column, value) if column in NAMED else _read(model, column, value)
        for column, value in registration.values.items()
    }


def _named(column, code):
    return MODELS[NAMED[column]].objects.get(code=code)


def _read(model, column, value):
    field = model._meta.get_field(column)
    return value if value in (None, "", []) and not field.null else field.to_python(value or None)


def told(registration, entry):
    """Return [(name, what it would say, what it says now)] in words; the same says it once.

    Where nothing stands in either it is left out. The last is None where nothing would change.
    """
    said, changes = values_of(registration), []
    is_change = registration.aim == Aim.CHANGE and entry is not None
    for field in MODELS[registration.kind]._meta.fields:
        if field.name not in said:
            continue
        then = in_words(field.name, said[field.name])
        now = in_words(field.name, getattr(entry, field.name)) if is_change else then
        if then or now:
            changes.append((capfirst(field.verbose_name), then, now if now != then else None))
    return changes
