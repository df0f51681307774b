"""Every planted story, in the order it is told."""

from goldthread.synthetic.sent import Sent
from goldthread.synthetic.stories import danger, desks, identity, limits, missing
from goldthread.synthetic.stories.teller import Teller

ALL = (*missing.ALL, *identity.ALL, *limits.ALL, *danger.ALL, *desks.ALL)


def tell_all(teller: Teller) -> list[Sent]:
    return [sent for story in ALL for sent in story(teller)]
