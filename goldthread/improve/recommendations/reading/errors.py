"""The one way a report is refused: a code for programs, words for people, and what to do next."""


class UnreadableReport(Exception):
    """The file cannot be read as a report; `remedy` says what the person can do about it."""

    def __init__(self, code: str, words: str, remedy: str) -> None:
        super().__init__(f"{words} {remedy}")
        self.code = code
        self.words = words
        self.remedy = remedy
