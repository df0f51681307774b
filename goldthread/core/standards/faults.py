"""What can be wrong with a file of standards or a profile: where it stands, and what to put there."""


class StandardsFault(ValueError):
    """A file of standards, or a profile, that cannot be used. Nothing of it is taken."""

    def __init__(self, where: str, words: str) -> None:
        super().__init__(f"{where}: {words}")
        self.where, self.words = where, words
