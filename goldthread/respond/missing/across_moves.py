"""The steps by which a missing report is handed over to another borough. Inert data; `across.py` does what they name.

MIS-C20 (missing-cse-custody.md 1.9, November 2026): the first owner's until the other borough's inspector accepts.
"""

from goldthread.core.areas.grammar import Ask, Move

HERE = "goldthread.respond.missing.across"
FROM = ("reported", "absent", "open", "long_term", "located", "safe", "returned")
PROPOSED = ("crossing", ("proposed",))
NOT_PROPOSED = ("crossing", ("", "accepted", "declined", "withdrawn", "lapsed"))

MOVES = (
    Move(
        id="propose_across",
        button="Propose it to another borough",
        sentence="Proposed to another borough",
        from_states=FROM,
        to_state="",
        permission="supervise_work",
        event="missing.proposed_across",
        when=NOT_PROPOSED,
        sets=(("crossing", "proposed"),),
        happens="proposed_at",
        guard=f"{HERE}.check_proposed",
        settles=f"{HERE}.settle_proposed",
        then=f"{HERE}.tell_proposed",
        asks=(
            Ask("to_borough", "To which borough", "choice", choices_from="boroughs"),
            Ask("across_why", "Why it is theirs", "long"),
            Ask("across_done", "What is done, and what comes next", "long"),
            Ask("across_worry", "The worry", "long"),
        ),
    ),
    Move(
        id="accept_across",
        button="Accept it for your borough",
        sentence="Accepted by the other borough",
        from_states=FROM,
        to_state="",
        permission="supervise_work",
        event="missing.accepted_across",
        when=PROPOSED,
        sets=(("crossing", "accepted"),),
        happens="accepted_at",
        guard=f"{HERE}.check_answered",
        then=f"{HERE}.tell_answered",
        takes_ownership=True,
        borough_from="to_borough",
    ),
    Move(
        id="decline_across",
        button="Do not accept it",
        sentence="Not accepted by the other borough",
        from_states=FROM,
        to_state="",
        permission="supervise_work",
        event="missing.declined_across",
        when=PROPOSED,
        sets=(("crossing", "declined"),),
        happens="declined_at",
        guard=f"{HERE}.check_answered",
        then=f"{HERE}.tell_answered",
        needs_note=True,
        note_label="Why it is not yours, and what you do all the same",
    ),
    Move(
        id="withdraw_across",
        button="Take the proposal back",
        sentence="The proposal to another borough was taken back",
        from_states=FROM,
        to_state="",
        permission="supervise_work",
        event="missing.withdrew_across",
        when=PROPOSED,
        sets=(("crossing", "withdrawn"),),
        happens="across_ended_at",
        guard=f"{HERE}.check_withdrawn",
    ),
    Move(
        id="lapse_across",
        button="Nobody answered: it stays where it is",
        sentence="The other borough did not answer in time: it stays with its owner",
        from_states=FROM,
        to_state="",
        permission="",
        by_service=True,
        event="missing.lapsed_across",
        when=PROPOSED,
        sets=(("crossing", "lapsed"),),
        happens="across_ended_at",
        then=f"{HERE}.tell_lapsed",
    ),
)
