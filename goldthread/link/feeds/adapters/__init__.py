"""One declared adapter per system."""

from goldthread.link.feeds.adapters.cad import CAD
from goldthread.link.feeds.adapters.crime import CRIME
from goldthread.link.feeds.adapters.custody import CUSTODY
from goldthread.link.feeds.adapters.gazetteer import GAZETTEER
from goldthread.link.feeds.adapters.intelligence import INTELLIGENCE
from goldthread.link.feeds.adapters.merlin import MERLIN
from goldthread.link.feeds.adapters.offenders import OFFENDERS
from goldthread.link.feeds.adapters.social_care import SOCIAL_CARE
from goldthread.link.feeds.declare import Adapter

ADAPTERS: dict[str, Adapter] = {
    adapter.source: adapter
    for adapter in (CAD, MERLIN, CRIME, CUSTODY, OFFENDERS, INTELLIGENCE, SOCIAL_CARE, GAZETTEER)
}
