"""Whose post answers for something of the plans."""

from collections.abc import Iterable

from goldthread.core.access.reader import Reader
from goldthread.core.refusals import NotValid
from goldthread.improve.plans.held import Held
from goldthread.improve.plans.standing import RecommendationNow


def is_theirs(by: Reader, role: str, borough: str) -> bool:
    """True when the reader's post is the one that answers."""
    own = (by.post.borough_id or "") if by.post else ""
    return by.role.id == role and borough in ("", own)


def answers_for(by: Reader, one: RecommendationNow) -> bool:
    """True when the reader's post answers for a recommendation, or for an action that serves it."""
    acting = [(action.post_role, action.post_borough) for action in one.actions]
    return _any_theirs(by, [(one.responsible_role, one.responsible_borough), *acting])


def check_answers(by: Reader, held: Held, recommendations: Iterable[int], field: str) -> None:
    """A post speaks of what it answers for and of nothing else; whoever keeps the plans speaks of everything."""
    if by.may("keep_plans"):
        return
    by.must("own_actions")
    for one in set(recommendations):
        acting = [row for row in held.actions if any(pair[0] == one for pair in row.serves)]
        posts = [(row.post_role, row.post_borough) for row in acting]
        if promised := held.commitments.get(one):
            posts.append((promised.post_role, promised.post_borough))
        if not _any_theirs(by, posts):
            raise NotValid(field, "Your post answers for nothing here.", "Tell the improvement plan lead.")


def _any_theirs(by: Reader, posts: Iterable[tuple[str, str]]) -> bool:
    return any(is_theirs(by, role, borough) for role, borough in posts)
