"""What sign-in allows: nobody signs themselves up, and nobody is sent anywhere but here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):
    """Officers are made by an administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
