"""Signing in and out: password then code, one press in the demonstration, everywhere at once on the way out."""

from typing import Any

from allauth.account import views as account
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from goldthread.core import clocks
from goldthread.core.access.roles import roles
from goldthread.core.organisation.models import Officer
from goldthread.core.organisation.queries import first_in_each_role


class SignIn(account.LoginView):
    """Username and password; the code comes next. In the demonstration, one press for each role as well."""

    template_name = "signin.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["personas"] = personas() if settings.DEMONSTRATION else []
        context["ended"] = "ended" in self.request.GET
        return context


def personas() -> list[dict[str, str]]:
    """One officer for each role somebody holds, for the demonstration's buttons."""
    posts = first_in_each_role(clocks.now())
    found = []
    for role in roles().values():
        post = posts.get(role.id)
        if post:
            place = f", {post.borough.name}" if post.borough else ""
            name, words = str(post.officer), f"{post.title}{place}"
            found.append({"role": role.id, "name": name, "post": words, "sentence": role.sentence})
    return found


@require_POST
def sign_in_as(request: HttpRequest, role: str) -> HttpResponse:
    """One press, in the demonstration only: where every child is invented there is nobody to protect by a code."""
    if not settings.DEMONSTRATION:
        raise Http404
    post = first_in_each_role(clocks.now()).get(role)
    if post is None:
        raise Http404
    login(request, post.officer, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return redirect("home")


@require_http_methods(["GET", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out here; the page asks first only where no button was pressed."""
    if request.method == "POST":
        logout(request)
        return redirect("signin")
    return render(request, "account/logout.html")


@require_http_methods(["GET", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    """Where you are signed in; one press ends every session but this one, or all of them."""
    officer = request.user
    if not isinstance(officer, Officer):
        return redirect("signin")
    if request.method == "POST":
        end_sessions(officer, but=request)
        return redirect("sessions")
    found = UserSession.objects.purge_and_list(officer)
    return render(request, "usersessions/usersession_list.html", {"sessions": found, "session_count": len(found)})


def end_sessions(officer: Officer, but: HttpRequest | None = None) -> int:
    """End an officer's sessions wherever they are, but for the request's own; how many."""
    kept = but.session.session_key if but else None
    ended = [one for one in UserSession.objects.filter(user=officer) if one.session_key != kept]
    for session in ended:
        session.end()
    return len(ended)


def locked_out(request: HttpRequest, credentials: Any = None, *args: Any, **kwargs: Any) -> HttpResponse:
    """Too many wrong tries: the same page whoever it was, and how long to wait."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return render(request, "429.html", {"minutes": minutes}, status=429)
