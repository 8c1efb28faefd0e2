"""What the API says when it does not answer, by the number of the answer."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    400: _("What was sent is not JSON that can be read."),
    401: _("Sign in on this site first: this needs your session."),
    403: _("The CSRF token is missing or old. Load a page of this site and take its cookie."),
    404: _("There is nothing at this address that you may see."),
    429: _("Too many requests at once. Please wait a minute."),
}
