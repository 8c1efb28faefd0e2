"""What allauth leaves to us."""

from allauth.account.adapter import DefaultAccountAdapter
from django.utils.translation import get_language


class AccountAdapter(DefaultAccountAdapter):
    def new_user(self, request):
        """Return a user who is spoken to in the language of the page they signed up on."""
        user = super().new_user(request)
        user.language = (get_language() or "vi")[:2]
        return user
