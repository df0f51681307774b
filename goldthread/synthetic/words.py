"""What people write in calls and notifications: plain, short, and careful of the reader."""

CALLS = {
    "missing": (
        "Caller says {forename} has not come home and is not answering. Description taken. Units informed.",
        "{forename} left school at the usual time and has not been seen since. Friends rung, no reply.",
        "Staff report {forename} not back by the time agreed. Room checked, coat and bag gone.",
    ),
    "concern for safety": (
        "Neighbour has heard shouting and a child crying. Caller does not know the family.",
        "Caller has seen {forename} alone in the street late in the evening.",
        "School asks for a welfare check: {forename} has not been seen this week.",
    ),
    "domestic incident": (
        "Raised voices at the address. Children are in the house. Both parties separated by officers.",
        "Caller asks for police to attend. {forename} is upstairs with the door shut.",
    ),
    "violence": ("Report of a fight near the shops. {forename} named as being there.",),
    "suspicious circumstances": ("Caller has seen young people going in and out at all hours.",),
    "antisocial behaviour": ("Group of young people in the stairwell, noise and litter. {forename} known to caller.",),
    "theft": ("Shop staff have kept hold of a young person who gave the name {forename}.",),
    "assist partner": ("Social worker asks officers to go with her to the address.",),
    "information": ("Caller passes on a worry about the children at this address. No immediate danger seen.",),
    "found person": ("{forename} seen by officers and spoken to. Taken home.",),
}

ADULT_CALLS = {
    "theft": ("Bicycle taken from outside the address. No suspect seen.",),
    "antisocial behaviour": ("Loud music again. Caller has spoken to the neighbour.",),
    "violence": ("Two men arguing outside the public house. One has left before police arrived.",),
    "suspicious circumstances": ("Van parked across the drive with its lights on. Nobody in it.",),
    "information": ("Caller wants to pass on a registration number.",),
}

SEEN = (
    "{forename} was seen in the front room. The home was warm, with food in. The younger ones were asleep.",
    "{forename} was quiet and kept close to the officer. The bedroom had a mattress and no cover.",
    "Officers spoke to {forename} in the kitchen. There had been an argument about money before police came.",
    "{forename} had not eaten since school. A neighbour was looking after the baby.",
    "{forename} was at the address when officers came. Appeared well. House tidy.",
    "School staff say {forename} has come in tired and without a coat on three days this month.",
)

SAID = (
    "“They shout and I put my headphones on.”",
    "“I don’t want to go back tonight.”",
    "“It’s fine, it’s always like this.”",
    "“Mum was crying so I got my sister dressed.”",
    "“Can you stay till my nan comes?”",
    "“I told them at school already.”",
)

MISSING_SEEN = (
    "{forename} left after an argument about a telephone. Parents have rung friends and searched the park.",
    "{forename} did not come back from school. Has done this before and was at a friend’s house.",
    "Staff last saw {forename} at tea. The back door was found open.",
)

MISSING_SAID = (
    "“I was at my mate’s, I just didn’t want to be home.”",
    "“I walked round. I was cold.”",
    "“I don’t want to say who I was with.”",
)

NOT_SPOKEN = ("asleep", "too young", "did not wish to speak", "not at the address")
