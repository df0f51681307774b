"""One declared adapter per system."""

from goldthread.link.feeds.adapters.cad import CAD
from goldthread.link.feeds.adapters.merlin import MERLIN
from goldthread.link.feeds.declare import Adapter

ADAPTERS: dict[str, Adapter] = {adapter.source: adapter for adapter in (CAD, MERLIN)}
