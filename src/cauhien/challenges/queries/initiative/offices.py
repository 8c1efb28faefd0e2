"""The office that runs calls."""

from cauhien.organisations.models import Office


def coordinating_office():
    """Return the office that coordinates the city's problems, None before one was named."""
    found = Office.objects.filter(coordinates=True, active=True)
    return found.select_related("organisation").order_by("id").first()
