"""The panels of a picture that LINK itself knows, in order of harm. Importing this registers them."""

from goldthread.core.panels.grammar import Panel
from goldthread.core.panels.registry import register
from goldthread.link.picture.panels.associates import associates
from goldthread.link.picture.panels.certainty import certainty, possible
from goldthread.link.picture.panels.chronology import chronology
from goldthread.link.picture.panels.danger import danger
from goldthread.link.picture.panels.doing import do_now
from goldthread.link.picture.panels.flags import flags
from goldthread.link.picture.panels.home import home
from goldthread.link.picture.panels.partners import partners
from goldthread.link.picture.panels.plans import plans
from goldthread.link.picture.panels.said import said
from goldthread.link.picture.panels.voice import voice
from goldthread.link.picture.panels.who import who
from goldthread.link.picture.panels.work import work

OWN = tuple(
    register(panel)
    for panel in (
        Panel("who", "Who", 10, who, "picture/who.html"),
        Panel("danger", "Danger", 20, danger, "picture/danger.html", "danger"),
        Panel("do_now", "Do now", 30, do_now, "picture/do_now.html"),
        Panel("flags", "Flags", 40, flags, "picture/flags.html", "flags"),
        Panel("home", "Home", 50, home, "picture/home.html", "household"),
        Panel("voice", "Their words", 60, voice, "picture/voice.html", "voice"),
        Panel("work", "Open work", 70, work, "picture/work.html"),
        Panel("plans", "Plans", 80, plans, "picture/plans.html", "plans"),
        Panel("associates", "People named with them", 90, associates, "picture/associates.html", "chronology"),
        Panel("partners", "Contact with partners", 100, partners, "picture/partners.html", "partners"),
        Panel("possible", "Possible, not confirmed", 110, possible, "picture/possible.html"),
        Panel("chronology", "Chronology", 120, chronology, "picture/chronology.html", "chronology"),
        Panel("said", "What the records say", 130, said, "picture/said.html", "values"),
        Panel("certainty", "Sources and certainty", 140, certainty, "picture/certainty.html"),
    )
)
