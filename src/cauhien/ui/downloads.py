"""A file that is sent to be saved."""

from django.http import FileResponse, HttpResponse
from django.utils.http import content_disposition_header

from cauhien.core.files import path_of


def kept_file(stored):
    """Return the answer with a StoredFile."""
    content = path_of(stored.sha256).open("rb")
    return _guarded(FileResponse(content, content_type=stored.content_type), stored.name)


def made_file(data, name, content_type):
    """Return the answer with bytes that were made or unsealed for this reader."""
    return _guarded(HttpResponse(data, content_type=content_type), name)


def _guarded(response, name):
    """The browser must not guess what it is, nor keep it for others."""
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
