"""Where a page leads on to."""

from django.utils.http import url_has_allowed_host_and_scheme


def safe_address(request, address):
    """Return the address if it is one of this site, else the home page."""
    is_ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if is_ours else "/"
