"""Who is asking by page: the signed-in officer, in the post held now, at this page."""

from django.http import HttpRequest

from goldthread.core.access.reader import Reader, reader_for
from goldthread.core.organisation.models import Officer
from goldthread.core.refusals import Refusal


def reader_of(request: HttpRequest) -> Reader:
    """The reader behind a request, found once for the page and its frame. Nobody signed in: refused."""
    officer = request.user
    if not isinstance(officer, Officer):
        raise Refusal("not_signed_in", "You are not signed in.", "Sign in.", status=401)
    match = request.resolver_match
    reader: Reader | None = getattr(request, "reader", None)
    if reader is None or reader.officer != officer:
        reader = reader_for(officer, f"page:{match.url_name if match else 'unknown'}")
    purpose = request.POST.get("purpose") or request.session.get("purpose")
    return reader.asking_for(purpose) if purpose else reader
