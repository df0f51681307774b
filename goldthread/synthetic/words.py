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

MO = {
    "violence": ("Pushed and struck in the street by somebody known.", "Argument at home; one blow, no weapon."),
    "child abuse": (
        "Left alone at home for some hours, more than once.",
        "School reports a mark and what the child said of it.",
    ),
    "exploitation": ("Gifts and messages from an older person; meetings arranged after school.",),
    "sexual": ("Reported to a worker the child trusts. Details are with the investigator.",),
    "robbery": ("Telephone taken on the way from school by two young people.",),
    "theft": ("Goods taken from the shelf and hidden in a bag.", "Bicycle taken from a rack; lock cut."),
    "vehicle": ("Car taken overnight from outside the address.",),
    "burglary": ("Rear window forced; tablet and coins taken.",),
    "criminal damage": ("Front window broken by a stone.",),
    "drugs": ("Wraps found on search after a stop near the station.",),
    "weapons": ("Kitchen knife found in a bag on search.",),
    "public order": ("Shouting and threats outside the shops.",),
}

SAFEGUARDING = (
    "Children in the household seen and spoken to. Notification sent.",
    "Victim is a child. Children’s services told by telephone; notification sent.",
    "No children seen at the address. Occupant says that none live there.",
)

INTELLIGENCE = (
    "Seen most evenings by the shops with older people who have a car.",
    "Said to carry packages between two addresses for an older person.",
    "A group of young people meets on the stairs of the block after ten at night.",
    "Said to be staying with friends and not at the address given.",
    "New telephone and trainers, with no money to buy them.",
    "An older person waits in a car outside the school at home time.",
)
ADULT_INTELLIGENCE = (
    "Said to be selling from the address late at night.",
    "Seen driving although disqualified.",
    "Said to have moved in with a new partner and children.",
    "Several short visits to the address each evening.",
)

GROUNDS = ("to secure and preserve evidence and to obtain evidence by questioning",)
NOT_VOLUNTARY = ("arrest needed to stop another offence", "would not give a name", "to protect a child at the address")
REFUSED_BAIL = ("to prevent another offence", "own protection", "would not answer bail")
CERTIFICATE = (
    "Authority rung at 22:10 and at 23:40. No placement could be offered tonight.",
    "No secure bed was free; the lawful test is met by the offence charged.",
)
BEFORE_RELEASE = (
    "Released to a parent, who came to the station. Knows whom to ring.",
    "Says there is somewhere to stay. Spoken to about travelling home; declined a lift.",
    "Worker from children’s services waited with the child. Safe journey agreed.",
)
