"""Why somebody was found, in plain words, and which one fact more would tell the found apart."""

from collections.abc import Mapping, Sequence

from goldthread.link.picture.asked import Asked
from goldthread.link.picture.wanted import Fact

WHY = {
    "birth date": "same birth date",
    "birth date swapped": "birth date with day and month changed about",
    "birth date one digit off": "birth date one digit off",
    "birth month": "born that month",
    "birth year": "born that year",
    "near birth year": "born within a year of it",
    "age": "that age",
    "near age": "near that age",
    "identifier": "same identifier",
    "identifier begins": "an identifier begins so",
    "reference": "named in that record",
    "reference begins": "named in a record whose number begins so",
    "phone": "same telephone number",
    "phone end": "telephone number ends so",
    "door": "lives or lived at that address",
    "door sounds": "lives or lived at an address that sounds like it",
    "door near": "lives or lived at an address one letter off",
    "street": "lives or lived in that street or building",
    "postcode": "same postcode",
    "postcode begins": "postcode begins so",
}
SAME_NAME, BY_ANOTHER_NAME = "same name", "also recorded under that name"
# Of words: said of all that agreed in one way together.
OF_WORDS = {
    "same": ("is a name held", "are names held"),
    "short": ("is another form of the name", "are other forms of the name"),
    "sounds": ("sounds alike", "sound alike"),
    "near": ("is one letter off", "are one letter off"),
    "alike": ("is written alike", "are written alike"),
    "begins": ("begins a name held", "begin names held"),
    "begun": ("is begun by a name held", "are begun by names held"),
    "place": ("is part of an address", "are parts of an address"),
    "place near": ("is nearly part of an address", "are nearly parts of an address"),
}
DIFFERS = {"birth": "another birth date", "sex": "another sex"}


def in_words(facts: Sequence[Fact], agreed: Mapping[str, float]) -> list[str]:
    """Why, best first: the names together, then each other fact. What differs is said last, and never left out."""
    of_words: dict[str, list[str]] = {}
    others, differ = [], []
    for number, fact in enumerate(facts):
        if str(number) not in agreed:
            continue
        code = fact.why(agreed[str(number)])
        if code == "differs":
            differ.append(DIFFERS["sex" if fact.against[0].kind == "sex" else "birth"])
        elif code in OF_WORDS:
            of_words.setdefault(code, []).append(fact.text)
        elif code:
            others.append(WHY.get(code, code))
    names = [_together(code, of_words[code]) for code in OF_WORDS if code in of_words]
    if list(of_words) == ["same"] and len(of_words["same"]) == sum(fact.is_word for fact in facts):
        names = [SAME_NAME]
    return [*names, *dict.fromkeys(others), *(f"but {words} is held" for words in dict.fromkeys(differ))]


def _together(code: str, words: Sequence[str]) -> str:
    quoted = [f"“{word}”" for word in words]
    listed = quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"
    return f"{listed} {OF_WORDS[code][len(quoted) > 1]}"


def one_more(asked: Asked) -> str:
    """The fact that was not typed and tells most people apart, by how rare one value of it is."""
    if not (asked.born or asked.age):
        return "an age or a birth date"
    if len(asked.words) < 2:
        return "another name" if asked.words else "a name"
    if asked.age and not asked.born:
        return "a birth date, or a street"
    if not asked.has_where:
        return "a street or a postcode"
    return "a telephone number or a reference"
