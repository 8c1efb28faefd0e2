"""Calm pages for when something is not as it should be; each says the way on."""

from django.shortcuts import render


def bad_request(request, exception=None):
    return render(request, "400.html", status=400)


def forbidden(request, exception=None, reason=""):
    """Answer 403; also the answer to a form whose secret (CSRF) is missing or old."""
    return render(request, "403.html", {"form_is_old": bool(reason)}, status=403)


def not_found(request, exception=None):
    return render(request, "404.html", status=404)


def too_many(request, exception=None, retry_after=60):
    """Answer 429; retry_after: seconds until asking again makes sense."""
    answer = render(request, "429.html", {"seconds": retry_after}, status=429)
    answer["Retry-After"] = str(retry_after)
    return answer


def server_error(request):
    """Answer 500 without the database, which may be what has failed."""
    return render(request, "500.html", {"without_user": True}, status=500)
