"""A child's home is to be seen: somebody asks for it, an officer goes, and says what was found."""

from goldthread.core.areas.grammar import Area, Ask, ClockUse, Item, Move, Permission, Question, Scale, State

FOUND = (("danger", "A danger to the child"), ("worry", "Something to worry about"), ("well", "Nothing to worry about"))

AREA = Area(
    id="home_visits",
    name="Home visits",
    noun="home visit",
    prefix="H",
    opening_event="home_visits.asked",
    opening_sentence="A home visit was asked for",
    opening_happens="visit_asked_at",
    opening_permission="visit_homes",
    opening_asks=(
        Ask("reason", "Why the home should be seen", "choice", (("bail", "Bail conditions"), ("worry", "A worry"))),
        Ask("what", "What to look for", "long"),
    ),
    first_state="asked",
    queue_permission="visit_homes",
    desk_role="ward_officer",
    risks=(("high", "High"), ("medium", "Medium"), ("low", "Low")),
    scales=(Scale("found", "Found", FOUND),),
    clocks=(ClockUse("home_visits.made"),),
    checklist=(
        Item("child_seen", "The child was seen", "going", needed_for=("finish",)),
        Item("bed_seen", "Where the child sleeps was seen", "going", when=("reason", ("worry",))),
    ),
    states=(
        State("asked", "Waiting for somebody to go", whose_turn="ward_officer"),
        State("going", "An officer is going", whose_turn="owner"),
        State("done", "The home was seen", whose_turn="nobody", is_closed=True),
    ),
    moves=(
        Move(
            id="go",
            button="Say that you go",
            sentence="An officer goes",
            from_states=("asked",),
            to_state="going",
            permission="visit_homes",
            event="home_visits.went",
            takes_ownership=True,
        ),
        Move(
            id="nobody_in",
            button="Nobody was in",
            sentence="Nobody was in",
            from_states=("going",),
            to_state="asked",
            permission="visit_homes",
            event="home_visits.nobody_in",
            needs_note=True,
            note_label="What you saw from outside",
        ),
        Move(
            id="finish",
            button="Say what you found",
            sentence="The home was seen",
            from_states=("going",),
            to_state="done",
            permission="visit_homes",
            event="home_visits.seen",
            happens="home_seen_at",
            confirms=True,
            guard="home_visits.guards.check_danger",
            asks=(Ask("found", "What you found", "choice", FOUND), Ask("why", "What you saw", "long")),
        ),
    ),
    questions=(Question("HV-1", "Was the child seen in the home?", "Ours, for the tests"),),
    panels=("home_visits.panels",),
    tripwires=("home_visits.tripwires",),
    permissions=(
        Permission("visit_homes", "make home visits", "The ward officers do this.", ("ward_officer", "supervisor")),
    ),
    full_for=("ward_officer", "supervisor"),
)
