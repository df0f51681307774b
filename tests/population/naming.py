"""Naming somebody by the rule of their community: whose surname they bear, and which of their names is used."""

from dataclasses import dataclass, replace
from random import Random

from tests.population.communities import Community, Spellings, own_spelling

MOHAMMED: Spellings = ("Mohammed", "Muhammad", "Mohammad", "Mohamed", "Muhammed", "Md", "Mohd")
MENS_LAST: tuple[Spellings, ...] = (
    ("Ahmed", "Ahmad"), ("Ali", "Aly"), ("Hussain", "Hussein", "Hossain"), ("Khan",), ("Islam",), ("Hassan", "Hasan")
)  # fmt: skip
WOMENS_LAST: tuple[Spellings, ...] = (
    ("Begum", "Begom"), ("Bibi", "Bi"), ("Khatun", "Khatoon"), ("Akhtar", "Akter", "Akther"), ("Sultana",), ("Parveen",)
)  # fmt: skip
SECONDS = {
    "F": (
        "Rose",
        "Grace",
        "Louise",
        "Marie",
        "Jane",
        "Ann",
        "Elizabeth",
        "May",
        "Hope",
        "Faith",
        "Mary",
        "Joy",
        "Jean",
    ),
    "M": ("James", "John", "William", "Thomas", "Lee", "Michael", "Edward", "Paul", "David", "Alan", "Joseph", "Peter"),
}
# Where a second forename after a saint or a grandparent is usual. Shares are ours.
WITH_SECONDS = {"english": 0.65, "irish": 0.6, "caribbean": 0.5, "yoruba": 0.4, "akan": 0.4, "igbo": 0.4}


@dataclass(frozen=True)
class Names:
    """The names somebody bears. Each part is its spellings, the bearer's own first.

    `called` is which of the given names is used every day; `fathers` are father's and grandfather's own names where
    those stand in a surname's place; `other` is a surname borne before or beside: maiden, step-father's.
    """

    given: tuple[Spellings, ...]
    surnames: tuple[Spellings, ...]
    rule: str
    called: int = 0
    fathers: tuple[Spellings, ...] = ()
    short: Spellings = ()
    street: str = ""
    other: Spellings = ()

    @property
    def everyday(self) -> Spellings:
        return self.given[self.called]


def adult(community: Community, sex: str, chance: Random) -> Names:
    """Somebody grown, whose parents we do not know."""
    forename = community.forename(sex, chance, is_adult=True)
    fathers = tuple(community.forename("M", chance, is_adult=True) for _ in range(2))
    return _named(community, sex, forename, _family_of(community, chance), fathers, chance)


def child(
    community: Community, sex: str, forename: Spellings, father: Names | None, mother: Names, chance: Random
) -> Names:
    """A child of these two by the community's rule; without a father it bears its mother's name."""
    parent = father or mother
    fathers = (father.everyday, *father.fathers[:1]) if father else mother.fathers
    return _named(community, sex, forename, _borne(community, father, mother, chance), fathers, chance, parent)


def brother(community: Community, his: Names, chance: Random) -> Names:
    """A grown brother of this man."""
    forename = community.forename("M", chance, is_adult=True)
    return _named(community, "M", forename, his.surnames, his.fathers, chance, his)


def _borne(community: Community, father: Names | None, mother: Names, chance: Random) -> tuple[Spellings, ...]:
    his = father.surnames if father else mother.surnames
    if not father or (community.rule == "family" and chance.random() < 0.12):
        return mother.surnames
    if community.rule == "two":
        return (mother.surnames[-1], his[-1])
    if len(his) == 1 and his[-1] != mother.surnames[-1] and chance.random() < community.double:
        return (mother.surnames[-1], his[-1])
    return his


def _family_of(community: Community, chance: Random) -> tuple[Spellings, ...]:
    surname = community.surname(chance)
    return (community.surname(chance), surname) if community.rule == "two" else (surname,)


def _named(
    community: Community,
    sex: str,
    forename: Spellings,
    surnames: tuple[Spellings, ...],
    fathers: tuple[Spellings, ...],
    chance: Random,
    parent: Names | None = None,
) -> Names:
    given: tuple[Spellings, ...] = (forename,)
    short = community.everyday(forename)
    called, rule = 0, community.rule
    if rule == "father":
        # Somalis bear three names of their own line; Tamils and Habesha bear two.
        surnames = (fathers[1] if community.code == "somali" and len(fathers) > 1 else fathers[0],)
    elif rule == "sikh":
        title = ("Kaur", "Kor") if sex == "F" else ("Singh", "Sing")
        rule = parent.rule if parent else ("title" if chance.random() < 0.45 else "clan")
        surnames, given = ((title,), given) if rule == "title" else (surnames[-1:], (forename, title))
    elif rule == "desi_muslim":
        given, called, surnames = _desi(sex, forename, surnames, chance)
    elif community.middle:
        given = (forename, (community.middle[0 if sex == "F" else 1],))
    elif chance.random() < WITH_SECONDS.get(community.code, 0.1) and not community.english:
        given = (forename, (chance.choice(SECONDS[sex]),))
    if sex == "F":
        surnames = tuple(tuple(map(community.of_woman, forms)) for forms in surnames)
    if community.english and chance.random() < 0.5:
        short = (chance.choice(community.english),)
    return Names(given, surnames, rule, called, fathers, short)


def _desi(
    sex: str, forename: Spellings, surnames: tuple[Spellings, ...], chance: Random
) -> tuple[tuple[Spellings, ...], int, tuple[Spellings, ...]]:
    """A son may be Mohammed first and Bilal at home; a daughter may bear Begum while her brother bears Miah."""
    if sex == "F":
        last = own_spelling(chance.choice(WOMENS_LAST), chance)
        return (forename,), 0, (last,) if chance.random() < 0.4 else surnames
    if chance.random() < 0.3:
        surnames = (own_spelling(chance.choice(MENS_LAST), chance),)
    if chance.random() < 0.45:
        return (own_spelling(MOHAMMED, chance), forename), 1, surnames
    return (forename,), 0, surnames


def married(wife: Names, husband: Names) -> Names:
    """A wife who took her husband's name; papers from before still bear her own."""
    return replace(wife, surnames=husband.surnames, other=wife.surnames[-1])
