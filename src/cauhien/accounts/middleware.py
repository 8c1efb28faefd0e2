"""Who comes in: on which day they act, and in which language they are spoken to."""

from django.utils import translation
from django.utils.timezone import localdate


class PersonMiddleware:
    """Set the day on the user, and the account's language over that of the browser.

    An account of the demonstration is everybody's: there the browser has the word.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            request.user.day = localdate()
            if not request.user.is_demonstration:
                translation.activate(request.user.language)
                request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)
