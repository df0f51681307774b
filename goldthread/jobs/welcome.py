"""The demonstration's sign-ins, asked of a process of its own so that the one that serves never loads Django."""

import json
import sys

from goldthread.config.starting import load_django


def sign_ins(address: str) -> list[dict[str, str]]:
    """One sign-in per role, as the invented force lists them."""
    load_django()
    from goldthread.synthetic.signins import signins

    return signins(address)


if __name__ == "__main__":
    json.dump(sign_ins(sys.argv[1]), sys.stdout)
